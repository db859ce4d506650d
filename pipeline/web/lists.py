"""The lists of cases that the desk keeps, by what waits to be done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from pipeline.review.workflow import WAITING, State


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
            title="Vụ việc cần xem sáng nay",
            tab="Cần xem",
            states=WAITING,
            empty="Không còn vụ việc nào cần xem.",
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
            key="hoan",
            title="Hoãn đến ngày hẹn",
            tab="Hoãn",
            states=(State.SNOOZED,),
            empty="Không có vụ việc nào hoãn.",
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


def list_for(key: str) -> CaseList:
    """Return the list with this key; 404 for a key that does not exist."""
    found = LISTS.get(key)
    if found is None:
        abort(404)
    return found


def list_of(state: State) -> CaseList:
    """Return the list in which cases of `state` stand."""
    return next(found for found in LISTS.values() if state in found.states)
