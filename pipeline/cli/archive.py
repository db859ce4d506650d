"""Commands for the archive, for what people hand in, and for articles that are missed."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from pipeline.again import reread_pages, retag_articles
from pipeline.backfill import announce, backfill
from pipeline.cli.day import engine_options, open_executor, progress
from pipeline.config import Settings, load_settings
from pipeline.domain.dates import VIETNAM, read_date
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Medium
from pipeline.house import open_house
from pipeline.ingest.sources import load_sources
from pipeline.intake import Printed, take_printed, take_url
from pipeline.store import ingested, retention
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.why import trace

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("archive")
def archive_group() -> None:
    """Look after the archive of raw captures."""


@archive_group.command("verify")
def archive_verify() -> None:
    """Hash every record anew; name the first that is missing, damaged or changed (status 1)."""
    settings = load_settings()
    archive = Archive(settings.archive)
    known, expected, removed = 0, set(), 0
    with open_sessions(open_engine(settings.database_url))() as session:
        _stop_at_forged(retention.forged(session))
        with closing(ingested.known_captures(session)) as captures:
            for capture in captures:
                expected.add(archive.path(capture.url, capture.fetched_at, capture.sha256))
                if capture.removed_by:
                    removed += 1
                    continue
                _stop_at(archive.problem(capture))
                known += 1
    unknown = [path for path in archive.files() if path not in expected]
    for path in unknown:
        _stop_at(archive.problem_of_file(path))
    click.echo(
        f"{known} records are whole."
        + (f" {removed} were removed by rule (caichinh retention --removed)." if removed else "")
        + (f" {len(unknown)} more that no row names." if unknown else "")
    )


def _stop_at_forged(list_id: int | None) -> None:
    if list_id is not None:
        click.echo(
            f"The list of removed records under event {list_id} of the audit trail is not what was recorded. "
            "Keep this database as evidence and restore the last whole backup."
        )
        raise click.exceptions.Exit(1)


def _stop_at(problem: str | None) -> None:
    if problem is not None:
        click.echo(f"The archive is broken: {problem}. Restore this file from a backup.")
        raise click.exceptions.Exit(1)


@archive_group.command("reread")
@engine_options
def archive_reread(workers: int, engine: str | None) -> None:
    """Read every archived page again with the extractor of this release.

    A text that now reads differently becomes a new version of its article; nothing is fetched.
    """
    with open_executor(workers, engine) as executor, progress() as told:
        counts = reread_pages(open_house(load_settings(), executor=executor, progress=told))
    for name, count in counts.items():
        click.echo(f"{name:<18}{count:>7}")


@archive_group.command("retag")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day, such as 2025-11-27."
)
@engine_options
def archive_retag(since: datetime, workers: int, engine: str | None) -> None:
    """Tag and flag again what was collected since a day, with the models and facts as they are now.

    Opens no case. A run that is killed is simply given again.
    """
    settings = load_settings()
    with open_executor(workers, engine) as executor, progress() as told:
        house = open_house(settings, executor=executor, progress=told)
        counts = retag_articles(house, settings.now(), since.replace(tzinfo=VIETNAM))
    for name, count in counts.items():
        click.echo(f"{name:<18}{count:>7}")


@archive_group.command("backfill")
@click.argument("file", type=FILE)
@engine_options
def archive_backfill(file: Path, workers: int, engine: str | None) -> None:
    """Fetch, read, tag and flag old articles: FILE has the address of one on each line.

    Opens no case. As polite as a daily run: a host with n pages takes n pauses. A run that is killed is given again
    before the next daily run. Status 1 when a line is no page of a watched outlet; the others are taken all the same.
    """
    settings = load_settings()
    with open_executor(workers, engine) as executor, progress() as told:
        house = open_house(settings, executor=executor, progress=told)
        with file.open(encoding="utf-8") as lines:
            keys, refused = announce(house, lines, settings.now())
        counts = backfill(house, keys, settings.now())
    for name, count in counts.items():
        click.echo(f"{name:<18}{count:>7}")
    for one in refused:
        click.echo(f"{file.name}:{one.line}: {one.text}: {one.problem}", err=True)
    if refused:
        raise click.exceptions.Exit(1)


@click.command("why")
@click.argument("url")
def why_command(url: str) -> None:
    """Say which stage an article at URL reached and why it went no further (status 1 when it is not here)."""
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url))() as session:
        found = trace(session, load_sources(settings.feeds), url, settings.now())
    click.echo(f"{found.stage}: {found.reason}")
    if found.stage != "here":
        raise click.exceptions.Exit(1)


@click.group("intake")
def intake_group() -> None:
    """Hand in what no feed announces: an address, a text, a scan of print."""


@intake_group.command("url")
@click.argument("url")
def intake_url(url: str) -> None:
    """Put URL on the list of pages; the next daily run fetches and reads it."""
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        key = take_url(session, load_sources(settings.feeds), url, now=settings.now())
    click.echo(f"{key} waits for the next daily run.")


_MEDIA = click.Choice([medium.value for medium in Medium])


@intake_group.command("text")
@click.argument("file", type=FILE, required=False)
@click.option("--outlet", "outlet_id", required=True, help="Id of the outlet in feeds.yaml.")
@click.option("--medium", type=_MEDIA, help="As the outlet in feeds.yaml when not given.")
@click.option(
    "--published", required=True, help="Day and hour of issue or broadcast, such as '23/11/2026 06:00'."
)
@click.option("--issue", required=True, help="Number and page, or programme, as printed.")
@click.option("--title", required=True, help="The headline.")
@click.option("--scan", type=FILE, help="PDF, PNG, JPEG or TIFF of the page.")
@click.option("--note", default="", help="For colleagues.")
def intake_text(
    file: Path | None,
    outlet_id: str,
    medium: str | None,
    published: str,
    issue: str,
    title: str,
    scan: Path | None,
    note: str,
) -> None:
    """Keep an article of print, radio or television: its text in FILE (or standard input), its scan beside it.

    The first paragraph is the lead when a blank line follows it. With a scan alone give an empty FILE.
    """
    settings = load_settings()
    sources = load_sources(settings.feeds)
    outlet = next((outlet for outlet in sources.outlets if outlet.id == outlet_id), None)
    if outlet is None:
        raise CaiChinhError(
            f"--outlet: {outlet_id!r} is not in {settings.feeds}; add it there, without feeds if it has none."
        )
    text = file.read_text(encoding="utf-8") if file else sys.stdin.read()
    given = Printed(
        outlet=outlet,
        medium=Medium(medium) if medium else outlet.medium,
        published_at=_moment(published),
        issue=issue,
        title=title,
        text=text,
        note=note,
    )
    key = _keep(settings, given, scan.read_bytes() if scan else b"")
    click.echo(f"{key} is kept; the next daily run tags and flags it.")


def _keep(settings: Settings, given: Printed, scan: bytes) -> str:
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        return take_printed(session, Archive(settings.archive), given, scan=scan, now=settings.now())


def _moment(printed: str) -> datetime:
    moment = read_date(printed, day_first=True)
    if moment is None:
        raise CaiChinhError(f"--published: {printed!r} is no day with an hour. Example: '23/11/2026 06:00'.")
    return moment.astimezone(VIETNAM)


COMMANDS = (archive_group, why_command, intake_group)
