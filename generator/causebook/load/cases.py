"""Files of cases: pastes whose cause is known, or of which is known what may be said of them.

Two forms are read: `kind: cases` with a list `cases`, as in a book, and the bare list, as a
measurement brings it. Keys that nobody here asks for are passed over. It must not know which
causes or symptoms there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.findings import Finding, did_you_mean, quoted
from .document import read_tree
from .nodes import Mapping, Node, Scalar, Sequence

EXPECTED = ("not-here", "cannot-tell", "any-but-sure", "plain-question")
"""What may be said of a paste where no cause is asked for."""
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True)
class KnownCase:
    """A paste, and what is known of it: texts as they stand in the file."""

    path: str
    line: int
    id: str
    evidence: str
    names: tuple[str, ...]
    """What its keys `family`, `cause` and `subcause` say; “” for what is not there."""
    role: str
    difficulty: str
    split: str
    expect: str
    answers: tuple[tuple[str, bool], ...]

    def finding(self, message: str, hint: str = "") -> Finding:
        """A finding at the case."""
        return Finding(
            self.path,
            self.line,
            1,
            "S011",
            f"case {quoted(self.id)}: {message}",
            hint,
        )


def read_cases(path: Path) -> tuple[list[KnownCase], list[Finding]]:
    """The cases of a file, and what is wrong with it."""
    tree, findings = read_tree(path, str(path))
    listed = tree
    if isinstance(tree, Mapping) and "cases" in tree.pairs:
        listed = tree.pairs["cases"][1]
    if tree is None:
        return [], findings
    if not isinstance(listed, Sequence):
        problem = Finding(
            str(path), tree.line, tree.col, "S003", "a list of cases is expected"
        )
        return [], [*findings, problem]
    cases: list[KnownCase] = []
    for item in listed.items:
        found = _case(item, str(path))
        if isinstance(found, Finding):
            findings.append(found)
        else:
            cases.append(found)
    return cases, findings + [
        one for item in listed.items for one in _odd_answers(item, str(path))
    ]


def _case(node: Node, path: str) -> KnownCase | Finding:
    """One case, or why it is none."""
    keys = _texts(node)
    if "evidence" not in keys:
        hint = (
            "a case has at least `id`, `evidence` and `family`, `cause` or `expect`"
        )
        return Finding(
            path, node.line, node.col, "S002", "a case without “evidence”", hint
        )
    expect = keys.get("expect", "")
    if (
        not expect
        and keys.get("expect-question", keys.get("expect_question", "")) == "plain"
    ):
        expect = "plain-question"
    if expect and expect not in EXPECTED:
        hint = did_you_mean(expect, EXPECTED) or f"one of: {', '.join(EXPECTED)}"
        return Finding(
            path, node.line, node.col, "S004", f"“expect” is {quoted(expect)}", hint
        )
    return KnownCase(
        path,
        node.line,
        keys.get("id", "?"),
        keys["evidence"],
        tuple(keys.get(key, "") for key in ("family", "cause", "subcause")),
        keys.get("role", ""),
        keys.get("difficulty", "unknown"),
        keys.get("split", ""),
        expect,
        tuple(
            (id_, _ANSWERS[text]) for id_, text in _answers(node) if text in _ANSWERS
        ),
    )


def _texts(node: Node) -> dict[str, str]:
    """The keys of a mapping whose values are texts."""
    pairs = node.pairs if isinstance(node, Mapping) else {}
    return {
        key: value.text
        for key, (_, value) in pairs.items()
        if isinstance(value, Scalar)
    }


def _answers(node: Node) -> Iterator[tuple[str, str]]:
    """The answers of a case, in lower case."""
    if isinstance(node, Mapping) and "answers" in node.pairs:
        for id_, text in _texts(node.pairs["answers"][1]).items():
            yield id_, text.lower()


def _odd_answers(node: Node, path: str) -> Iterator[Finding]:
    """A finding for each answer that is neither yes nor no."""
    for id_, text in _answers(node):
        if text not in _ANSWERS:
            problem = f"the answer to {quoted(id_)} is {quoted(text)}"
            hint = "write yes or no; what is not known is left out"
            yield Finding(path, node.line, node.col, "S004", problem, hint)
