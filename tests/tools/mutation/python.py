"""Every small change to a Python module that a test should notice, made on its syntax tree.

It must not know which tests there are or how they are run.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

FLIPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
AROUND = 40
NOT_RUN = {"annotation", "returns", "decorator_list", "type_params", "bases"}
"""Fields of the tree that say nothing of what a call does."""


NAMES_ONLY = ("__all__ = ", " = TypeVar(")


@dataclass(frozen=True)
class Mutant:
    """A changed module; `before` and `after` are the statement that differs."""

    path: str
    line: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        """The mutant on one line; of a long statement, what differs with some words around it."""
        start = max(_alike(self.before, self.after) - AROUND, 0)
        tail = _alike(self.before[:start:-1], self.after[:start:-1])
        shown = [
            _cut(text, start, len(text) - tail + AROUND)
            for text in (self.before, self.after)
        ]
        before, after = (" ".join(text.split()) for text in shown)
        return f"{self.path}:{self.line}: {before} → {after}"


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return len(os.path.commonprefix([one, other]))  # noqa: RUF071 - letters are meant


def _cut(text: str, start: int, end: int) -> str:
    """A part of a text, with dots where something is left out."""
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module, from top to bottom."""
    tree = ast.parse(source)
    whole = ast.unparse(tree)
    seen = {whole}
    for owner, field, place, new in list(_changes(tree)):
        old = _get(owner, field, place)
        _set(owner, field, place, new)
        text = ast.unparse(ast.fix_missing_locations(tree))
        _set(owner, field, place, old)
        if text not in seen:
            seen.add(text)
            yield Mutant(
                path,
                _line(old, owner),
                *_difference(whole.splitlines(), text.splitlines()),
                text + "\n",
            )


def _line(old: ast.AST, owner: ast.AST) -> int:
    """The line of what is changed."""
    return getattr(old, "lineno", 0) or getattr(owner, "lineno", 0)


def _difference(old: list[str], new: list[str]) -> tuple[str, str]:
    """The first statement that differs, before and after."""
    pairs = zip_longest(old, new, fillvalue="")
    return next((one.strip(), two.strip()) for one, two in pairs if one != two)


def _get(owner: ast.AST, field: str, place: int | None) -> ast.AST:
    """What stands at a place of the tree."""
    held = getattr(owner, field)
    return held if place is None else held[place]


def _set(owner: ast.AST, field: str, place: int | None, new: ast.AST) -> None:
    """Put something in a place of the tree."""
    if place is None:
        setattr(owner, field, new)
    else:
        getattr(owner, field)[place] = new


def _changes(owner: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """(owner, field, place, new node) for each change below a node."""
    for field, held in ast.iter_fields(owner):
        if _is_left_alone(owner, field):
            continue
        many = list(enumerate(held)) if isinstance(held, list) else [(None, held)]
        for place, node in many:
            if isinstance(node, ast.AST) and not _is_text_alone(node):
                yield from (
                    (owner, field, place, new) for new in _instead(node, owner, field)
                )
                yield from _changes(node)


def _is_left_alone(owner: ast.AST, field: str) -> bool:
    """Whether the field is no code that runs, or a part of a text that is emptied as a whole."""
    names = isinstance(owner, ast.Assign) and any(
        text in ast.unparse(owner) for text in NAMES_ONLY
    )
    is_whole = isinstance(owner, ast.JoinedStr | ast.Import | ast.ImportFrom)
    return field in NOT_RUN or names or is_whole


def _is_text_alone(node: ast.AST) -> bool:
    """Whether it is a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _instead(node: ast.AST, owner: ast.AST, field: str) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    if isinstance(node, ast.stmt):
        yield from _statement(node)
    elif type(node) in FLIPPED and not _joins_texts(owner):
        yield FLIPPED[type(node)]()
    elif isinstance(node, ast.expr):
        yield from _expression(node)
        if field in {"test", "ifs"} and not isinstance(
            node, ast.Compare | ast.UnaryOp
        ):
            yield ast.UnaryOp(ast.Not(), node)
        if field == "ifs":
            yield ast.Constant(True)


def _joins_texts(node: ast.AST) -> bool:
    """Whether an operator joins paths or texts; anything else would only be a type error."""
    if not isinstance(node, ast.BinOp):
        return False
    ends = [
        end
        for end in (node.left, node.right)
        if isinstance(end, ast.Constant | ast.JoinedStr)
    ]
    joined = any(
        isinstance(end, ast.JoinedStr) or isinstance(end.value, str) for end in ends
    )
    return joined or (
        isinstance(node.op, ast.Div) and isinstance(node.right, ast.Name)
    )


def _statement(node: ast.stmt) -> Iterator[ast.AST]:
    """A statement that does nothing, or gives nothing back."""
    if isinstance(node, ast.Raise | ast.Continue | ast.Break) or (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call | ast.YieldFrom | ast.Yield)
    ):
        yield ast.Pass()
    if isinstance(node, ast.Return) and node.value and not _is_nothing(node.value):
        yield ast.Return(ast.Constant(None))


def _is_nothing(node: ast.AST) -> bool:
    """Whether it is None, False or empty, which callers do not tell apart."""
    return isinstance(node, ast.Constant) and not node.value


def _expression(node: ast.expr) -> Iterator[ast.expr]:
    """An expression with a part taken out or changed."""
    if isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _other_values(node.value))
    elif isinstance(node, ast.JoinedStr):
        yield ast.Constant("")
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Lambda) and isinstance(node.body, ast.Tuple):
        yield from _shorter_keys(node)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    """The call without each of its named arguments; a sorted list unsorted; a text not stripped."""
    for n in range(len(node.keywords)):
        yield ast.Call(
            node.func, node.args, node.keywords[:n] + node.keywords[n + 1 :]
        )
    if isinstance(node.func, ast.Name) and node.func.id == "sorted":
        yield ast.Call(ast.Name("list"), node.args, [])
    if isinstance(node.func, ast.Attribute) and node.func.attr.strip("lr") in {
        "strip",
        "lower",
        "ower",
        "casefo",
    }:
        yield node.func.value


def _shorter_keys(node: ast.Lambda) -> Iterator[ast.expr]:
    """What things are sorted by, without each of its parts."""
    parts = node.body.elts if isinstance(node.body, ast.Tuple) else []
    for n in range(len(parts)):
        yield ast.Lambda(node.args, ast.Tuple(parts[:n] + parts[n + 1 :], ast.Load()))


def _other_values(value: object) -> Iterator[object]:
    """Constants near this one."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1) if value else (1,)
    elif isinstance(value, float):
        yield from (value * 2, value / 2)
    elif isinstance(value, str):
        yield "" if value else "XX"
