"""What programs read: `api/book.json` is as its schema says, and keeps what format 1 has promised."""

import json
from pathlib import Path

import jsonschema
import pytest
import shipped_book
from causebook.book.addresses import generated
from causebook.book.audience import for_audience
from causebook.book.version import day, version
from causebook.load.content import Content
from causebook.model import Audience, published
from causebook.model.kinds import Linked
from causebook.project import check
from causebook.render.data import api
from causebook.render.llms import llms
from markdown_it import MarkdownIt
from small_book import book as small
from small_book import cause, fix, section, symptom

ROOT = Path(__file__).parents[1]
PROMISED = Path(__file__).parent / "cases" / "book-format-1.json"
SCHEMA = published.published_schema()


def wrong(data) -> list[str]:
    checked = jsonschema.Draft202012Validator(SCHEMA)
    return [
        f"{error.json_path}: {error.message[:200]}"
        for error in checked.iter_errors(data)
    ]


def published_of(book, audience=Audience.PUBLIC):
    return json.loads(
        api(for_audience(book, audience), audience.value)["api/book.json"]
    )


@pytest.mark.parametrize("audience", Audience)
def test_the_shipped_book_is_as_the_schema_says(audience):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = published_of(shipped_book.whole(), audience)
    assert {entry["kind"] for entry in data["entries"]} == set(published.ENTRIES)
    assert wrong(data) == []


def test_the_schema_is_published_beside_the_book():
    made = api(small(), "public")
    assert json.loads(made["api/book.schema.json"]) == SCHEMA
    assert json.loads(made["api/book.json"])["$schema"] == "book.schema.json"
    assert wrong(json.loads(made["api/book.json"])) == []


def many():
    """A book with more fixes than go into one file."""
    fixes = [fix(), *(fix(f"fix-{n:03}") for n in range(450))]
    return small(section([cause("cause")], fixes, [symptom("seen")]))


def test_the_files_of_entries_are_the_book_in_order_and_each_as_the_schema_says():
    made = {name: json.loads(text) for name, text in api(many(), "public").items()}
    index = made["api/index.json"]
    files = [made[f"api/{one['file']}"] for one in index["files"]]
    whole = made["api/book.json"]
    assert [entry for data in files for entry in data["entries"]] == whole["entries"]
    shape = {"$ref": "#/$defs/Some", "$defs": SCHEMA["$defs"]}
    checked = jsonschema.Draft202012Validator(shape)
    assert [list(checked.iter_errors(data)) for data in files] == [[] for _ in files]
    assert max(len(data["entries"]) for data in files) == 200
    assert index["version"] == whole["version"]


def test_an_edit_changes_the_files_that_have_the_entry_and_the_index_names_them():
    def made(**more):
        return api(
            small(section([cause("cause")], [fix(**more)], [symptom("seen")])),
            "public",
        )

    old, new = made(), made(summary="Other words.")
    changed = {name for name in new if new[name] != old[name]}
    assert changed == {"api/entries/fix-1.json", "api/book.json", "api/index.json"}
    told = [json.loads(files["api/index.json"])["files"] for files in (old, new)]
    assert [b["file"] for a, b in zip(*told, strict=True) if a != b] == [
        "entries/fix-1.json"
    ]


def test_the_index_says_which_file_has_an_entry_and_is_as_the_schema_says():
    made = {name: json.loads(text) for name, text in api(many(), "public").items()}
    index = made["api/index.json"]
    shape = {"$ref": "#/$defs/Index", "$defs": SCHEMA["$defs"]}
    assert list(jsonschema.Draft202012Validator(shape).iter_errors(index)) == []
    for row in index["entries"]:
        [own] = [
            e for e in made[f"api/{row['file']}"]["entries"] if e["id"] == row["id"]
        ]
        assert {**own, **row, "file": ""} == {**own, "file": ""}


def test_nobody_else_may_use_the_name_of_a_file_of_data():
    assert api(many(), "public").keys() <= generated(many())


def test_every_kind_of_entry_is_described():
    assert set(published.ENTRIES.values()) == set(Linked.__args__)


@pytest.mark.parametrize("key", ["id", "kind", "url", "title", "likelihood", "steps"])
def test_an_entry_without_what_is_always_there_is_found(key):
    data = published_of(small(section([cause("cause")], [fix()], [symptom("seen")])))
    for entry in data["entries"]:
        entry.pop(key, None)
    assert wrong(data)


def test_a_value_off_its_scale_is_found():
    data = published_of(small(section([cause("cause")], [fix()], [symptom("seen")])))
    next(one for one in data["entries"] if one["kind"] == "cause")["likelihood"] = (
        "certain"
    )
    assert wrong(data)


def test_a_key_that_a_reader_does_not_know_is_allowed():
    data = published_of(small(section([cause("cause")], [fix()], [symptom("seen")])))
    for entry in data["entries"]:
        entry["new"] = 1
    assert wrong({**data, "new": {}}) == []


def promises(schema) -> dict[str, dict[str, str]]:
    """Of every shape each key, whether it is always there, and what it holds."""
    found = {}
    for name, shape in {"": schema, **schema["$defs"]}.items():
        for key, value in shape.get("properties", {}).items():
            told = {
                part: value[part] for part in sorted(value) if part != "description"
            }
            needed = "always" if key in shape.get("required", ()) else "maybe"
            found.setdefault(name, {})[key] = (
                f"{needed} {json.dumps(told, sort_keys=True)}"
            )
        if "enum" in shape:
            found.setdefault(name, {})["enum"] = json.dumps(shape["enum"])
    return found


def test_nothing_that_format_1_has_promised_is_gone_or_otherwise():
    """New keys may come; to take one away or to change it, a new format is needed.

    `python tests/test_published.py` adds what is new to the promises.
    """
    promised, now = json.loads(PROMISED.read_text("utf-8")), promises(SCHEMA)
    broken = [
        f"{name}.{key}"
        for name, keys in promised.items()
        for key, told in keys.items()
        if now.get(name, {}).get(key) != told
    ]
    assert broken == []


def test_the_version_changes_with_any_public_text_and_with_no_internal_one():
    def made(**more):
        return small(section([cause("cause")], [fix(**more)], [symptom("seen")]))

    note = {"text": "Words.", "audience": "internal"}
    assert version(made()) == version(made())
    assert version(made(summary="Other words.")) != version(made())
    assert version(made(notes=[note])) == version(made())
    assert version(for_audience(made(notes=[note]), Audience.INTERNAL)) == version(
        made()
    )


def test_the_day_of_a_book_is_that_of_its_last_public_review():
    def made(audience):
        reviews = [
            {"date": "2026-11-02", "owner": "x"},
            {"date": "2026-11-09", "owner": "x"},
        ]
        fixes = [
            fix("one", reviewed=reviews[0]),
            fix("two", reviewed=reviews[1], audience=audience),
        ]
        return day(small(section(fixes=fixes)))

    assert [made("public").day, made("internal").day, day(small())] == [9, 2, None]


# llms.txt


def test_llms_txt_leads_to_everything_that_leads_on(book):
    checked = check(book)
    text = llms(checked.book, checked.content, "https://example.org/help/")
    tokens = MarkdownIt("commonmark").parse(text)
    first = [(token.type, token.tag) for token in tokens[:6]]
    assert first[0] == ("heading_open", "h1")
    assert first[3] == ("blockquote_open", "blockquote")
    heads = [
        tokens[n + 1].content for n, token in enumerate(tokens) if token.tag == "h2"
    ]
    heads = [head for head in heads if head]
    assert (heads[0], heads[-1]) == ("Start here", "Optional")
    links = [
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert len(set(links)) == len(links)
    assert all(link.startswith("https://example.org/help/") for link in links)
    named = {link.removeprefix("https://example.org/help/") for link in links}
    wanted = {
        "does-not-print/out-of-paper.md",
        "does-not-print/fixes/load-paper.md",
        "api/book.json",
    }
    assert (
        wanted | {"platforms/cups.md", "index.md", "does-not-print/symptoms/index.md"}
        <= named
    )


def test_llms_txt_is_small_enough_to_be_read_whole():
    text = llms(for_audience(shipped_book.whole(), Audience.PUBLIC), Content(), "")
    assert len(text) < 100_000


if __name__ == "__main__":
    known = json.loads(PROMISED.read_text("utf-8")) if PROMISED.exists() else {}
    for shape, keys in promises(SCHEMA).items():
        known[shape] = {**keys, **known.get(shape, {})}
    PROMISED.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
