"""Which modules are changed, and which tests have to notice: one table, fast tests first.

Paths are globs, so that a module may be split without a word here; each must match a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Subject:
    """A module and the tests that hold it."""

    module: str
    tests: tuple[str, ...]


OURS = ("tests/test_refusals.py", "tests/test_swap.py", "tests/test_write.py")
LEAKS = ("tests/test_reading_rules.py", "tests/test_leak_rules.py")
VERDICT = (
    "tests/js/verdict*.test.mjs",
    "tests/js/engine.test.mjs",
    "tests/js/case.test.mjs",
)
ADVICE = ("tests/js/advise.test.mjs",)
QUESTIONS = ("tests/js/questions.test.mjs", "tests/js/information.test.mjs")
RANKING = ("tests/js/rank.test.mjs", "tests/js/verdict.test.mjs")

TABLE: dict[str, tuple[str, ...]] = {
    "generator/causebook/book/order.py": ("tests/test_order.py",),
    "generator/causebook/book/health.py": ("tests/test_health.py",),
    "generator/causebook/book/book.py": ("tests/test_data.py", "tests/test_order.py"),
    "generator/causebook/book/relations.py": (
        "tests/test_relations.py",
        "tests/test_data.py",
        "tests/test_order.py",
    ),
    "generator/causebook/book/section.py": (
        "tests/test_data.py",
        "tests/test_order.py",
    ),
    "generator/causebook/check/clashes.py": ("tests/test_data.py",),
    "generator/causebook/check/site_files.py": ("tests/test_as_strict.py",),
    "generator/causebook/render/tried_links.py": ("tests/test_as_strict.py",),
    "generator/causebook/search/searched.py": ("tests/test_searched.py",),
    "generator/causebook/diagnosis/later.py": ("tests/test_later.py",),
    "generator/causebook/model/references.py": ("tests/test_references.py",),
    "generator/causebook/check/definitions.py": ("tests/test_check_entries.py",),
    "generator/causebook/check/[ru]*.py": ("tests/test_check_entries.py",),
    "generator/causebook/site/marker.py": OURS,
    "generator/causebook/site/ownership.py": OURS,
    "generator/causebook/site/write.py": ("tests/test_write.py", *OURS),
    "generator/causebook/site/swap.py": ("tests/test_swap.py", *OURS),
    "generator/causebook/book/audience.py": ("tests/test_audience_rules.py",),
    "generator/causebook/book/edition.py": LEAKS,
    "generator/causebook/render/markup.py": ("tests/test_markup_rules.py",),
    "generator/causebook/site/verify.py": LEAKS,
    "generator/causebook/site/leaks.py": LEAKS,
    "generator/causebook/site/plain.py": LEAKS,
    "generator/causebook/site/built_text.py": LEAKS,
    "generator/causebook/site/wording.py": ("tests/test_wording_rules.py",),
    "generator/causebook/diagnosis/engine/verdict.mjs": VERDICT,
    "generator/causebook/diagnosis/engine/advise.mjs": ADVICE,
    "generator/causebook/diagnosis/engine/costs.mjs": (*ADVICE, *QUESTIONS),
    "generator/causebook/diagnosis/engine/plan.mjs": ADVICE,
    "generator/causebook/diagnosis/engine/questions.mjs": QUESTIONS,
    "generator/causebook/diagnosis/engine/information.mjs": QUESTIONS[::-1],
    "generator/causebook/diagnosis/engine/reader.mjs": ("tests/js/reader.test.mjs",),
    "generator/causebook/diagnosis/engine/conversation.mjs": (
        "tests/js/conversation.test.mjs",
    ),
    "generator/causebook/diagnosis/engine/model.mjs": RANKING,
    "generator/causebook/diagnosis/engine/rank.mjs": RANKING,
    "generator/causebook/diagnosis/engine/public-part.mjs": (
        "tests/js/portal.test.mjs",
    ),
    "generator/causebook/diagnosis/engine/redaction/*.mjs": (
        "tests/js/redact-rules.test.mjs",
        "tests/js/redact.test.mjs",
    ),
}

SLOW: dict[str, tuple[str, ...]] = {
    "generator/causebook/site/stage.py": (
        "tests/test_ownership*.py",
        "tests/test_site.py",
    ),
    "generator/causebook/render/commonmark.py": (
        "tests/test_markup.py",
        "tests/test_text*.py",
    ),
}
"""Their tests take a minute each: only tried where they are asked for by name."""

DECIDING = {
    "tests/js/redact.test.mjs": "no trace|stays? |stay$|stays$|names join|says that it was",
}
"""Of a slow file the names of the tests that decide; its random and long inputs are left out."""


def subjects(root: Path, only: list[str]) -> list[Subject]:
    """Every module of the table that is here, with its tests; `only` are parts of their paths."""
    found = []
    for pattern, tests in (TABLE | SLOW if only else TABLE).items():
        modules = sorted(
            path.relative_to(root).as_posix() for path in root.glob(pattern)
        )
        found += [
            Subject(module, _files(root, module, tests))
            for module in modules
            if not only or any(word in module for word in only)
        ]
    return found


def _files(root: Path, module: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The test files of a module, in the order of the table."""
    files = [
        path.relative_to(root).as_posix()
        for pattern in patterns
        for path in sorted(root.glob(pattern))
    ]
    if not files:
        raise SystemExit(f"{module}: no tests at {', '.join(patterns)}")
    return tuple(dict.fromkeys(files))
