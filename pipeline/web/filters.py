"""Which cases are listed: read from the address, carried from the list into the cases and back, saved under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.errors import TransitionError
from pipeline.domain.text import clean_line
from pipeline.store import desk as asked
from pipeline.store import search
from pipeline.store.search import Reach
from pipeline.store.wanted import Wanted
from pipeline.web.context import db, now, own_agency, person
from pipeline.web.lists import CaseList, list_for

blueprint = Blueprint("filters", __name__)

KEYS = ("co-quan", "q", "bao", "cua-toi", "qua-han")
"""Names of the filters in an address: agency, words, outlet, given to me, late."""
MOST = 20
"""Lists that a person may save."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A list with its filters."""

    shown: CaseList
    values: dict[str, str]
    """The filters that are set, by their name in the address."""
    reach: Reach | None
    """How far the search went, None when nothing was searched."""
    found: bool
    """False when a search found nothing at all."""
    wanted: Wanted

    @property
    def args(self) -> dict[str, str]:
        """Return what an address needs to lead to this list again."""
        return {"ds": self.shown.key, **self.values}

    @property
    def address(self) -> str:
        """Return the address of this list."""
        return f"{url_for('queue.cases')}?{urlencode(self.args)}"


def item_address(case_id: int, args: Mapping[str, str], part: str = "") -> str:
    """Return the address of a case as seen from a list; `part` is the place on its page."""
    query = f"?{urlencode(args)}" if args else ""
    return f"{url_for('item.show', case_id=case_id)}{query}{part and '#'}{part}"


def set_values() -> dict[str, str]:
    """Return the filters that the request sets, by their name in the address."""
    values = {key: clean_line(request.values.get(key, "")) for key in KEYS}
    if own_agency() is not None:
        values["co-quan"] = ""
    return {key: value for key, value in values.items() if value}


def chosen(shown: CaseList) -> Chosen:
    """Return `shown` with the filters of the request; those who see one agency only cannot ask for another."""
    values = set_values()
    agency_id = own_agency() or values.get("co-quan")
    answer = search.answer(db(), values["q"], agency_id) if "q" in values else None
    return Chosen(
        shown=shown,
        values=values,
        reach=answer[1] if answer else None,
        found="q" not in values or answer is not None,
        wanted=Wanted(
            agency_id=agency_id,
            states=shown.states,
            outlet_id=values.get("bao"),
            few="bao" in values and asked.has_few(db(), values["bao"]),
            assignee_id=person().id if "cua-toi" in values else None,
            late_at=now() if "qua-han" in values else None,
            hits=answer[0] if answer else search.NOTHING if "q" in values else None,
        ),
    )


@blueprint.post("/bo-loc")
def save() -> Response:
    """Save the list in hand under a name."""
    here = chosen(list_for(request.form.get("ds", "cho-xem")))
    name = clean_line(request.form.get("name", ""))[:60]
    if not name:
        raise TransitionError("Cần đặt tên cho bộ lọc.")
    if len(asked.saved_filters(db(), person().id)) >= MOST:
        raise TransitionError(f"Mỗi người lưu tối đa {MOST} bộ lọc. Hãy xóa bớt.")
    asked.save_filter(db(), person().id, name, urlencode(here.args))
    flash(f"Đã lưu bộ lọc “{name}”.", "success")
    return redirect(here.address)


@blueprint.post("/bo-loc/<int:filter_id>/xoa")
def forget(filter_id: int) -> Response:
    """Delete a saved list of one's own."""
    asked.forget_filter(db(), person().id, filter_id)
    flash("Đã xóa bộ lọc.", "success")
    return redirect(url_for("queue.home"))
