"""Nothing internal reaches the public site: a canary in every internal place, searched in every byte."""

import gzip
import html
import json
import re
from pathlib import Path

import loaded
import pytest

CANARIES = {
    name: f"zq{name}zq"
    for name in (
        "causeid",
        "causetitle",
        "causesummary",
        "causewhy",
        "causealias",
        "causemessage",
        "exchangetext",
        "exchangecaption",
        "sourcetitle",
        "sourceurl",
        "owner",
        "fixid",
        "fixtitle",
        "fixsummary",
        "stepid",
        "stepdo",
        "stepcommand",
        "verifytext",
        "verifycommand",
        "undotext",
        "symptomid",
        "symptomtitle",
        "symptomsummary",
        "symptomask",
        "symptommessage",
        "symptompattern",
        "symptomexample",
        "scenarioid",
        "scenariotitle",
        "scenariopaste",
        "scenarioway",
        "scenariooutcome",
        "platformid",
        "platformtitle",
        "platformurl",
        "familyid",
        "familytitle",
        "familytelltale",
        "familynote",
        "observationid",
        "observationtitle",
        "observationdo",
        "observationget",
        "publicnote",
        "publicfamilynote",
        "publicsymptomnote",
        "publicstepid",
        "publicstepdo",
        "publicstepcommand",
        "publiccommand",
        "problemnote",
        "contenttitle",
        "contentbody",
        "contentfile",
        "contentfolder",
        "assetname",
        "assetbytes",
        "linkalias",
        "groupfile",
        "partyid",
        "partytitle",
        "partycontact",
        "placeid",
        "placetitle",
        "roleid",
        "roletitle",
        "facetid",
        "facettitle",
        "usedpartyid",
        "usedpartytitle",
        "usedpartycontact",
        "usedplaceid",
        "usedplacetitle",
        "usedroleid",
        "usedroletitle",
        "usedfacetid",
        "usedfacettitle",
        "otherwisetitle",
        "otherwisetext",
        "phraseid",
        "phrasere",
        "besidename",
        "besidebytes",
        "casefolder",
        "casebody",
    )
}
NOWHERE = {"groupfile", "partyid", "placeid", "roleid"}
"""What no page of any site names: a file of a group, and what nothing refers to."""


@pytest.fixture
def planted(book: Path) -> Path:
    """The starter book with a canary in every internal text, id, alias, file name and content page."""
    c = CANARIES
    room = book / "causes" / "does-not-print"
    (room / f"{c['causeid']}.yml").write_text(f"""
kind: cause
title: {c["causetitle"]}
audience: internal
family: {c["familyid"]}
summary: {c["causesummary"]}
likelihood: rare
place: {c["usedplaceid"]}
responsible: {c["usedpartyid"]}
evidence: {{ {c["symptomid"]}: usually, queue-says-disabled: sometimes }}
why: {c["causewhy"]}
fixes: [{c["fixid"]}]
aliases: [{c["causealias"]}]
message: {c["causemessage"]}
platforms: [{c["platformid"]}]
exchange: {{text: {c["exchangetext"]}, caption: {c["exchangecaption"]}}}
sources: [{{title: {c["sourcetitle"]}, url: 'https://example.org/{c["sourceurl"]}'}}]
reviewed: {{date: 2026-11-24, owner: {c["owner"]}}}
""")
    (room / "fixes" / f"{c['fixid']}.yml").write_text(f"""
kind: fix
title: {c["fixtitle"]}
audience: internal
summary: {c["fixsummary"]}
effort: minutes
safety: reversible
responsible: reader
causes: [queue-paused]
steps:
  - id: {c["stepid"]}
    do: {c["stepdo"]}
    commands: [{{run: {c["stepcommand"]}}}]
verify: {{text: {c["verifytext"]}, commands: [{{run: {c["verifycommand"]}}}]}}
undo: {{text: {c["undotext"]}}}
""")
    (room / "symptoms" / f"{c['groupfile']}.yml").write_text(f"""
kind: symptoms
symptoms:
  - id: {c["symptomid"]}
    title: {c["symptomtitle"]}
    audience: internal
    summary: {c["symptomsummary"]}
    observation: {c["observationid"]}
    ask: {c["symptomask"]}
    messages: [{c["symptommessage"]}]
    patterns: [{{re: {c["symptompattern"]}, in: [{c["usedfacetid"]}]}}, {{re: '{c["symptomexample"]}|{c["symptommessage"]}|{{{c["phraseid"]}}}'}}]
    shows_problem: true
    examples: {{match: [{c["symptomexample"]}], miss: [a, b]}}
    evidence_for: {{queue-paused: sometimes}}
""")
    (room / "messages" / f"{c['platformid']}.yml").write_text(f"""
kind: symptoms
symptoms:
  - id: message-of-ours
    title: A message of ours
    audience: internal
    summary: Internal.
    observation: {c["observationid"]}
    ask: Is it there?
    platform: {c["platformid"]}
    implies: [{c["symptomid"]}]
""")
    (room / "scenarios" / f"{c['scenarioid']}.yml").write_text(f"""
kind: scenario
title: {c["scenariotitle"]}
audience: internal
summary: Internal.
role: {c["usedroleid"]}
paste: {c["scenariopaste"]} {c["symptommessage"]}
way: [{{text: {c["scenarioway"]}}}]
cause: {c["causeid"]}
fix: {c["fixid"]}
outcome: {c["scenariooutcome"]}
""")
    _add(
        book / "causes" / "platforms.yml",
        f"""
  - id: {c["platformid"]}
    title: {c["platformtitle"]}
    audience: internal
    summary: Internal.
    url: https://example.org/{c["platformurl"]}
""",
    )
    problem = room / "problem.yml"
    text = (
        problem.read_text()
        .replace(
            "families:\n",
            f"""notes: [{{audience: internal, text: {c["problemnote"]}}}]
families:
  - id: {c["familyid"]}
    title: {c["familytitle"]}
    audience: internal
    summary: Internal.
    telltale: {c["familytelltale"]}
    notes: [{{audience: internal, text: {c["familynote"]}}}]
""",
        )
        .replace(
            "observations:\n",
            f"""observations:
  - id: {c["observationid"]}
    title: {c["observationtitle"]}
    audience: internal
    summary: Internal.
    do: {c["observationdo"]}
    get: {c["observationget"]}
    effort: seconds
    responsible: reader
""",
        )
        .replace(
            "    telltale: A light",
            f"    notes: [{{audience: internal, text: {c['publicfamilynote']}}}]\n    telltale: A light",
        )
    )
    problem.write_text(text)
    _add(
        room / "out-of-paper.yml",
        f"notes: [{{audience: internal, text: '{c['publicnote']} see [x](entry:{c['causeid']})'}}]\n",
    )
    fix = room / "fixes" / "resume-the-queue.yml"
    fix.write_text(
        fix.read_text()
        .replace(
            "steps:\n",
            f"""steps:
  - id: {c["publicstepid"]}
    do: {c["publicstepdo"]}
    audience: internal
    commands: [{{run: {c["publicstepcommand"]}}}]
""",
        )
        .replace(
            "      - {platform: cups, run: lpstat -o}",
            f"      - {{platform: cups, run: lpstat -o}}\n      - {{run: {c['publiccommand']}, audience: internal}}",
        )
    )
    symptoms = room / "symptoms" / "panel-and-queue.yml"
    symptoms.write_text(
        symptoms.read_text().replace(
            "    observation: look-at-the-panel",
            f"    notes: [{{audience: internal, text: {c['publicsymptomnote']}}}]\n    observation: look-at-the-panel",
        )
    )
    (book / "content" / f"{c['contentfile']}.md").write_text(
        f"---\ntitle: {c['contenttitle']}\naudience: internal\n---\n\n# X\n\n{c['contentbody']}\n"
    )
    about = book / "causes" / "book.yml"
    text = about.read_text()
    for key, one in {"parties": "party", "places": "place", "roles": "role"}.items():
        for name, audience in ((one, ", audience: internal"), (f"used{one}", "")):
            more = (
                f", contact: {c[name + 'contact']}"
                if one == "party"
                else ", parties: [help-desk]"
                if one == "role"
                else ""
            )
            item = f"  - {{id: {c[name + 'id']}, title: {c[name + 'title']}{more}{audience}}}\n"
            text = text.replace(f"\n{key}:\n", f"\n{key}:\n{item}", 1)
    about.write_text(
        f"{text}facets:\n  - {{id: {c['facetid']}, title: {c['facettitle']}, audience: internal}}\n"
        f"  - {{id: {c['usedfacetid']}, title: {c['usedfacettitle']}}}\n"
    )
    (book / "causes" / "phrases.yml").write_text(
        f"kind: phrases\nphrases:\n  - {{id: {c['phraseid']}, means: said, re: {c['phrasere']}}}\n"
    )
    _add(
        problem,
        f"otherwise:\n  - {{symptom: {c['symptomid']}, title: {c['otherwisetitle']}, text: {c['otherwisetext']},"
        " audience: internal}\n",
    )
    (book / "content" / f"{c['besidename']}.png").write_bytes(
        b"\x89PNG" + c["besidebytes"].encode()
    )
    with (book / "content" / f"{c['contentfile']}.md").open("a") as file:
        file.write(f"\n![]({c['besidename']}.png)\n")
    other = book / "content" / "team" / "INTERNAL" / c["casefolder"]
    other.mkdir(parents=True)
    (other / "page.md").write_text(f"---\ntitle: Hidden\n---\n\n{c['casebody']}\n")
    hidden = book / "content" / "internal" / c["contentfolder"]
    hidden.mkdir(parents=True)
    (hidden / f"{c['assetname']}.txt").write_text(c["assetbytes"])
    (hidden / "page.md").write_text(
        f"---\ntitle: Hidden\n---\n\n[x](entry:{c['causeid']}) {c['linkalias']}\n"
    )
    return book


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text().rstrip("\n") + "\n" + text.lstrip("\n"))


def everything(site: Path) -> str:
    """Every name and every byte of a site, also unpacked, decoded and without markup."""
    parts = []
    for path in sorted(site.rglob("*")):
        parts.append(path.relative_to(site).as_posix())
        if not path.is_file():
            continue
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        text = data.decode("utf-8", "replace")
        parts += [text, html.unescape(re.sub(r"<[^>]*>", "", text))]
        if path.suffix == ".json":
            parts.append(json.dumps(json.loads(text), ensure_ascii=False))
    return "\n".join(parts).lower()


def test_no_canary_is_in_the_public_site_and_every_one_is_in_the_internal_site(
    planted, run
):
    for audience in ("public", "internal"):
        done = run("build", "--audience", audience, cwd=planted)
        assert done.returncode == 0, done.stderr + done.stdout
    public, internal = (
        everything(planted / "site" / "public"),
        everything(planted / "site" / "internal"),
    )
    assert [name for name, canary in CANARIES.items() if canary in public] == []
    assert {
        name for name, canary in CANARIES.items() if canary not in internal
    } <= NOWHERE


def test_plain_mkdocs_leaks_nothing_either(planted):
    done = loaded.run("mkdocs", "build", cwd=planted)
    assert done.returncode == 0, done.stderr
    public = everything(planted / "site" / "public")
    assert [name for name, canary in CANARIES.items() if canary in public] == []


def test_verification_finds_what_leaked_by_another_way(planted, run):
    page = planted / "content" / "index.md"
    page.write_text(page.read_text() + f"\n<!-- {CANARIES['publicnote']} -->\n")
    (planted / "content" / "notes.txt").write_text(CANARIES["stepdo"])
    done = run("build", cwd=planted)
    assert done.returncode == 1
    assert "notes.txt:0:0: V002" in done.stdout
    assert f"causes/does-not-print/fixes/{CANARIES['fixid']}.yml:12 " in done.stdout
    assert not (planted / "site" / "public").exists()


def test_a_public_entry_must_not_refer_to_an_internal_one(planted, run):
    cause = planted / "causes" / "does-not-print" / "out-of-paper.yml"
    cause.write_text(
        cause.read_text().replace(
            "fixes: [load-paper]", f"fixes: [load-paper, {CANARIES['fixid']}]"
        )
    )
    done = run("check", cwd=planted)
    assert done.returncode == 1
    assert "out-of-paper.yml:15:21: L005" in done.stdout, done.stdout
