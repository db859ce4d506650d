"""The morning queue and the other lists of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.calendar import Calendar
from pipeline.domain.clock import Standing, standing
from pipeline.review.workflow import Role
from pipeline.store import audit, clocks, press, snooze, verification
from pipeline.store import cases as store
from pipeline.store import desk as asked
from pipeline.store.desk_tables import ClockRow, SnoozeRow
from pipeline.store.tables import ArticleRow, CaseRow, TaggingRow, VersionRow
from pipeline.store.troubles import troubles
from pipeline.web.access import visible_case
from pipeline.web.context import calendar, db, desk, now, own_agency, person, today
from pipeline.web.filters import chosen
from pipeline.web.lists import LISTS, list_for
from pipeline.web.marks import said_flags

blueprint = Blueprint("queue", __name__)

PAGE = 30
_FIRST_LIST = {Role.CLERK: "da-duyet", Role.HEAD: "du-thao"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list."""

    case: CaseRow
    version: VersionRow
    article: ArticleRow
    tagging: TaggingRow | None
    copies: int
    quote: str
    due: Standing | None
    clock: ClockRow | None
    snoozed: SnoozeRow | None


@blueprint.get("/")
def home() -> Response:
    """Go to the list that this person starts the day with."""
    return redirect(url_for("queue.cases", ds=_FIRST_LIST.get(person().role, "cho-xem")))


@blueprint.get("/vu-viec")
def cases() -> str:
    """Show one list of cases, best priority first, `PAGE` a page; what was searched for, newest first."""
    session, here = db(), chosen(list_for(request.args.get("ds", "cho-xem")))
    snooze.wake_due(session, now())
    last_id = request.args.get("sau", type=int)
    last = visible_case(last_id) if last_id else None
    narrowed = here.wanted.is_narrowed
    counting = narrowed and last is None  # then what is counted holds the page too
    ids = asked.ids(session, here.wanted, limit=asked.MOST + 1 if counting else PAGE + 1, after=last)
    rows = asked.lines(session, ids[:PAGE])
    counts = asked.counts(session, here.wanted.agency_id)
    return render_template(
        "queue.html",
        here=here,
        shown=here.shown,
        lists=LISTS.values(),
        lines=_lines(rows),
        more=len(ids) > PAGE,
        first_page=last is None,
        total=len(ids) if counting else asked.count(session, here.wanted) if narrowed else None,
        most=asked.MOST,
        tab_counts={found.key: sum(counts[state] for state in found.states) for found in LISTS.values()},
        late=clocks.count_late(session, here.wanted.agency_id, now()),
        agencies=asked.agencies_with_cases(session) if own_agency() is None else [],
        outlets=sorted(desk().outlets, key=lambda found: desk().outlets[found].name),
        saved=asked.saved_filters(session, person().id),
        colleagues=verification.colleagues(session, person().agency_id or ""),
        tomorrow=calendar().roll(today() + timedelta(days=1)),
        last_run=press.last_run(session),
        troubles=troubles(session, now()),
        audit_root=audit.root(session),
        as_of=now(),
    )


def _lines(rows: Sequence[tuple[CaseRow, VersionRow, ArticleRow]]) -> list[Line]:
    if not rows:
        return []
    session, days = db(), calendar()
    copies = store.copies(session, {case.group_id for case, _, _ in rows})
    taggings = asked.taggings(session, {case.article_id for case, _, _ in rows})
    case_ids = [case.id for case, _, _ in rows]
    running, snoozed = clocks.nearest(session, case_ids), snooze.of_cases(session, case_ids)
    return [
        Line(
            case=case,
            version=version,
            article=article,
            tagging=taggings.get(case.article_id),
            copies=copies.get(case.group_id, 1),
            quote=_quote(case, taggings.get(case.article_id)),
            due=due_of(running[case.id], days) if case.id in running else None,
            clock=running.get(case.id),
            snoozed=snoozed.get(case.id),
        )
        for case, version, article in rows
    ]


def due_of(clock: ClockRow, days: Calendar) -> Standing:
    """Return where a clock stands now."""
    return standing(clock.due_kind, clock.due_at, clock.started_at, now(), days)


def _quote(case: CaseRow, tagging: TaggingRow | None) -> str:
    """Return the sentence behind the reason of a case, empty when the reason is about the whole article."""
    flags = said_flags(asked.flags_of(tagging)) if tagging else []
    behind = next((flag for flag in flags if case.reason.startswith(flag.reason)), None)
    return behind.sentence if behind else ""
