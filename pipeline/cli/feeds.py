"""Commands for what is watched: is the list right, how are the feeds, lists of others in and out."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from pipeline.cli.lines import write
from pipeline.collect import feed_state
from pipeline.config import load_settings
from pipeline.domain.dates import printed
from pipeline.domain.records import FailureKind
from pipeline.ingest.health import FeedState, is_silent
from pipeline.ingest.layout import Loss
from pipeline.ingest.opml import from_opml, to_opml
from pipeline.ingest.sources import Sources, load_sources
from pipeline.store import ingested
from pipeline.store.layouts import lost_layouts
from pipeline.store.session import open_engine, open_sessions

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("feeds")
def feeds_group() -> None:
    """Look after what is watched."""


@feeds_group.command("check")
@click.argument("file", type=FILE, required=False)
def feeds_check(file: Path | None) -> None:
    """Check FILE (feeds.yaml by default); each mistake is named with its place."""
    sources = load_sources(file or load_settings().feeds)
    enabled = sum(feed.enabled for outlet in sources.outlets for feed in outlet.feeds)
    click.echo(f"{len(sources.outlets)} outlets, {enabled} feeds enabled.")


@feeds_group.command("status")
@click.option("--all", "everything", is_flag=True, help="Feeds in order too.")
@click.option("--head", is_flag=True, help="Show the first 4 KB of what came instead.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines for programs.")
def feeds_status(everything: bool, head: bool, as_json: bool) -> None:
    """Say how each watched feed is, and whose pages lost what was read from them; status 1 when there is trouble."""
    settings = load_settings()
    now = settings.now()
    sources = load_sources(settings.feeds)
    with open_sessions(open_engine(settings.database_url))() as session:
        known = ingested.feeds(session)
        layouts = lost_layouts(session, now)
    states = {
        feed.url: (known.get(feed.url), feed_state(known.get(feed.url))) for _, feed in sources.enabled()
    }
    troubled = 0
    for url, (row, state) in states.items():
        condition = _condition(row, state, silent=is_silent(state, now))
        troubled += condition not in {"ok", "new"}
        if as_json:
            polled_at = row.polled_at if row else None
            write([{"url": url, "condition": condition, "polled_at": polled_at} | msgspec.to_builtins(state)])
        elif everything or condition not in {"ok", "new"}:
            click.echo(f"{condition:<15}{url}\n{'':<15}{_story(state)}")
            if head and state.head:
                click.echo(state.head)
    for outlet_id, lost in layouts.items():
        if as_json:
            write([{"outlet": outlet_id, "condition": "layout", "lost": msgspec.to_builtins(lost)}])
        else:
            click.echo(f"{'layout':<15}{outlet_id}\n{'':<15}{'; '.join(map(_loss, lost))}")
    if not as_json:
        click.echo(f"{len(states)} feeds watched, {troubled} in trouble.")
    if troubled or layouts:
        raise click.exceptions.Exit(1)


def _loss(loss: Loss) -> str:
    recent, past = loss.recent, loss.past
    return f"{loss.part} read on {recent.found} of {recent.of} pages lately, on {past.percent} % in the month before"


def _condition(row: ingested.KnownFeed | None, state: FeedState, *, silent: bool) -> str:
    """Return one word for how a feed is."""
    if state.failure:
        return state.failure.value
    if silent:
        return "silent"
    if state.moved_to:
        return FailureKind.MOVED_DOMAIN.value
    return "ok" if row else "new"


def _story(state: FeedState) -> str:
    parts = [
        f"{state.failures} failures in a row: {state.problem}" if state.failure else "",
        f"found at {state.moved_to}: change its address in feeds.yaml." if state.moved_to else "",
        f"last answer {printed(state.last_ok)}" if state.last_ok else "never answered",
        f"last news {printed(state.last_new)}" if state.last_new else "no news yet",
        f"every {state.rhythm_s / 3600:.1f} h" if state.rhythm_s else "",
        f"next poll {printed(state.next_poll)}" if state.next_poll else "",
    ]
    return "; ".join(part for part in parts if part)


@feeds_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def feeds_export(file: Path) -> None:
    """Write what is watched to an OPML FILE, for any feed reader."""
    sources = load_sources(load_settings().feeds)
    file.write_bytes(to_opml(sources.outlets, title="Cải Chính"))
    click.echo(f"{sum(len(outlet.feeds) for outlet in sources.outlets)} feeds written to {file}.")


@feeds_group.command("import")
@click.argument("file", type=FILE)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to; printed when not given."
)
def feeds_import(file: Path, output: Path | None) -> None:
    """Turn an OPML FILE into entries for feeds.yaml.

    feeds.yaml stays the source and is never written over. Feeds that no export of this program vouches for come
    switched off, with status `guessed`, until somebody has seen them work.
    """
    outlets = from_opml(file.read_bytes(), path=str(file))
    yaml = msgspec.yaml.encode({"outlets": [_shown(msgspec.to_builtins(outlet)) for outlet in outlets]})
    if output is None:
        click.echo(yaml.decode(), nl=False)
        return
    if output.exists():
        raise click.ClickException(f"{output} exists already; name a new file and merge by hand.")
    output.write_bytes(yaml)
    _report(load_sources(output), output)


def _shown(outlet: dict[str, object]) -> dict[str, object]:
    """Return an outlet without the keys that say nothing."""
    return {key: value for key, value in outlet.items() if value not in ("", None)}


def _report(sources: Sources, path: Path) -> None:
    count = sum(len(outlet.feeds) for outlet in sources.outlets)
    click.echo(f"{len(sources.outlets)} outlets with {count} feeds written to {path}.")


COMMANDS = (feeds_group,)
