"""The morning queue and the other lists of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.review.workflow import WAITING, Role, State
from pipeline.store import cases as store
from pipeline.store import desk as asked
from pipeline.store import press
from pipeline.store.tables import ArticleRow, CaseRow, TaggingRow, VersionRow
from pipeline.store.troubles import troubles
from pipeline.web.access import visible_case
from pipeline.web.context import db, now, own_agency, person
from pipeline.web.marks import said_flags

blueprint = Blueprint("queue", __name__)

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """One list of cases: its name in addresses, its title, the states it shows."""

    key: str
    title: str
    tab: str
    states: tuple[State, ...]
    empty: str


LISTS = {
    found.key: found
    for found in (
        CaseList(
            key="cho-xem",
            title="Việc cần xem sáng nay",
            tab="Cần xem",
            states=WAITING,
            empty="Không còn bài nào chờ xem.",
        ),
        CaseList(
            key="ket-luan",
            title="Đã kết luận, đang xử lý",
            tab="Đã kết luận",
            states=(State.CONCLUDED,),
            empty="Không có vụ việc nào đang xử lý.",
        ),
        CaseList(
            key="du-thao",
            title="Dự thảo chờ duyệt",
            tab="Chờ duyệt",
            states=(State.DRAFTED,),
            empty="Không có dự thảo nào chờ duyệt.",
        ),
        CaseList(
            key="da-duyet",
            title="Đã duyệt, chờ văn thư ghi số và gửi",
            tab="Chờ gửi",
            states=(State.APPROVED,),
            empty="Không có văn bản nào chờ gửi.",
        ),
        CaseList(
            key="da-gui",
            title="Đã gửi, đang theo dõi",
            tab="Theo dõi",
            states=(State.SENT, State.RECEIVED),
            empty="Không có văn bản nào đang theo dõi.",
        ),
        CaseList(
            key="tam-giu",
            title="Chưa được cung cấp thông tin",
            tab="Tạm giữ",
            states=(State.HELD,),
            empty="Không có vụ việc nào tạm giữ.",
        ),
        CaseList(
            key="ket-thuc",
            title="Đã kết thúc",
            tab="Kết thúc",
            states=(State.CLOSED,),
            empty="Chưa có vụ việc nào kết thúc.",
        ),
    )
}
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


def list_for(key: str) -> CaseList:
    """Return the list with this key; 404 for a key that does not exist."""
    found = LISTS.get(key)
    if found is None:
        abort(404)
    return found


def list_of(state: State) -> CaseList:
    """Return the list in which cases of `state` stand."""
    return next(found for found in LISTS.values() if state in found.states)


def agency_filter() -> str | None:
    """Return the agency to list: one's own, or the one asked for by those who see all."""
    return own_agency() or request.args.get("co-quan") or None


@blueprint.get("/")
def home() -> Response:
    """Go to the list that this person starts the day with."""
    return redirect(url_for("queue.cases", ds=_FIRST_LIST.get(person().role, "cho-xem")))


@blueprint.get("/vu-viec")
def cases() -> str:
    """Show one list of cases, best priority first, `PAGE` a page."""
    session, shown, agency_id = db(), list_for(request.args.get("ds", "cho-xem")), agency_filter()
    after = None
    if last_id := request.args.get("sau", type=int):
        last = visible_case(last_id)
        after = (last.priority, last.id)
    rows = store.queue(session, agency_id=agency_id, states=shown.states, limit=PAGE + 1, after=after)
    counts = store.counts(session, agency_id)
    return render_template(
        "queue.html",
        shown=shown,
        lists=LISTS.values(),
        lines=_lines(rows[:PAGE]),
        more=len(rows) > PAGE,
        first_page=after is None,
        tab_counts={
            found.key: sum(counts.get(state, 0) for state in found.states) for found in LISTS.values()
        },
        agency_id=agency_id,
        agencies=asked.agencies_with_cases(session) if own_agency() is None else [],
        last_run=press.last_run(session),
        troubles=troubles(session, now()),
    )


def _lines(rows: Sequence[tuple[CaseRow, VersionRow, ArticleRow]]) -> list[Line]:
    session = db()
    copies = store.copies(session, {case.group_id for case, _, _ in rows})
    taggings = asked.taggings(session, {case.article_id for case, _, _ in rows})
    return [
        Line(
            case=case,
            version=version,
            article=article,
            tagging=taggings.get(case.article_id),
            copies=copies.get(case.group_id, 1),
            quote=_quote(case, taggings.get(case.article_id)),
        )
        for case, version, article in rows
    ]


def _quote(case: CaseRow, tagging: TaggingRow | None) -> str:
    """Return the sentence behind the reason of a case, empty when the reason is about the whole article."""
    flags = said_flags(asked.flags_of(tagging)) if tagging else []
    behind = next((flag for flag in flags if case.reason.startswith(flag.reason)), None)
    return behind.sentence if behind else ""
