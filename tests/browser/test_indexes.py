"""Long lists on a phone: they fold, and a field finds a pasted line as one types; without scripts they still work."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.whole  # pages of every kind, in a browser

PASTES = {
    "a line of nginx's log with other names": (
        '2026/11/30 08:15:02 [error] 31#31: *77 user "mallory": password mismatch, client: 10.8.0.77',
        "password mismatch",
    ),
    "a code of a product": ("AADSTS50057", "AADSTS50057"),
    "the beginning of a word": ("jwt exp", "jwt expired"),
}


@pytest.fixture
def open_page(shipped, serve, browser: Browser):
    """Opens a page of the public site on a phone, with or without scripts."""
    contexts = []

    def opened(address: str, *, scripts: bool = True, width: int = 360):
        context = browser.new_context(
            viewport={"width": width, "height": 740}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{serve(shipped)}/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("what", PASTES)
def test_a_pasted_line_finds_its_message(what, open_page):
    pasted, wanted = PASTES[what]
    page = open_page("messages/")
    page.get_by_label("Type or paste a message").fill(pasted)
    expect(page.locator(".kb-found li").first).to_contain_text(wanted)
    expect(page.get_by_role("status")).to_contain_text("the best first")
    assert page.locator(".kb-filter > details:visible").count() == 0
    page.locator(".kb-found li a").first.click()
    target = re.sub(r".*#", "#", page.url)
    assert "#" not in page.url or page.locator(target).count() == 1


def test_what_fits_nothing_leads_to_the_diagnosis_and_clearing_brings_the_groups_back(
    open_page,
):
    page = open_page("messages/")
    box = page.get_by_label("Type or paste a message")
    box.fill("segmentation fault in zzz")
    expect(page.get_by_role("status")).to_contain_text("Nothing here matches")
    expect(page.get_by_role("status").get_by_role("link")).to_have_attribute(
        "href", re.compile("diagnose/$")
    )
    box.fill("")
    assert page.locator(".kb-filter > details:visible").count() > 9
    assert page.locator(".kb-found li").count() == 0


def test_without_scripts_groups_open(open_page):
    page = open_page("messages/", scripts=False)
    group = page.locator("#from-nginx")
    group.locator("summary").click()
    assert group.locator("li a").first.is_visible()


@pytest.mark.parametrize("address", ["messages/", "http-401/symptoms/", "platforms/"])
def test_an_index_is_no_longer_than_a_few_screens(address, open_page):
    page = open_page(address)
    assert page.evaluate("document.documentElement.scrollHeight") < 5_000


def test_the_main_action_of_the_home_page_is_among_the_first_tab_stops(open_page):
    page = open_page("", width=1280)
    for stop in range(1, 12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.kb-doors') !== null"):
            assert (
                page.evaluate("document.activeElement.getAttribute('href')")
                == "diagnose/"
            )
            assert stop <= 8
            return
    pytest.fail("the doors were not reached")


def test_a_folded_message_has_its_place_and_its_old_address_leads_there(open_page):
    page = open_page("http-401/symptoms/nginx-password-mismatch/")
    page.wait_for_url("**/platforms/nginx/#symptom-nginx-password-mismatch")
    place = page.locator("#symptom-nginx-password-mismatch")
    box = place.bounding_box()
    assert 0 <= box["y"] < 740
