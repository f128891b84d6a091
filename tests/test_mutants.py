"""The tool that takes rules out: what it changes; its table and exemptions are of this tree."""

import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))
import mutants  # noqa: E402
from mutation import python  # noqa: E402
from mutation.subjects import subjects  # noqa: E402

CHANGES = {
    "x = a < b": {"x = a <= b"},
    "x = a is not b": {"x = a is b"},
    "x = a in b and c": {
        "x = a in b",
        "x = c",
        "x = a in b or c",
        "x = a not in b and c",
    },
    "x = not a": {"x = a"},
    "x = a[:n]": {"x = a"},
    "x = 3": {"x = 4", "x = 2"},
    "x = 2.0": {"x = 4.0", "x = 1.0"},
    "x = True": {"x = False"},
    "x = 'word'": {"x = ''"},
    "x = f'{a} word'": {"x = ''"},
    "x = sorted(a, key=b)": {"x = sorted(a)", "x = list(a)"},
    "call(lambda a: (a.b, a.c))": {
        "pass",
        "call(lambda a: (a.b,))",
        "call(lambda a: (a.c,))",
    },
    "raise Refused(a)": {"pass"},
    "call(a, deep=b)": {"pass", "call(a)"},
    "if a:\n    call(b)": {"if not a:", "pass"},
    "x = [a for a in b if c]": {
        "x = [a for a in b if not c]",
        "x = [a for a in b if True]",
    },
    "def f(a, b=1):\n    return a": {
        "def f(a, b=2):",
        "def f(a, b=0):",
        "return None",
    },
    "x = a / b + c": {"x = a / b - c"},
    "'''What it is for.'''\nx = a": set(),
    "def f(a: 'A') -> 'B':\n    return None": set(),
    "x = a + 'word'": {"x = a + ''"},
    "x = TypeVar('x', bound=a)": set(),
    "__all__ = ['x']": set(),
}


@pytest.mark.parametrize("source", CHANGES)
def test_a_statement_has_these_mutants(source):
    assert {mutant.after for mutant in python.mutants("x.py", source)} == CHANGES[
        source
    ]


def test_a_mutant_is_a_module_that_differs_in_what_it_says_only():
    source = "a = 1\nif b:\n    c(a, 'd')\n"
    made = list(python.mutants("x.py", source))
    for mutant in made:
        compile(mutant.text, "x.py", "exec")
        same = mutant.text.replace(mutant.after, mutant.before, 1)
        assert same == source
    assert [mutant.line for mutant in made] == [1, 1, 2, 3, 3]


def test_a_script_has_its_mutants_too(tmp_path, monkeypatch):
    (tmp_path / "x.mjs").write_text(
        "const A = 3;\nexport const f = (x) => x > A && !x.gone;\n// a > b\nif (f(1)) throw 2;\n"
    )
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    changed = {mutant.after for mutant in mutants._mutants("x.mjs")}
    assert {
        "const A = 4;",
        "export const f = (x) => x >= A && !x.gone;",
        "export const f = (x) => x > A || !x.gone;",
        "export const f = (x) => x > A && x.gone;",
        "export const f = (x) => x > A;",
        "if (!(f(1))) throw 2;",
        "if (f(1)) ;",
    } <= changed
    assert not any("//" in text for text in changed)


def test_the_table_names_modules_and_tests_that_are_here():
    found = {subject.module for subject in subjects(ROOT, [])}
    for name in (
        "audience",
        "markup",
        "ownership",
        "site/swap",
        "site/verify",
        "order",
        "verdict",
        "redact",
    ):
        assert any(name in module for module in found), name


def test_every_exemption_has_a_reason_and_is_a_mutant_of_what_is_here():
    rows = yaml.safe_load(mutants.EXEMPT.read_text("utf-8"))
    assert rows
    assert [row for row in rows if not row["why"].strip()] == []
    made = {
        module: {mutants._key(one) for one in mutants._mutants(module)}
        for module in {row["module"] for row in rows}
    }
    stale = [
        row
        for row in rows
        if (row["module"], row["before"], row["after"]) not in made[row["module"]]
    ]
    assert stale == []


def test_a_sample_is_the_same_for_the_same_seed():
    [subject] = subjects(ROOT, ["generator/causebook/book/order.py"])
    many = list(mutants._mutants(subject.module))

    def chosen(seed):
        return mutants._sample(
            many, subject, mutants._options(["--sample", "9", "--seed", seed])
        )

    assert chosen("1") == chosen("1") != chosen("2")
    assert len(chosen("1")) == 9
    assert mutants._sample(many, subject, mutants._options(["--all"])) == many
