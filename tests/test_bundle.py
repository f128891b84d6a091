"""The script that pages load says the same as the modules it is made of."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from causebook.checklist import files
from causebook.diagnosis.files import redaction, script
from causebook.render.assets import assets
from causebook.render.bundle import bundle
from py_mini_racer import MiniRacer

ROOT = Path(__file__).parents[1]
READING = ROOT / "causes" / "reading"
COMPARE = """
import { readFileSync } from "node:fs";
const [script, redaction, knowledgePath, casesPath, root] = process.argv.slice(2);
const engine = root + "/generator/causebook/diagnosis/engine/", reading = root + "/causes/reading/";
const own = [engine + "engine.mjs", engine + "see.mjs", engine + "redaction/redact.mjs",
  reading + "read.mjs", reading + "detectors.mjs", reading + "secrets.mjs"];
const modules = Object.assign({}, ...await Promise.all(own.map((path) => import(path))));
const bundled = new Function("self", readFileSync(script, "utf8").split("var causebookPage")[0] + readFileSync(redaction, "utf8")
  + "; return { ...causebookEngine(), ...causebookRedaction() };")({});
const knowledge = JSON.parse(readFileSync(knowledgePath, "utf8"));
const { makeModel } = await import(engine + "model.mjs");
const model = makeModel(knowledge); // the script has its own only within diagnose: the first paste compares them
const sides = [modules, bundled].map(({ diagnose, read, detectors, makeRecogniser, makeRedact, secrets }) => {
  const [recogniser, redact] = [makeRecogniser(knowledge), makeRedact(secrets)];
  return (text, ready) => JSON.stringify([diagnose({ knowledge, read, detectors, text, ...ready(recogniser) }), redact(text)]);
});
const texts = JSON.parse(readFileSync(casesPath, "utf8"));
const isOther = (text, i) => new Set(sides.map((side) => side(text, (recogniser) => (i ? { recogniser, model } : {})))).size > 1;
console.log(texts.filter(isOther).length);
"""


def test_the_bundle_diagnoses_as_its_modules_do(tmp_path):
    sys.path.insert(0, str(ROOT / "tests" / "tools"))
    import knowledge

    assert knowledge.main() == 0
    cases = yaml.load(
        (ROOT / "tests/cases/real.yml").read_text("utf-8"), yaml.BaseLoader
    )
    texts = [case["evidence"] for case in cases[::4]] + [
        path.read_text("utf-8", "replace")
        for folder in ("read", "pastes", "reports")
        for path in sorted((ROOT / "tests/js/cases" / folder).iterdir())[::2]
        if path.is_file()
    ]
    known = json.loads((ROOT / "build/knowledge-public.json").read_text("utf-8"))
    texts += [scenario["paste"] for scenario in known["scenarios"]]
    assert len(texts) > 80
    (tmp_path / "diagnose.js").write_text(script(READING), "utf-8")
    (tmp_path / "redact.js").write_text(redaction(READING), "utf-8")
    (tmp_path / "cases.json").write_text(json.dumps(texts), "utf-8")
    (tmp_path / "compare.mjs").write_text(COMPARE, "utf-8")
    done = subprocess.run(
        [
            "node",
            tmp_path / "compare.mjs",
            tmp_path / "diagnose.js",
            tmp_path / "redact.js",
            ROOT / "build/knowledge-public.json",
            tmp_path / "cases.json",
            ROOT,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "0", done.stderr


def test_names_that_modules_hand_to_each_other_weigh_nothing_and_may_be_taken_as_others(
    tmp_path,
):
    (tmp_path / "y.mjs").write_text(
        "export const first = 1;\nexport function another() {\n  return 2;\n}\n"
    )
    (tmp_path / "x.mjs").write_text(
        'import { another as second, first } from "./y.mjs";\nexport const sum = first + second();\n'
    )
    script = bundle({"x": tmp_path / "x.mjs"}, "made")
    assert "another" not in script
    run = ["node", "-p", f"{script} JSON.stringify(made())"]
    assert json.loads(subprocess.check_output(run)) == {"sum": 3}


def test_a_name_that_a_module_does_not_import_stays_its_own_or_the_languages(
    tmp_path,
):
    (tmp_path / "one.mjs").write_text(
        "export const same = 1;\nexport function isNaN() {\n  return 'mine';\n}\n"
    )
    (tmp_path / "two.mjs").write_text("export const same = 2;\n")
    (tmp_path / "x.mjs").write_text(
        'import { same } from "./one.mjs";\nimport { same as other } from "./two.mjs";\n'
        "export const all = [same, other, isNaN(0)];\n"
    )
    script = bundle({"x": tmp_path / "x.mjs"}, "made")
    run = ["node", "-p", f"{script} JSON.stringify(made().all)"]
    assert json.loads(subprocess.check_output(run)) == [1, 2, False]


@pytest.mark.parametrize(
    "unpacked",
    [
        "const { own = first } = { other };",
        "const [own = first] = [];",
        "const next = Number('1'); const [own = next] = [];",
    ],
)
def test_what_is_unpacked_stays_behind_what_it_needs(unpacked, tmp_path):
    text = "export function sum() {\n  const first = Number('1');\n  const other = first + 1;\n"
    (tmp_path / "x.mjs").write_text(f"{text}  {unpacked}\n  return own;\n}}\n")
    script = bundle({"x": tmp_path / "x.mjs"}, "made")
    run = ["node", "-p", f"{script} made().sum()"]
    assert subprocess.check_output(run).strip() == b"1"


@pytest.mark.parametrize(
    "text",
    [
        'import x from "./y.mjs";\n',
        "export default 1;\n",
        "export { a };\n",
        'import * as x from "./y.mjs";\n',
        'export * from "./y.mjs";\n',
    ],
)
def test_what_the_bundler_does_not_understand_is_an_error(text, tmp_path):
    (tmp_path / "y.mjs").write_text("export const a = 1;\n")
    (tmp_path / "x.mjs").write_text(text)
    with pytest.raises(ValueError, match="cannot be bundled"):
        bundle({"x": tmp_path / "x.mjs"}, "x")


def test_a_circle_of_imports_is_an_error(tmp_path):
    (tmp_path / "a.mjs").write_text(
        'import { b } from "./b.mjs";\nexport const a = 1;\n'
    )
    (tmp_path / "b.mjs").write_text(
        'import { a } from "./a.mjs";\nexport const b = 1;\n'
    )
    with pytest.raises(ValueError, match="imports this module again"):
        bundle({"a": tmp_path / "a.mjs"}, "x")


@pytest.mark.parametrize("name", ["kb-checklist.js", "kb-filter.js"])
def test_a_script_of_pages_may_run_again_where_a_theme_exchanges_pages(name):
    text = {**files(), **assets()}[f"assets/causebook/{name}"]
    calls = [line for line in text.splitlines() if re.match(r"kb\w+\(\)", line)]
    assert len(calls) == 1
    context = MiniRacer()
    for _ in range(2):
        context.eval(text.replace(calls[0], ""))
