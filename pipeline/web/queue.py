"""The morning queue and the other lists of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.calendar import Calendar
from pipeline.domain.clock import Standing, standing
from pipeline.domain.deadlines import DueKind
from pipeline.review.workflow import Role
from pipeline.store import desk as asked
from pipeline.store import verification
from pipeline.store.desk import Line
from pipeline.store.desk_tables import ClockRow
from pipeline.store.morning import morning
from pipeline.store.troubles import troubles
from pipeline.web.access import may_open, visible_case
from pipeline.web.context import calendar, db, desk, know, now, own_agency, person, today
from pipeline.web.filters import Chosen, chosen
from pipeline.web.lists import LISTS, list_for
from pipeline.web.marks import said_flags

blueprint = Blueprint("queue", __name__)

PAGE = 30
_FIRST_LIST = {Role.CLERK: "da-duyet", Role.HEAD: "du-thao"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One row of a list."""

    line: Line
    address: str
    quote: str
    due: Standing | None


@blueprint.get("/")
def home() -> Response:
    """Go to the list that this person starts the day with."""
    return redirect(url_for("queue.cases", ds=_FIRST_LIST.get(person().role, "cho-xem")))


@blueprint.get("/vu-viec")
def cases() -> str:
    """Show one list of cases, best priority first, `PAGE` a page; what was searched for, newest first."""
    session, here = db(), chosen(list_for(request.args.get("ds", "cho-xem")))
    around = morning(session, here.wanted.agency_id, now())
    know(around.calendar)
    last_id = request.args.get("sau", type=int)
    last = visible_case(last_id) if last_id else None
    narrowed = here.wanted.is_narrowed
    counting = narrowed and last is None  # then what is counted holds the page too
    ids = asked.ids(session, here.wanted, limit=asked.MOST + 1 if counting else PAGE + 1, after=last)
    rows = _shown(ids[:PAGE], here)
    bulk = bool(rows) and here.shown.key == "cho-xem" and may_open("bulk.apply")
    return render_template(
        "queue.html",
        here=here,
        shown=here.shown,
        lists=LISTS.values(),
        rows=rows,
        bulk=bulk,
        more=len(ids) > PAGE,
        first_page=last is None,
        total=len(ids) if counting else asked.count(session, here.wanted) if narrowed else None,
        most=asked.MOST,
        tab_counts={
            found.key: sum(around.counts[state] for state in found.states) for found in LISTS.values()
        },
        late=around.late,
        agencies=asked.agencies_with_cases(session) if own_agency() is None else [],
        outlets=sorted(desk().outlets, key=lambda found: desk().outlets[found].name),
        saved=asked.saved_filters(session, person().id),
        colleagues=verification.colleagues(session, person().agency_id or "") if bulk else (),
        tomorrow=calendar().roll(today() + timedelta(days=1)),
        last_run=around.last_run,
        troubles=troubles(session, now()),
        audit_root=around.audit_root,
        as_of=now(),
    )


def _shown(case_ids: Sequence[int], here: Chosen) -> list[Shown]:
    root, query = url_for("item.show", case_id=0).removesuffix("0"), urlencode(here.args)
    days = calendar()
    return [
        Shown(
            line=line,
            address=f"{root}{line.case_id}?{query}",
            quote=_quote(line),
            due=due_of(line, days) if line.duty else None,
        )
        for line in asked.lines(db(), case_ids)
    ]


def due_of(clock: ClockRow | Line, days: Calendar) -> Standing:
    """Return where a clock stands now; of a line, one on which a clock runs."""
    kind, started = cast("DueKind", clock.due_kind), cast("datetime", clock.started_at)
    return standing(kind, clock.due_at, started, now(), days)


def _quote(line: Line) -> str:
    """Return the sentence behind the reason of a case, empty when the reason is about the whole article."""
    behind = next((flag for flag in said_flags(line.flags) if line.reason.startswith(flag.reason)), None)
    return behind.sentence if behind else ""
