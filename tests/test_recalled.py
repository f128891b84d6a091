"""What an earlier build worked out is known by all that it was made of, and is nothing but data."""

import os
import pickle

import pytest
from causebook import project
from causebook.load import load, recalled
from causebook.load.recalled import Results, digest, held, recall
from causebook.model import Audience, Cause
from causebook.site.ownership import walk
from causebook.site.results import place_of, results
from test_renewal import ROOM, build, changed, one_day  # noqa: F401

PUBLIC = Audience.PUBLIC


class Asked:
    """Counts how often something is worked out."""

    def __init__(self, result="made"):
        self.times, self.result = 0, result

    def __call__(self):
        self.times += 1
        return self.result


def test_a_result_is_made_once_and_is_the_same_when_it_is_recalled():
    made, first = Asked(("a", [1, 2], {"b": frozenset({"c"})})), Results()
    with held(first):
        assert recall(digest("k"), made) == recall(digest("k"), made) == made.result
    with held(Results(first.asked)):
        assert recall(digest("k"), made) == made.result
        assert recall(digest("k", ""), made) == made.result
    assert made.times == 2


def test_without_a_builder_nothing_is_kept():
    made = Asked()
    assert recall("k", made) == recall("k", made) == "made"
    assert made.times == 2


def test_what_is_not_good_is_not_kept():
    made, found = Asked(), Results()
    with held(found):
        recall("k", made, lambda _made: False)
    assert (made.times, found.asked) == (1, {})


class Runs:
    """What would run a command where it was read by any reader."""

    def __reduce__(self):
        return os.system, ("echo read > read",)


@pytest.mark.parametrize(
    "other",
    [
        pickle.dumps(Runs()),
        pickle.dumps(recalled.held),
        pickle.dumps(pickle.Unpickler),
        b"cposix\nsystem\n(S'echo read > read'\ntR.",
        b"ccausebook.load.recalled\npickle.loads\n(S'x'\ntR.",
        b"ccausebook.load.document\nyaml\n.",
        b"",
        b"nonsense",
    ],
)
def test_what_is_no_data_of_ours_is_not_read_and_the_result_is_made(
    other, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Exception):  # noqa: B017 - whatever the bytes lead to
        recalled.read(other)
    made = Asked()
    with held(Results({"k": other})):
        assert recall("k", made) == "made"
    assert made.times == 1
    assert list(tmp_path.iterdir()) == []


def test_an_entry_is_recalled_as_it_was_read_with_the_places_of_its_texts(
    book, monkeypatch
):
    first = Results()
    with held(first):
        plain = load(book / "causes")
    monkeypatch.setattr(
        "causebook.load.sources.shape", None
    )  # nothing is typed again
    with held(Results(first.asked)):
        again = load(book / "causes")
    assert [file.__getstate__() for file in again.files] == [
        file.__getstate__() for file in plain.files
    ]
    cause = next(file for file in again.files if isinstance(file.entry, Cause))
    same = next(file for file in plain.files if file.path == cause.path)
    at = ("title",)
    assert cause.finding(at, "X", "x") == same.finding(at, "X", "x")
    assert all(
        ref.holder is file.entry
        for file in again.files
        for ref in file.references
        if isinstance(file.entry, Cause)
    )


def test_a_file_with_a_finding_is_read_each_time(book):
    changed(book / ROOM / "out-of-paper.yml", "^summary: .*$", "summary: ''")
    first = Results()
    with held(first):
        found = project.check(book).findings
    assert found
    with held(Results(first.asked)):
        assert project.check(book).findings == found


def test_what_is_given_to_a_file_by_another_one_is_a_part_of_what_it_is_known_by(
    book,
):
    first, about = Results(), book / "causes/book.yml"
    with held(first):
        before = load(book / "causes")
    given = "defaults: {owner: help-desk, reviewed: 2026-11-24}\n"
    about.write_text(about.read_text() + given)
    now = load(book / "causes")
    assert (
        sum(a.entry != b.entry for a, b in zip(before.files, now.files, strict=True))
        > 1
    )
    with held(Results(first.asked)):
        assert [f.entry for f in load(book / "causes").files] == [
            f.entry for f in now.files
        ]


def test_results_are_for_their_owner_alone_and_no_reader_gets_them(book):
    build(book)
    file = place_of(book, PUBLIC, book / "site/public")
    assert file.stat().st_mode & 0o777 == 0o600
    published = [entry.name for entry in walk(book / "site/public")]
    published += [entry.name for entry in walk(book / "build/public/docs")]
    assert file.name not in published
    other = place_of(book, Audience.INTERNAL, book / "site/public")
    assert other.parent != file.parent


def kept(book) -> dict[str, bytes]:
    """What the file of results holds."""
    with place_of(book, PUBLIC, book / "site/public").open("rb") as stream:
        stream.readline()
        return recalled.read(stream.read())


def with_results(book, *, work=lambda: None, clean=False) -> None:
    """Some work of a builder."""
    with results(book, PUBLIC, book / "site/public", clean=clean):
        work()


def test_what_a_whole_build_did_not_ask_for_is_forgotten_and_a_broken_one_forgets_nothing(
    book,
):
    with_results(book, work=lambda: [recall(key, Asked()) for key in "ab"])

    def breaks():
        recall("c", Asked())
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        with_results(book, work=breaks)
    assert kept(book).keys() == {"a", "b", "c"}
    with_results(book, work=lambda: recall("a", Asked()))
    assert kept(book).keys() == {"a"}


def test_a_clean_build_knows_no_results_and_keeps_its_own(book):
    with_results(book, work=lambda: recall("a", Asked("old")))
    with_results(book, work=lambda: recall("a", Asked("new")), clean=True)
    again = Asked()
    with_results(book, work=lambda: recall("a", again))
    assert again.times == 0
    assert kept(book) == {"a": recalled.written("new")}


def test_results_of_other_programs_count_for_nothing(book, monkeypatch):
    with_results(book, work=lambda: recall("a", Asked()))
    monkeypatch.setattr("causebook.site.results.programs", lambda: "other")
    made = Asked()
    with_results(book, work=lambda: recall("a", made))
    assert made.times == 1


def test_a_link_in_the_place_of_results_is_neither_read_nor_written_through(
    book, tmp_path
):
    with_results(book, work=lambda: recall("a", Asked()))
    file, other = place_of(book, PUBLIC, book / "site/public"), tmp_path / "other"
    file.rename(other)
    file.symlink_to(other)
    before, made = other.read_bytes(), Asked("new")
    with_results(book, work=lambda: recall("a", made))
    assert (made.times, other.read_bytes()) == (1, before)
