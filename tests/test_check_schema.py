"""The schema and check agree: what the one accepts the other accepts, as far as a schema can know."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from causebook.model.schema import schema
from test_bad_input import CASES, parts

ROOT = Path(__file__).parents[1]
VALIDATOR = jsonschema.Draft202012Validator(schema())
FILES = sorted(
    [
        *(ROOT / "causes").rglob("*.yml"),
        *(ROOT / "generator/causebook/cli/starter/book/causes").rglob("*.yml"),
    ]
)
SHAPES = {"S001", "S002", "S003", "S009"}
"""Findings that a schema can make too: keys, shapes and kinds."""


class Texts(yaml.CSafeLoader):
    """YAML as check reads it: texts, but for true and false."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in rules if tag.endswith(":bool")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first in "tTfF"
}


def wrong(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Texts))]


def test_every_file_that_check_accepts_has_the_shape_of_the_schema():
    assert len(FILES) > 150
    assert {
        path.name: found
        for path in FILES
        if (found := wrong(path.read_text("utf-8")))
    } == {}


@pytest.mark.parametrize("kind", ["cause", "fix", "scenario", "problem"])
def test_an_id_that_the_file_name_gives_may_be_said_again(kind):
    path = next(
        path
        for path in FILES
        if path.read_text("utf-8").lstrip().startswith(f"kind: {kind}")
    )
    name = path.parent.name if kind == "problem" else path.stem
    text = "\n".join(
        line
        for line in path.read_text("utf-8").split("\n")
        if not line.startswith("id:")
    )
    assert wrong(f"id: {name}\n{text}") == []
    assert wrong(f"id: Not-An-Id\n{text}") != []


GIVEN_ELSEWHERE = {
    "a-missing-audience",
    "a-review-without-an-owner",
    "a-symptom-without-an-observation",
}
"""What `defaults`, mostly of another file, may give: an editor sees one file."""


def test_what_check_refuses_for_its_keys_and_shapes_the_schema_refuses_too():
    accepted = []
    for case in CASES:
        path, text, findings = parts(case)
        codes = {
            finding.split(": ", 1)[1][:4]
            for finding in findings
            if finding.startswith(f"{path}:")
        }
        if (
            path.startswith("causes/")
            and codes
            and codes <= SHAPES
            and not wrong(text)
        ):
            accepted.append(case.stem)
    assert set(accepted) == GIVEN_ELSEWHERE
