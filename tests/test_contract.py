"""Python's records, the contract's types and what is written are the same thing three times."""

import json
import subprocess
import sys
import types
import typing
from enum import StrEnum
from pathlib import Path

import pytest
from causebook.diagnosis import answer, records

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT / "generator" / "causebook" / "diagnosis" / "contract.d.ts"
TSC = ROOT / "tests" / "node_modules" / ".bin" / "tsc"
WORDS = {
    str: "string",
    bool: "boolean",
    float: "number",
    int: "number",
    type(None): "null",
}


CONCLUDED = ("Verdict", "CauseInQuestion", "Mark", "Finding")
"""What the engine says that Python reads whole."""
SHARED = vars(records) | {name: vars(answer)[name] for name in CONCLUDED}


def recorded() -> list[str]:
    """The names of all records."""
    return [name for name, value in SHARED.items() if typing.is_typeddict(value)]


def declared(hint: object) -> str:
    """A Python type as TypeScript."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint in WORDS:
        return WORDS[hint]
    if typing.is_typeddict(hint):
        keys = typing.get_type_hints(hint, include_extras=True)
        return "{ " + " ".join(key_of(name, own) for name, own in keys.items()) + " }"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " | ".join(json.dumps(item.value) for item in hint)
    if origin is typing.Literal:
        return " | ".join(json.dumps(item) for item in args)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(declared(arg) for arg in args)
    if origin is list:
        return f"Array<{declared(args[0])}>"
    if origin is dict:
        return f"Record<{declared(args[0])}, {declared(args[1])}>"
    raise AssertionError(f"no TypeScript for {hint}")


def key_of(name: str, hint: object) -> str:
    """A key with its type."""
    if typing.get_origin(hint) is typing.NotRequired:
        return f'"{name}"?: {declared(typing.get_args(hint)[0])};'
    return f'"{name}": {declared(hint)};'


def complaints(folder: Path, text: str) -> str:
    """What the TypeScript compiler says of a program that may use the contract as `c`."""
    (folder / "program.ts").write_text(
        f'import type * as c from "{CONTRACT}";\n{text}', "utf-8"
    )
    options = [
        "--strict",
        "--noEmit",
        "--exactOptionalPropertyTypes",
        "--target",
        "es2023",
    ]
    more = [
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "--allowImportingTsExtensions",
    ]
    command = [TSC, *options, *more, "--types", "", folder / "program.ts"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


SAME = """
type Plain<T> = T extends Array<infer U>
  ? Array<Plain<U>>
  : T extends object
    ? { [K in keyof T as undefined extends T[K] ? (Exclude<T[K], undefined> extends never ? never : K) : K]: Plain<T[K]> }
    : T;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
"""


def comparison(names: list[str]) -> str:
    """A program that is wrong where a record and its type differ."""
    lines = [
        f"export const is{name}: Same<Plain<{declared(SHARED[name])}>, Plain<c.{name}>> = true;"
        for name in names
    ]
    return SAME + "\n".join(lines) + "\n"


def test_every_record_is_the_type_of_its_name(tmp_path: Path) -> None:
    own = {
        "PatternPlace",
        "ScaleWords",
    }  # parts of others, without a name in the contract
    assert (
        complaints(tmp_path, comparison([n for n in recorded() if n not in own]))
        == ""
    )


CHANGES = [
    ('"title": string;', ""),
    ('"title": string;', '"title"?: string;'),
    ('"title": string;', '"title": string | null;'),
    ('"title": string;', '"title": string; "more": string;'),
    ('"internal"?: true;', '"internal": true;'),
    ('"internal"?: true;', ""),
    ('"usually"', '"mostly"'),
]


def test_a_key_or_a_word_that_differs_is_noticed(tmp_path: Path) -> None:
    cause = comparison(["Cause"]).removeprefix(SAME)
    assert all(was in cause for was, _ in CHANGES)
    changed = [
        cause.replace(was, now, 1).replace("isCause", f"isCause{n}")
        for n, (was, now) in enumerate(CHANGES)
    ]
    found = complaints(tmp_path, SAME + "".join(changed))
    assert found.count("Type 'true' is not assignable to type 'false'") == len(
        CHANGES
    )


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The knowledge of the shipped book by audience, as JSON."""
    sys.path.insert(0, str(ROOT / "tests" / "tools"))
    import knowledge

    assert knowledge.main() == 0
    return {
        audience: (ROOT / "build" / f"knowledge-{audience}.json").read_text("utf-8")
        for audience in ("public", "internal")
    }


def test_the_shipped_book_is_written_as_the_contract_says(
    written: dict[str, str], tmp_path: Path
) -> None:
    program = "".join(
        f"export const {audience}Book: c.Knowledge = {known};\n"
        for audience, known in written.items()
    )
    assert complaints(tmp_path, program) == ""


@pytest.mark.parametrize(
    ("was", "now"), [('"showsProblem"', '"showProblem"'), ('"common"', '"usual"')]
)
def test_a_book_that_is_written_otherwise_is_noticed(
    was: str, now: str, written: dict[str, str], tmp_path: Path
) -> None:
    wrong = written["public"].replace(was, now, 1)
    assert complaints(tmp_path, f"export const known: c.Knowledge = {wrong};\n") != ""


def test_what_python_reads_of_an_answer_is_there(tmp_path: Path) -> None:
    hint = declared(answer.Answer)
    program = f"export const read = (given: c.Diagnosis): {hint} => given;\n"
    assert complaints(tmp_path, program) == ""
    assert complaints(tmp_path, program.replace('"sentence"', '"sentences"')) != ""
