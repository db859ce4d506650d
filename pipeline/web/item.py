"""One case: the article with its marked sentences, the evidence beside it, and what can be done now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.datastructures import MultiDict

from pipeline.domain.clock import Standing
from pipeline.domain.facts import Fact
from pipeline.domain.mistakes import Mistake, suggested
from pipeline.domain.records import Article, Flag, Tone
from pipeline.domain.versions import Change, changes
from pipeline.review.workflow import WITH_LETTER, Action, State
from pipeline.store import articles, audit, cases, clocks, drafting, following, letters, verification
from pipeline.store import desk as asked
from pipeline.store.articles import Stored
from pipeline.store.desk import Said, Version
from pipeline.store.desk_tables import ClockRow
from pipeline.store.folder import Folder, folder
from pipeline.store.retold import said
from pipeline.store.tables import AuditRow, CaseRow
from pipeline.web.access import can, visible_case
from pipeline.web.choices import CHOICES, GROUND_KEYS, GROUNDS, SNOOZE_REASONS
from pipeline.web.context import calendar, db, desk, know, now, person, today
from pipeline.web.filters import chosen
from pipeline.web.lists import list_for, list_of
from pipeline.web.marks import numbered, said_flags
from pipeline.web.queue import due_of

blueprint = Blueprint("item", __name__)

OWN_ROWS = 3
"""Sentences that the officer can add in one decision beside the flagged ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A flag with the fact behind it and what the form proposes as passage and evidence."""

    number: int
    flag: Flag
    source_doc: str
    statement: str
    fits: bool
    """The passage still stands in the text shown."""

    @property
    def mistake(self) -> Mistake:
        """Return the error type that the flag stands for."""
        return suggested([self.flag.signal])[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the machine said of the current text of the lead article of a case."""

    stored: Stored
    tone: Tone | None
    meant: frozenset[str]
    """Agencies whose work the tone is about."""
    doubts: tuple[Doubt, ...]
    seen: str
    """Stands for this text and these flags in a form, so that a form opened on others is noticed."""

    @property
    def flags(self) -> list[Flag]:
        """Return the flags in the order of their numbers."""
        return [doubt.flag for doubt in self.doubts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A clock with where it stands."""

    row: ClockRow
    due: Standing
    paused: bool


def reading(case: CaseRow) -> Reading:
    """Return the current text of the lead article with its flags."""
    stored = articles.load(db(), [case.article_id])[0]
    return _read(stored, asked.said_of(db(), case.article_id))


def _read(stored: Stored, said: Said | None) -> Reading:
    flags = said_flags(said.flags) if said else []
    facts = asked.facts(db(), [flag.fact_id for flag in flags if flag.fact_id])
    seen = hashlib.sha256(repr((stored.version, flags)).encode()).hexdigest()[:16]
    doubts = tuple(
        _doubt(number, flag, facts.get(flag.fact_id or ""), stored.article)
        for number, flag in enumerate(flags, start=1)
    )
    return Reading(
        stored=stored,
        tone=said.tone if said else None,
        meant=said.meant if said else frozenset(),
        doubts=doubts,
        seen=seen,
    )


def _doubt(number: int, flag: Flag, fact: Fact | None, article: Article) -> Doubt:
    grounded = fact is not None and fact.source_doc and flag.official
    return Doubt(
        number=number,
        flag=flag,
        source_doc=fact.source_doc if fact and grounded else "",
        statement=f"{fact.subject}: {flag.official}" if fact and grounded else "",
        fits=article.text(flag.field)[flag.start : flag.end] == flag.sentence,
    )


@blueprint.get("/vu-viec/<int:case_id>")
def show(case_id: int) -> str:
    """Show a case; that a person saw it is kept once in its history."""
    case = visible_case(case_id)
    history = asked.history(db(), case.id)
    shown = page(case, history=history)
    # written last: whoever writes holds up the other writers of SQLite until the answer is sent
    if not any(event.actor == person().login and event.action == "see" for event in history[0]):
        audit.record(db(), at=now(), actor=person().login, action="see", case_id=case.id, detail={})
    verification.be_present(db(), case, person(), now())
    return shown


def page(
    case: CaseRow,
    *,
    history: tuple[list[AuditRow], dict[str, str]] | None = None,
    problem: str = "",
    form: MultiDict[str, str] | None = None,
) -> str:
    """Return the page of a case.

    `history` is that of the case (`desk.history`) where it was read already; `form` holds what the person typed when it could not be taken
    as it was.
    """
    session = db()
    events, names = history or asked.history(session, case.id)
    kept = folder(session, case, person(), now())
    know(kept.calendar)
    around = articles.around(session, case.article_id, case.group_id)
    read = _read(around[case.article_id].stored, kept.said)
    others = [near for article_id, near in around.items() if article_id != case.article_id]
    versions = asked.versions(session, case.article_id)
    text = _text(read, versions)
    here = chosen(list_for(request.values["ds"]) if "ds" in request.values else list_of(case.state))
    told = [event for event in events if event.action != "see"]
    sent, compared = letters.current(session, case.id) if kept.has_letters else [], _compared(versions)
    return render_template(
        "item.html",
        **_work_on(case, kept),
        case=case,
        read=read,
        alone=not any(case.reason.startswith(flag.reason) for flag in read.flags),
        text=text,
        latest=text.number == read.stored.version,
        paragraphs=numbered(text.article, read.flags),
        versions=versions,
        compared=compared,
        retold={number: said(found) for number, found in compared.items()},
        copies=[near for near in others if near.stored.group_id == case.group_id],
        reports=[near for near in others if near.stored.group_id != case.group_id],
        place=asked.place(session, case, here.wanted),
        here=here,
        shown=here.shown,
        marked=[passage for _, passage in cases.passages(session, case.id)]
        if kept.has_passages and not can(case, Action.DECIDE)
        else [],
        running=_running(case),
        today=today(),
        snoozed=kept.put_off if case.state is State.SNOOZED else None,
        letters=sent,
        standing=following.copies(session, case, sent),
        addressees=drafting.addressees(session, case) if case.verdict in WITH_LETTER else [],
        events=told,
        names=names,
        **_to_choose_from(case, kept.agencies),
        problem=problem,
        form=form if form is not None else MultiDict(),
    )


def _to_choose_from(case: CaseRow, ranked: Sequence[str]) -> dict[str, Any]:
    """Return what the form of a decision offers."""
    handed_to = other_agencies(case) if can(case, Action.DECIDE) else []
    return {
        "choices": CHOICES,
        "grounds": tuple(zip(GROUND_KEYS, GROUNDS, strict=True)),
        "snooze_reasons": SNOOZE_REASONS,
        "tomorrow": calendar().roll(today() + timedelta(days=1)),
        "other_agencies": handed_to,
        "proposed_agency": _proposed_agency(ranked, handed_to),
        "own_rows": range(OWN_ROWS),
    }


def _work_on(case: CaseRow, kept: Folder) -> dict[str, Any]:
    """Return who works on a case and what the verification holds so far."""
    session = db()
    return {
        "others": kept.others,
        "mistakes": kept.mistakes,
        "assignee": kept.assignee,
        "colleagues": verification.colleagues(session, case.agency_id) if can(case, Action.WORK) else (),
        "inquiries": verification.inquiries(session, case.id) if kept.has_inquiries else (),
        "files": verification.files(session, case.id) if kept.has_files else (),
    }


def _running(case: CaseRow) -> list[Running]:
    rows = clocks.of_case(db(), case.id)
    return [
        Running(
            row=row,
            due=due_of(row, calendar()),
            paused=any(pause.end is None for pause in clocks.pauses_of(row)),
        )
        for row in rows
    ]


def _compared(versions: Sequence[Version]) -> dict[int, tuple[Change, ...]]:
    """Return the sentences that each version changed against the one before, by its number."""
    articles = {version.number: version.article for version in versions}
    return {
        number: changes(articles[number - 1], article)
        for number, article in articles.items()
        if number - 1 in articles
    }


def _proposed_agency(ranked: Sequence[str], handed_to: Sequence[tuple[str, str]]) -> str:
    """Return the agency that the machine holds responsible beside this one, empty when it knows none."""
    known = {agency_id for agency_id, _ in handed_to}
    return next((agency_id for agency_id in ranked if agency_id in known), "")


def _text(read: Reading, versions: Sequence[Version]) -> Version:
    """Return the version asked for (``?ban=2``), the current one by default."""
    number = request.args.get("ban", default=read.stored.version, type=int)
    version = next((found for found in versions if found.number == number), None)
    if version is None:
        abort(404)
    return version


def other_agencies(case: CaseRow) -> list[tuple[str, str]]:
    """Return (id, name) of the agencies alive today that the case can be handed to, by name."""
    alive = desk().agencies.alive(today())
    return sorted(
        ((found.id, found.name) for found in alive if found.id != case.agency_id), key=lambda pair: pair[1]
    )
