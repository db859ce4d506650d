"""The day's work: the daily job and the desk."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from multiprocessing import get_context

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from threadpoolctl import threadpool_limits
from waitress import serve

from pipeline.config import Settings, load_settings
from pipeline.documents import write_digest
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import ConfigError
from pipeline.flag import load_words
from pipeline.flow import daily
from pipeline.house import House, open_house, own_tagger
from pipeline.house import Progress as Told
from pipeline.mail import send_digests
from pipeline.publication import write_public_list
from pipeline.store import audit
from pipeline.store.session import open_engine, upgrade
from pipeline.web import create_app, warm_up

ANSWER_S = 5
"""Seconds in which the scheduler of a cluster must answer."""
THREADS = 4
"""Of the desk: pages are made one after the other whatever their number, and each keeps a connection with pages of its own."""
STAGE_LABELS = {
    "feeds": "poll feeds",
    "pages": "fetch pages",
    "extract": "read pages",
    "tag": "tag",
    "follow": "follow letters",
}


@contextmanager
def progress() -> Iterator[Told]:
    """Show a bar per stage on a terminal; say nothing in a log."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<15}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def told(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGE_LABELS.get(stage, stage), total=of)
            bars.update(tasks[stage], completed=done, total=of)

        yield told


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where the stages are mapped (`open_executor`)."""
    command = click.option(
        "--executor",
        "engine",
        metavar="dask://HOST:PORT",
        help="Read and tag on the workers of a Dask scheduler instead; each needs this release installed.",
    )(command)
    return click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        help="Processes that read and tag.",
    )(command)


@click.command("daily")
@engine_options
def daily_command(workers: int, engine: str | None) -> None:
    """Run the daily job once: poll, read, group, tag, flag, open cases, follow letters, write the digest.

    May be run at any time and as often as wished: what is done is not done again. Status 1 when no source could
    be read at all.
    """
    with open_executor(workers, engine) as executor, progress() as told:
        house = open_house(load_settings(), executor=executor, progress=told)
        counts = run_day(house)
    if counts["feeds polled"] and counts["feeds failed"] == counts["feeds polled"]:
        raise click.exceptions.Exit(1)


@contextmanager
def open_executor(workers: int, engine: str | None) -> Iterator[Executor | None]:
    """Yield where stages are mapped: a cluster by its address, a pool of processes, or None for this process.

    Raises:
        ConfigError: the address is none, nobody answers there, or the library is not installed.
    """
    if engine is None:
        with _pool(workers) if workers > 1 else nullcontext() as pool:
            yield pool
        return
    scheme, _, place = engine.partition("://")
    if scheme != "dask" or not place:
        raise ConfigError(
            "--executor", f"{engine!r} is no address of an engine.", "Example: dask://127.0.0.1:8786."
        )
    try:
        from distributed import Client  # noqa: PLC0415  an extra that few installations need
    except ImportError:
        raise ConfigError(
            "--executor", "Dask is not installed here.", "pip install 'caichinh[cluster]'"
        ) from None
    try:
        client = Client(f"tcp://{place}", timeout=ANSWER_S, set_as_default=False)
    except OSError as error:
        raise ConfigError(
            "--executor", f"no scheduler answers at {place} ({error}).", "Start it first."
        ) from error
    with client, client.get_executor() as executor:
        yield executor


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Yield processes that were parted from this one after it loaded the models, and so share their memory."""
    own_tagger(load_settings().models)
    load_words()
    gc.collect()
    gc.freeze()  # or the collector of each process, marking what it looks at, would copy all of it
    one_thread_each = partial(threadpool_limits, 1)  # or every worker's arithmetic would want all cores
    with (
        _quick_turns(),
        ProcessPoolExecutor(workers, get_context("fork"), initializer=one_thread_each) as pool,
    ):
        pool.submit(abs, 0)  # parts them now, while no connection is open
        yield pool
    gc.unfreeze()


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let the thread that feeds the workers have its turn soon: they stand still while another one keeps results."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


_TURN_S = 0.0005


def run_day(house: House) -> dict[str, int]:
    """Run the daily job, write the digest, print one line per count."""
    now = house.settings.now()
    counts = daily(house, now)
    for name, count in counts.items():
        click.echo(f"{name:<18}{count:>7}")
    click.echo(f"digest: {write_digest(house, now)}")
    with house.sessions() as session:
        audit.anchor(session, house.settings.audit_anchors, house.settings.now())
        on = now.astimezone(VIETNAM).date()
        page = write_public_list(session, house.settings.documents / "cong-khai", house.agencies, on)
    click.echo(f"spokespersons: {page}")
    counts |= send_digests(house, house.settings.now())
    if counts["mails sent"] or counts["mails failed"]:
        click.echo(f"mails sent {counts['mails sent']}, failed {counts['mails failed']}")
    return counts


@click.command("desk")
@click.option("--port", type=int, default=8016, show_default=True)
def desk_command(port: int) -> None:
    """Open the review desk on http://127.0.0.1:PORT (put a proxy with TLS before it for others)."""
    serve_desk(load_settings(), port)


def serve_desk(settings: Settings, port: int) -> None:
    """Serve the desk on loopback until interrupted."""
    upgrade(open_engine(settings.database_url))
    app = create_app(settings)
    warm_up(app)
    click.echo(f"Review desk: http://127.0.0.1:{port}  (Ctrl-C ends it)")
    serve(
        app,
        host="127.0.0.1",
        port=port,
        threads=THREADS,
        ident="",
        trusted_proxy="127.0.0.1",  # the proxy with TLS stands on this machine
        trusted_proxy_headers="x-forwarded-for x-forwarded-host x-forwarded-proto",
        clear_untrusted_proxy_headers=True,
    )


COMMANDS = (daily_command, desk_command)
