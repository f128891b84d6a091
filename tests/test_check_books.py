"""Books with several problems and references across them: a finding, or pages whose links lead somewhere."""

import json
import posixpath
import random
import re
import shutil
from pathlib import Path

import pytest
from causebook.book.book import Book
from causebook.check.entries import check_entries
from causebook.load import load
from causebook.load.content import Content
from causebook.model import Audience
from causebook.pipeline import generate
from causebook.project import Checked, link
from causebook.render import Options

BOOK = {
    "kind": "book",
    "id": "the-book",
    "title": "A book",
    "summary": "It is about things.",
    "parties": [{"id": "reader", "title": "you", "contact": "yourself"}],
    "places": [{"id": "here", "title": "Here"}, {"id": "there", "title": "There"}],
    "roles": [{"id": "user", "title": "I use it", "parties": ["reader"]}],
}


def files(book: Book, audience: Audience) -> dict[str, str | bytes]:
    """The files of a book without hand-written pages, as an audience gets them.

    With the copies of entries that have no page.
    """
    made = generate(Checked(book, Content(), ()), Options(audience))
    parts = {name: text for name, text in made.copies().items() if name in made.parts}
    return {**made.files, **parts}


class Writer:
    """Writes a random book: problems with causes, symptoms, fixes and scenarios that refer to each other at will."""

    def __init__(self, seed: int, internal: float) -> None:
        self.dice = random.Random(seed)
        self.internal = internal
        self.problems = [f"p{n}" for n in range(self.dice.choice([1, 2, 2, 3]))]
        self.ids = {
            kind: [f"{p}-{kind}{n}" for p in self.problems for n in range(2)]
            for kind in (
                "family",
                "observation",
                "cause",
                "symptom",
                "fix",
                "scenario",
            )
        }

    def entry(self, title: str) -> dict:
        entry = {
            "title": title,
            "summary": f"About {title}.",
            "audience": "internal"
            if self.dice.random() < self.internal
            else "public",
        }
        if self.dice.random() < 0.2:
            linked = self.dice.choice(
                [name for names in self.ids.values() for name in names]
                + self.problems
            )
            entry["notes"] = [
                {
                    "audience": self.dice.choice(["public", "internal"]),
                    "text": f"See [it](entry:{linked}).",
                }
            ]
        return entry

    def one(self, kind: str, problem: str, own: str = "") -> str:
        """An id of a kind, mostly of the same problem."""
        near = [
            name
            for name in self.ids[kind]
            if name.startswith(problem) and name != own
        ]
        return self.dice.choice(near if self.dice.random() < 0.7 else self.ids[kind])

    def some(self, kind: str, problem: str, least: int, own: str = "") -> list[str]:
        return list(
            dict.fromkeys(
                self.one(kind, problem, own)
                for _ in range(self.dice.randint(least, 2))
            )
        )

    def own(self, kind: str, problem: str) -> list[str]:
        return [name for name in self.ids[kind] if name.startswith(f"{problem}-")]

    def problem(self, name: str) -> dict:
        return {
            "kind": "problem",
            **self.entry(name),
            "meaning": "It is so.",
            "otherwise": [
                {"symptom": s, "title": "Else", "text": "Go elsewhere."}
                for s in self.some("symptom", name, 0)
            ],
            "families": [
                {
                    "id": f,
                    **self.entry(f),
                    "telltale": "A sign.",
                    "evidence": dict.fromkeys(
                        self.some("symptom", name, 0), "sometimes"
                    ),
                }
                for f in self.own("family", name)
            ],
            "observations": [
                {
                    "id": o,
                    **self.entry(o),
                    "do": "Look.",
                    "get": "the line",
                    "effort": "seconds",
                    "responsible": "reader",
                }
                for o in self.own("observation", name)
            ],
        }

    def cause(self, problem: str, name: str) -> dict:
        family = (
            self.one("family", problem)
            if self.dice.random() < 0.1
            else self.dice.choice(self.own("family", problem))
        )
        return {
            "kind": "cause",
            **self.entry(name),
            "family": family,
            "likelihood": "rare",
            "place": "here",
            "responsible": "reader",
            "why": "Because.",
            "evidence": dict.fromkeys(self.some("symptom", problem, 1), "usually"),
            "fixes": self.some("fix", problem, 1),
            "look_alikes": [
                {"cause": c, "difference": "It differs."}
                for c in self.some("cause", problem, 0, name)
            ],
        }

    def symptom(self, problem: str, name: str) -> dict:
        entry = self.entry(name)
        observation, general = (
            self.one("observation", problem),
            self.some("symptom", problem, 0, name),
        )
        causes = self.some("cause", problem, 0)
        return {
            "id": name,
            **entry,
            "observation": observation,
            "ask": "Is it there?",
            "implies": general,
            "evidence_for": dict.fromkeys(
                causes if entry["audience"] == "internal" else [], "sometimes"
            ),
        }

    def fix(self, problem: str, name: str) -> dict:
        return {
            "kind": "fix",
            **self.entry(name),
            "effort": "minutes",
            "safety": "read-only",
            "responsible": "reader",
            "steps": [{"id": "do", "do": "Do it."}],
            "verify": {"text": "It works."},
            "causes": self.some("cause", problem, 0),
        }

    def scenario(self, problem: str, name: str, fixes: dict[str, list[str]]) -> dict:
        cause = self.one("cause", problem)
        return {
            "kind": "scenario",
            **self.entry(name),
            "role": "user",
            "paste": "It is so.",
            "cause": cause,
            "way": [
                {"text": "It was seen.", "symptom": self.one("symptom", problem)}
            ],
            "fix": self.dice.choice(fixes[cause]),
            "outcome": "It was mended.",
        }

    def write(self, root: Path) -> None:
        _put(root / "book.yml", BOOK)
        fixes: dict[str, list[str]] = {}
        for problem in self.problems:
            _put(root / problem / "problem.yml", self.problem(problem))
            for name in self.own("cause", problem):
                cause = self.cause(problem, name)
                fixes[name] = cause["fixes"]
                _put(root / problem / f"{name}.yml", cause)
            _put(
                root / problem / "symptoms" / "all.yml",
                {
                    "kind": "symptoms",
                    "symptoms": [
                        self.symptom(problem, name)
                        for name in self.own("symptom", problem)
                    ],
                },
            )
            for name in self.own("fix", problem):
                _put(
                    root / problem / "fixes" / f"{name}.yml", self.fix(problem, name)
                )
        for problem in self.problems:
            for name in self.own("scenario", problem):
                _put(
                    root / problem / "scenarios" / f"{name}.yml",
                    self.scenario(problem, name, fixes),
                )


def _put(path: Path, data: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data))


def dead_links(files: dict[str, str | bytes]) -> list[str]:
    """Every relative link that leads to no file."""
    dead = []
    for name, text in files.items():
        if not isinstance(text, str) or name.startswith("assets/"):
            continue
        folder = posixpath.dirname(name)
        page = (
            name.removesuffix("index.md").removesuffix(".md")
            if name.endswith(".md")
            else folder
        )
        links = [
            (folder, target)
            for target in re.findall(r"\]\(([^)\s:#]+\.md)(?:#[\w-]+)?\)", text)
        ]
        links += [
            (page, target)
            for target in re.findall(r'href="([^":#]+/)(?:#[\w-]+)?"', text)
        ]
        for base, target in links:
            found = posixpath.normpath(posixpath.join(base, target)).lstrip("./")
            known = {
                found,
                f"{found}.md",
                f"{found}/index.md",
                f"{found}/index.html",
                "index.md",
            }
            if found == "diagnose":
                continue  # the pipeline adds it
            if found and known.isdisjoint(files) and "index.md" not in {found}:
                dead.append(f"{name}: {target}")
    return dead


def outcome(root: Path) -> str:
    """The word `findings`, or `pages` when both audiences have pages whose links lead somewhere."""
    book, findings = link(load(root))
    assert bool(findings) is (book is None)
    assert all(
        finding.path.startswith("causes") and finding.message for finding in findings
    )
    if book is None:
        return "findings"
    for audience in Audience:
        assert dead_links(files(book, audience)) == []
    return "pages"


@pytest.mark.parametrize("books", [20, pytest.param(60, marks=pytest.mark.whole)])
@pytest.mark.parametrize("internal", [0.0, 0.04])
def test_random_books_have_findings_or_pages_whose_links_lead_somewhere(
    internal, books, tmp_path
):
    met = []
    for seed in range(books):
        root = tmp_path / str(seed) / "causes"
        Writer(seed, internal).write(root)
        met.append(outcome(root))
    least = books / 8
    assert met.count("pages") >= least, "no book can be rendered any more"
    assert met.count("findings") >= least


def small(root: Path, **problem: str) -> None:
    """Two problems; the second has a cause that takes its fix from the first."""
    writer = Writer(1, 0)
    writer.problems = ["p0", "p1"]
    writer.ids = {
        kind: [f"{p}-{kind}{n}" for p in writer.problems for n in range(2)]
        for kind in writer.ids
    }
    writer.dice.random = lambda: 0.5  # the same problem, nothing internal
    writer.write(root)
    for name, audience in problem.items():
        data = json.loads((root / name / "problem.yml").read_text())
        _put(root / name / "problem.yml", {**data, "audience": audience})


def test_a_fix_that_two_problems_share_is_on_the_lists_of_both(tmp_path):
    root = tmp_path / "causes"
    small(root)
    cause = root / "p1" / "p1-cause0.yml"
    _put(cause, {**json.loads(cause.read_text()), "fixes": ["p1-fix0", "p0-fix0"]})
    book, findings = link(load(root))
    assert findings == ()
    made = files(book, Audience.PUBLIC)
    assert "(../../p0/fixes/p0-fix0.md)" in made["p1/fixes/index.md"]
    assert "p0-fix0" in made["p1/index.md"]
    assert "p1-cause0" in made["p0/fixes/p0-fix0.md"]


def test_an_internal_problem_with_public_entries_is_one_finding(tmp_path):
    root = tmp_path / "causes"
    small(root, p1="internal")
    found = [
        finding
        for finding in link(load(root))[1]
        if finding.path == "causes/p1/problem.yml"
    ]
    assert [(finding.code, finding.message) for finding in found] == [
        (
            "L005",
            "the internal problem “p1” holds public entries: “p1-fix0” and 11 more entries",
        )
    ]


def test_a_book_whose_problems_are_all_internal_has_a_public_site_without_problems(
    tmp_path,
):
    root = tmp_path / "causes"
    small(root)
    for path in root.rglob("p*/**/*.yml"):
        path.write_text(path.read_text().replace('"public"', '"internal"'))
    book, findings = link(load(root))
    assert findings == ()
    public = files(book, Audience.PUBLIC)
    assert not [
        name
        for name in public
        if name.startswith("p") and not name.startswith("platforms")
    ]
    assert dead_links(files(book, Audience.INTERNAL)) == []


def test_a_family_of_another_problem_is_a_finding(tmp_path):
    root = tmp_path / "causes"
    small(root)
    cause = root / "p1" / "p1-cause0.yml"
    _put(cause, {**json.loads(cause.read_text()), "family": "p0-family0"})
    assert [finding.code for finding in link(load(root))[1]] == ["L009"]


ONE_OF_EACH = (
    "problem.yml",
    "messages/nodejs.yml",
    "symptoms/readers.yml",
    "fixes/refresh-the-signing-keys.yml",
)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_one_key_that_is_unknown_is_one_finding_in_the_shipped_book_too(
    name, tmp_path
):
    causes = tmp_path / "causes"
    shutil.copytree(Path(__file__).parents[1] / "causes", causes)
    file = causes / "http-401" / name
    file.write_text(file.read_text("utf-8").replace("\n", "\nzebra: 1\n", 1), "utf-8")
    findings = check_entries(load(causes))
    assert [finding.code for finding in findings] == ["S001"]
