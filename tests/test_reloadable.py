"""In a live preview of MkDocs a page with a strict policy still loads itself again."""

from causebook.site.reloadable import reloadable

HEAD = '<meta http-equiv="Content-Security-Policy" content="{}"><p title="connect-src \'none\'">'
STRICT = "default-src 'none'; script-src 'self'; connect-src 'none'; base-uri 'none'"
OPEN = "default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self'; base-uri 'none'"


def test_the_policy_lets_the_script_of_mkdocs_run_and_ask():
    files = {
        "diagnose/index.html": HEAD.format(STRICT),
        "a.md": STRICT,
        "b.html": b"connect-src",
    }
    assert reloadable(files) == files | {"diagnose/index.html": HEAD.format(OPEN)}


def test_a_page_without_a_policy_stays_as_it_is():
    page = "<p>script-src 'self'</p>"
    assert reloadable({"a.html": page}) == {"a.html": page}
