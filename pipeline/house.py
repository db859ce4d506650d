"""All that the shells stand on, loaded once: settings, store, archive, sources, registers, models."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from pipeline.config import Settings
from pipeline.domain.agencies import Agencies, load_agencies
from pipeline.domain.facts import Facts
from pipeline.domain.places import Places, load_places
from pipeline.ingest.sources import Sources, load_sources
from pipeline.store import facts
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, upgrade
from pipeline.tag import Tagger, load_tagger

Progress = Callable[[str, int, int], None]
"""Told (stage, done, of) while a stage runs."""


def no_progress(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the daily job and the desk stand on. Nothing in it changes while they run."""

    settings: Settings
    sessions: sessionmaker[Session]
    archive: Archive
    sources: Sources
    agencies: Agencies
    places: Places
    facts: Facts
    tagger: Tagger
    executor: Executor | None = None
    """Where stages are mapped over records; in this process when None."""
    progress: Progress = no_progress


@cache
def own_tagger(models: Path) -> Tagger:
    """Return the tagger of this process, loaded at first use: each worker has its own."""
    return load_tagger(models, *own_registers())


@cache
def own_registers() -> tuple[Agencies, Places]:
    """Return the registers of this process, as `own_tagger` the models."""
    return load_agencies(), load_places()


def open_house(
    settings: Settings, *, executor: Executor | None = None, progress: Progress = no_progress
) -> House:
    """Load everything that `settings` name; the database is brought to the newest schema.

    Raises:
        ConfigError, RowError, ModelFileError: a file cannot be used; the message names it.
    """
    engine = open_engine(settings.database_url)
    upgrade(engine)
    sessions = open_sessions(engine)
    with sessions() as session:
        register = facts.current(session)
    agencies, places = own_registers()
    return House(
        settings=settings,
        sessions=sessions,
        archive=Archive(settings.archive),
        sources=load_sources(settings.feeds),
        agencies=agencies,
        places=places,
        facts=register,
        tagger=own_tagger(settings.models),
        executor=executor,
        progress=progress,
    )
