"""Move the evidence of a book to its causes, and what products print to `messages/`: one run, then never again.

`python tests/tools/migrate_evidence.py causes/http-401`. Lines are moved and replaced as they are, so that comments,
quotes and order stay. What is written stands in `migrate_evidence.yml`, which an author has read. Both files go with
the release. It must not know how entries are checked: `causebook check` says afterwards whether all is well.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

import yaml

PLAN = Path(__file__).with_suffix(".yml")
HEAD = "kind: symptoms\nsymptoms:\n"
ITEM = re.compile(r"^  - id: (\S+)$", re.MULTILINE)


def main(folder: Path) -> None:
    """Rewrite all files of a problem."""
    plan = yaml.load(PLAN.read_text("utf-8"), yaml.BaseLoader)
    messages: dict[str, list[str]] = defaultdict(list)
    for path in sorted((folder / "symptoms").glob("*.yml")):
        stay(path, [moved(item, plan, messages) for item in items_of(path.read_text("utf-8"))])
    (folder / "messages").mkdir(exist_ok=True)
    for platform, items in messages.items():
        target = folder / "messages" / f"{platform}.yml"
        target.write_text(HEAD + "\n".join(f"{item.strip(chr(10))}\n" for item in items), "utf-8")
    for cause, evidence in plan["causes"].items():
        path = folder / f"{cause}.yml"
        path.write_text(with_evidence(path.read_text("utf-8"), evidence), "utf-8")
    path = folder / "problem.yml"
    path.write_text(with_families(path.read_text("utf-8"), plan["families"]), "utf-8")


def items_of(text: str) -> list[str]:
    """What stands before the first symptom, then each symptom; a comment belongs to what follows it."""
    starts = []
    for found in ITEM.finditer(text):
        start = found.start()
        above = re.search(r"(?:^  #.*\n)+\Z", text[:start], re.MULTILINE)
        starts.append(above.start() if above else start)
    bounds = [0, *starts, len(text)]
    return [text[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]


def moved(item: str, plan: dict, messages: dict[str, list[str]]) -> str:
    """What stays of a symptom where it was; a message goes to those of its platform."""
    found = ITEM.search(item)
    if not found:
        return item
    item = changed(item, found[1], plan)
    platform = re.search(r"^    platform: (\S+)$", item, re.MULTILINE)
    if not platform:
        return item
    comments, body = item[: ITEM.search(item).start()], item[ITEM.search(item).start() :]
    messages[platform[1]].append(body)
    return comments


def changed(item: str, name: str, plan: dict) -> str:
    """A symptom with its platform and what it implies, and without causes unless it is internal."""
    if name in plan["platforms"]:
        item = re.sub(
            r"^(    observation: .*\n)",
            rf"\g<1>    platform: {plan['platforms'][name]}\n",
            item,
            count=1,
            flags=re.MULTILINE,
        )
    if name in plan["implies"]:
        item = re.sub(r"^    implies: .*\n", "", item, flags=re.MULTILINE)
        line = (
            f"    implies: [{', '.join(plan['implies'][name])}]\n" if plan["implies"][name] else ""
        )
        item = (
            re.sub(
                r"^    (?=examples:|sources:|evidence_for:)|\Z",
                lambda at: line + at[0],
                item,
                count=1,
                flags=re.MULTILINE,
            )
            if line
            else item
        )
    if "    audience: public\n" in item:
        item = re.sub(r"^    evidence_for:.*\n(?:      .*\n)*", "", item, flags=re.MULTILINE)
    return item


def stay(path: Path, parts: list[str]) -> None:
    """Write what is left of a file; remove it where no symptom is."""
    if not any(ITEM.search(part) for part in parts):
        path.unlink()
        return
    kept = [part for n, part in enumerate(parts) if not is_idle(parts, n)]
    path.write_text(
        "".join(f"{part.rstrip()}\n\n" for part in kept)
        .replace("symptoms:\n\n", "symptoms:\n")
        .rstrip()
        + "\n",
        "utf-8",
    )


def is_idle(parts: list[str], n: int) -> bool:
    """Is this a heading, or nothing, with no symptom below it before the next heading?"""
    if n == 0 or ITEM.search(parts[n]):
        return False
    if not parts[n].strip():
        return True
    below = next((part for part in parts[n + 1 :] if part.strip()), "")
    return not below or below.lstrip().startswith("#")


def with_evidence(text: str, evidence: dict[str, str]) -> str:
    """A cause with this evidence in the place of its own."""
    lines = "".join(f"  {symptom}: {often}\n" for symptom, often in evidence.items())
    return re.sub(
        r"^evidence:.*\n(?:  .*\n)*", f"evidence:\n{lines}", text, count=1, flags=re.MULTILINE
    )


def with_families(text: str, families: dict[str, dict[str, str]]) -> str:
    """The problem with this evidence at its families."""
    for family, evidence in families.items():
        start = text.index(f"  - id: {family}\n")
        end = (
            text.index("\n  - id: ", start + 1) if "\n  - id: " in text[start + 1 :] else len(text)
        )
        own = re.sub(r"^    evidence:.*\n(?:      .*\n)*", "", text[start:end], flags=re.MULTILINE)
        lines = "".join(f"      {symptom}: {often}\n" for symptom, often in evidence.items())
        own = re.sub(
            r"^(    likelihood: .*\n)",
            rf"\g<1>    evidence:\n{lines}",
            own,
            count=1,
            flags=re.MULTILINE,
        )
        text = text[:start] + own + text[end:]
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
