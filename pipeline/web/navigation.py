"""The parts of the desk that stand in the head of every page: those that this person may open, the open one marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import flask
from flask import Flask, request

from pipeline.web.access import may_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the desk: its name, its first page, and the blueprints or single routes that belong to it."""

    label: str
    endpoint: str
    holds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A part as a page shows it."""

    label: str
    address: str
    here: str
    """`page` on its first page, `true` deeper in it, empty elsewhere (values of aria-current)."""


def url_for(endpoint: str, **values: str | int | None) -> str:
    """Return the path of a route as `flask.url_for` does; a page asks for the same thirty again and again."""
    return _path(request.root_path, endpoint, tuple(values.items()))


@lru_cache(4096)
def _path(root: str, endpoint: str, values: tuple[tuple[str, str | int | None], ...]) -> str:  # noqa: ARG001
    return flask.url_for(endpoint, **dict(values))  # type: ignore[arg-type]


def _part(label: str, endpoint: str, *holds: str) -> Part:
    return Part(label=label, endpoint=endpoint, holds=frozenset(holds))


PARTS = (
    _part(
        "Vụ việc",
        "queue.cases",
        "queue",
        "item",
        "decision",
        "bulk",
        "casework",
        "clocks",
        "letters",
        "filters",
    ),
    _part("Sổ số liệu", "facts.register", "facts", "needed"),
    _part("Sổ bộ", "registers.home", "registers"),
    _part("Báo cáo", "reports.home", "reports"),
    _part("Bảng theo dõi", "overview.board", "overview.board"),
    _part("Tổng quan", "overview.dashboard", "overview.dashboard"),
    _part("Nguồn tin", "sources.show", "sources"),
    _part("Tình trạng", "condition.show", "condition"),
    _part("Nhập bài", "intake.show", "intake"),
    _part("Tra cứu bài", "why.show", "why"),
    _part("Lịch làm việc", "workdays.show", "workdays"),
    _part("Độ chính xác", "precision.show", "precision"),
)
"""In the order of the day: what is decided, what is known, what is reported, how the machine does."""


def entries() -> list[Entry]:
    """Return the parts that the person who is signed in may open."""
    return [
        Entry(label=part.label, address=url_for(part.endpoint), here=_here(part))
        for part in PARTS
        if may_open(part.endpoint)
    ]


def _here(part: Part) -> str:
    if request.endpoint == part.endpoint:
        return "page"
    return "true" if {request.endpoint, request.blueprint} & part.holds else ""


def init(app: Flask) -> None:
    """Give the templates the parts and the addresses."""
    app.jinja_env.globals.update(parts_of_the_desk=entries, url_for=url_for)
