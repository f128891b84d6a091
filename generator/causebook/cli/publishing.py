"""The commands of a publisher: from sources to a Markdown tree, a site, a live preview.

Each reads its options, calls one function and says what came of it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import pipeline
from ..load.configuration import config_file
from ..model import Audience
from ..model.findings import counted
from ..project import Checked
from ..render import Options, Rendered, from_source
from ..site.ownership import Refused, require_outside, require_real
from ..site.policy import FORMS, policy_of
from ..site.terminal import say
from ..site.write import write_beside, write_files
from .exits import checked_or_exit, stop_with
from .formats import print_findings
from .options import AUDIENCE, PROJECT, Address
from .progress import Bar

if TYPE_CHECKING:
    from ..site import Built


@click.command()
@AUDIENCE
@PROJECT
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to write; build/<audience>/docs by default.",
)
@click.option(
    "--site-url", default="", help="The address of the site; that of mkdocs.yml else."
)
@click.option(
    "--edit-url",
    default="",
    help="Where sources are edited; as mkdocs.yml says else.",
)
@click.option(
    "--for",
    "builder",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="Who builds the site; ProperDocs takes what MkDocs does.",
)
@click.option(
    "--beside",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A site that has been built: put the Markdown of each page beside it.",
)
def generate(
    audience: str, project: Path, out: Path | None, beside: Path | None, **given: str
) -> None:
    """Write the Markdown tree for an audience.

    Example: causebook generate --audience internal --out /tmp/docs
    """
    home, is_for_zensical = project.resolve(), given["builder"] == "zensical"
    if out and is_for_zensical:
        problem = (
            "its configuration lies beside build/<audience>/docs, so leave --out away"
        )
        raise click.UsageError(f"--for zensical: {problem}")
    target = _full(out) if out else home / "build" / audience / "docs"
    if out:
        require_outside(target, home, ("causes", "content", "site_overrides"))
    checked = checked_or_exit(project)
    said = _configured(home, Audience(audience), checked)
    told = replace(
        said,
        site_url=given["site_url"] or said.site_url,
        edit_url=given["edit_url"] or said.edit_url,
    )
    made = pipeline.generate(checked, told)
    files = from_source(made.files) if is_for_zensical else made.files
    touched = write_files(files, target, home)
    say(f"{target}: {len(files)} files, {touched} changed")
    if is_for_zensical:
        _configure(home, Audience(audience), checked)
    if beside:
        _put_beside(made, _full(beside), home)


def _configure(home: Path, audience: Audience, checked: Checked) -> None:
    """Write the configuration for a builder that runs no plugin, beside the docs folder."""
    from ..site.configured import as_one_file  # MkDocs costs 0.3 s

    file = home / "build" / audience.value / "mkdocs.yml"
    require_real(file, home)
    if checked.book and config_file(home, audience).is_file():
        text = as_one_file(home, audience, checked.book, checked.content)
        file.write_text(text, "utf-8")
        say(f"{file}: the configuration for it")


def _put_beside(made: Rendered, site: Path, home: Path) -> None:
    """Write the Markdown of each page into a site that has been built."""
    require_outside(site, home)
    copies = made.copies()
    write_beside(copies, site)
    say(f"{site}: {len(copies)} files beside its pages")


def _configured(home: Path, audience: Audience, checked: Checked) -> Options:
    """What the configuration of an audience says, where there is one."""
    if checked.book is None or not config_file(home, audience).is_file():
        return Options(audience)
    from ..site import Broken  # MkDocs costs 0.3 s
    from ..site.configured import configured

    try:
        return configured(home, audience, checked.book, checked.content)
    except Broken as error:
        stop_with(error.findings, "nothing was written")


@click.command()
@AUDIENCE
@PROJECT
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The site's folder; site/<audience> by default.",
)
@click.option(
    "--clean", is_flag=True, help="Take nothing from the old site: make every page."
)
@click.option(
    "--explain", is_flag=True, help="Say why each page that was made had to be."
)
def build(
    audience: str, project: Path, out: Path | None, *, clean: bool, explain: bool
) -> None:
    """Generate, run MkDocs, verify, and swap the new site in.

    What would come out the same is taken from the old site.

    Example: causebook build --audience public --out /srv/www/help
    """
    from ..site import unchanged
    from ..site.results import results

    home, who = project.resolve(), Audience(audience)
    target = _full(out) if out else home / "site" / audience
    pages = 0 if clean else unchanged(home, who, target)
    if pages:
        say(f"{target}: {pages} pages; nothing has changed")
        return
    with Bar() as bar, results(home, who, target, clean=clean):
        bar.first("check")
        # by no name, so that what only checks need can go
        built = pipeline.build(
            checked_or_exit(project), who, target, bar.step, clean=clean
        )
    print_findings(built.findings, "text")
    if built.findings:
        say(f"{counted(len(built.findings))}; the old site stays as it was")
        raise SystemExit(1)
    if explain:
        _explain(built)
    made = built.pages if built.everything else len(built.made)
    counts = f"{built.pages} pages, {made} made, {built.pages - made} as they were"
    say(f"{target}: {counts}; {bar.seconds:.1f} s in all")
    if not built.address:
        say(
            f"{target}: no address is set, so no page says where it is and the sitemap is empty"
        )
        say("give mkdocs.yml a site_url, or set the variable that it names")


def _explain(built: Built) -> None:
    """Say why pages were made."""
    if built.everything:
        say(f"every page was made: {built.everything}")
    for name, reason in () if built.everything else sorted(built.made.items()):
        say(f"{name}: {reason}")


def _full(folder: Path) -> Path:
    """The folder by its full name; resolve() would follow the links that are to be refused."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - see above


@click.command()
@AUDIENCE
@PROJECT
@click.option(
    "--address",
    type=Address(),
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve.",
)
def serve(audience: str, project: Path, address: tuple[str, int]) -> None:
    """Serve a live preview; a broken edit shows its findings and keeps the last good pages.

    Example: causebook serve --audience internal --address 127.0.0.1:8001
    """
    from ..site import Broken

    try:
        pipeline.serve(project.resolve(), Audience(audience), *address)
    except Broken as error:
        stop_with(error.findings, "nothing is served")


@click.command()
@AUDIENCE
@PROJECT
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of the built site; site/<audience> by default.",
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(list(FORMS)),
    default="nginx",
    show_default=True,
    help="Whose words to use; “headers” is the file of Netlify and Cloudflare Pages.",
)
def policy(audience: str, project: Path, site: Path | None, reader: str) -> None:
    """Print the Content-Security-Policy of a built site: what its pages run and load, no more.

    Example: causebook policy --for nginx > /etc/nginx/snippets/help-policy.conf
    """
    folder = site or project.resolve() / "site" / audience
    if not folder.is_dir():
        raise Refused(f"{folder}: there is no site; build it first")
    found = policy_of(folder)
    click.echo(FORMS[reader](found.headers), nl=False)
    for refused in sorted(found.refused):
        say(
            f"{folder}: {refused} does not run under this policy; move it into a script file"
        )
    if found.refused:
        raise SystemExit(1)
