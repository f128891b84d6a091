"""Prepare a release: `make release VERSION=1.2.3`. Nothing is published; what to do is printed.

The tree must be clean and the changelog must name the version with its day. The package is built
from a copy; wheel and sdist each build a book's site in an environment of their own, with locked
libraries only; then the version is written into pyproject.toml, its one home.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packages import ROOT, build, build_a_book, copy, environment, versioned

VERSION = r"\d+\.\d+\.\d+((a|b|rc)\d+)?"


def refusal(version: str, changelog: str, changed: str) -> str:
    """Why this version cannot be released from this tree, or nothing."""
    if not re.fullmatch(VERSION, version):
        return f"“{version}” is no version like 1.2.3 or 1.2.3rc1"
    if changed:
        return f"the tree is not clean; commit or remove first:\n{changed}"
    if not re.search(
        rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)$", changelog, re.M
    ):
        return f"CHANGELOG.md has no heading “## {version} (YYYY-MM-DD)”"
    return ""


def try_out(package: Path, room: Path) -> None:
    """Install a package where nothing else is, and build a book with it."""
    print(f"trying {package.name} in an empty environment", file=sys.stderr)
    programs = environment(room / "environment", package, ROOT / "requirements.txt")
    site = build_a_book(programs, room)
    if not (site / "diagnose" / "index.html").is_file():
        raise AssertionError(f"{package.name} built no diagnosis")


def release(version: str) -> None:
    """Build and try the packages of a version, and write it down."""
    with tempfile.TemporaryDirectory(prefix="causebook_release_") as name:
        room = Path(name)
        packages = build(copy(room / "source", version), ROOT / "dist" / version)
        for package in packages:
            (room / package.suffix).mkdir()
            try_out(package, room / package.suffix)
    project = ROOT / "pyproject.toml"
    project.write_text(versioned(project.read_text("utf-8"), version), "utf-8")
    print(f"""Ready: {" and ".join(str(path.relative_to(ROOT)) for path in packages)}
Nothing was published. To publish it:
  git commit -am "Release {version}" && git tag -a v{version} -m "Causebook {version}"
  git push --follow-tags
  twine upload dist/{version}/*""")


def main(version: str) -> int:
    """0 when the release is ready, 1 when something is in its way."""
    status = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    )
    why = refusal(version, (ROOT / "CHANGELOG.md").read_text("utf-8"), status.stdout)
    if why:
        print(f"release: {why}", file=sys.stderr)
        return 1
    release(version)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
