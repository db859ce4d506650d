"""One stage at a time: files or JSON Lines in, JSON Lines out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
import msgspec

from pipeline.cli.lines import read_articles, write
from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.calendar import load_calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import Deadline, DeadlineKind, DueKind, deadline
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.facts import load_facts
from pipeline.domain.places import load_places
from pipeline.domain.records import Medium, TaggedArticle
from pipeline.extract import extract
from pipeline.flag import flag
from pipeline.group import group
from pipeline.ingest.parse import parse_feed
from pipeline.ingest.sources import load_sources
from pipeline.tag import load_tagger

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("feed")
@click.argument("file", type=FILE)
@click.option(
    "--url", required=True, help="Address the feed was fetched from; relative links are resolved against it."
)
def feed_command(file: Path, url: str) -> None:
    """Read a feed FILE (RSS, Atom): one line per entry."""
    outlet = load_sources(load_settings().feeds).of_url(url)
    write(parse_feed(file.read_bytes(), url=url, day_first=outlet.day_first if outlet else None))


@click.command("extract")
@click.argument("file", type=FILE)
@click.option("--url", required=True, help="Address the page was fetched from.")
def extract_command(file: Path, url: str) -> None:
    """Read a page FILE (HTML): one line with title, sapo, body, author, times and kind."""
    outlet = load_sources(load_settings().feeds).of_url(url)
    write([extract(file.read_bytes(), url=url, outlet=outlet.name if outlet else "")])


@click.command("tag")
@click.argument("file", type=FILE, required=False)
def tag_command(file: Path | None) -> None:
    """Tag articles (JSON Lines FILE or standard input): agencies, places, sentiment, attention."""
    settings = load_settings()
    tagger = load_tagger(settings.models, load_agencies(), load_places())
    lines = list(read_articles(file))
    tagged = tagger.tag([line.article for line in lines], today=_today())
    write(line.given | _tags(item) for line, item in zip(lines, tagged, strict=True))


@click.command("flag")
@click.argument("file", type=FILE, required=False)
@click.option("--facts", "facts_file", type=FILE, required=True, help="Facts register (CSV).")
def flag_command(file: Path | None, facts_file: Path) -> None:
    """Tag and flag articles (JSON Lines FILE or standard input) against a facts register.

    Adds flags, priority, group (copies of one text) and event (reports of one event).
    """
    settings = load_settings()
    facts, agencies, places = load_facts(facts_file), load_agencies(), load_places()
    lines = list(read_articles(file))
    articles = [line.article for line in lines]
    tagged = load_tagger(settings.models, agencies, places).tag(articles, today=_today())
    flagged = flag(
        tagged,
        facts=facts,
        agencies=agencies,
        places=places,
        groups=group(articles, known=()),
        today=_today(),
    )
    write(
        line.given
        | _tags(item.tagged)
        | {
            "flags": msgspec.to_builtins(item.flags),
            "priority": item.priority,
            "group": item.group,
            "event": item.event,
        }
        for line, item in zip(lines, flagged, strict=True)
    )


def _today() -> date:
    return load_settings().now().astimezone(VIETNAM).date()


def _tags(item: TaggedArticle) -> dict[str, object]:
    whole = msgspec.to_builtins(item)
    return {key: value for key, value in whole.items() if key != "article"}


@click.group("law")
def law_group() -> None:
    """Ask the law."""


@law_group.command("deadline")
@click.option("--kind", type=click.Choice([kind.value for kind in DeadlineKind]), required=True)
@click.option("--medium", type=click.Choice([medium.value for medium in Medium]))
@click.option(
    "--received", required=True, help="When it was received (or happened), ISO 8601; no zone means Vietnam."
)
def law_deadline(kind: str, medium: str | None, received: str) -> None:
    """Say when something is due, by which rule, with the working day by day."""
    try:
        moment = datetime.fromisoformat(received)
    except ValueError as error:
        raise CaiChinhError(f"--received: {received!r} is not an ISO 8601 time.") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    result = deadline(DeadlineKind(kind), Medium(medium) if medium else None, moment, load_calendar())
    write([_answer(result)])


def _answer(result: Deadline) -> dict[str, object]:
    """Return a deadline as the contract has it: where the law gives a word instead of a date, the word is due."""
    answer: dict[str, object] = msgspec.to_builtins(result)
    if result.kind in {DueKind.IMMEDIATE, DueKind.NEXT_ISSUE}:
        answer["due"] = result.kind.value
    return answer


COMMANDS = (feed_command, extract_command, tag_command, flag_command, law_group)
