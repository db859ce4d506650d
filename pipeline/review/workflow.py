"""The life of a case: states, actions, and who may take them.

Modelled on the order's own words: verify promptly, decide with grounds, follow to the final result
(công văn 1304/UBND-KGVX of 14/06/2016; Kon Tum's công văn 3268 of 04/12/2017 for "to the final result").
Imports the domain only. Labels that officials read are in `domain/labels.py` and below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import ContestedPassage, Verdict
from pipeline.domain.text import fold


class Role(StrEnum):
    """What a person does in the press work of an agency."""

    OFFICER = "officer"
    HEAD = "head"
    CLERK = "clerk"
    AUTHORITY = "authority"
    OPERATOR = "operator"
    READER = "reader"


ROLE_LABELS = {
    Role.OFFICER: "Chuyên viên trực báo chí",
    Role.HEAD: "Người phát ngôn, thủ trưởng",
    Role.CLERK: "Văn thư",
    Role.AUTHORITY: "Cơ quan quản lý báo chí",
    Role.OPERATOR: "Quản trị hệ thống",
    Role.READER: "Lãnh đạo (chỉ xem)",
}


class State(StrEnum):
    """Where a case stands."""

    NEW = "new"
    VERIFYING = "verifying"
    CONCLUDED = "concluded"
    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    RECEIVED = "received"
    HELD = "held"
    SNOOZED = "snoozed"
    CLOSED = "closed"


STATE_LABELS = {
    State.NEW: "Mới, chờ xem",
    State.VERIFYING: "Đang xác minh",
    State.CONCLUDED: "Đã kết luận",
    State.DRAFTED: "Đã dự thảo văn bản",
    State.APPROVED: "Đã duyệt, chờ văn thư",
    State.SENT: "Đã gửi cơ quan báo chí",
    State.RECEIVED: "Cơ quan báo chí đã nhận",
    State.HELD: "Chưa được cung cấp thông tin",
    State.SNOOZED: "Hoãn đến ngày hẹn",
    State.CLOSED: "Đã kết thúc",
}
WAITING = (State.NEW, State.VERIFYING)
"""States that stand in the morning queue."""
OPEN = tuple(state for state in State if state is not State.CLOSED)


class Action(StrEnum):
    """What a person does to a case."""

    VERIFY = "verify"
    DECIDE = "decide"
    REOPEN = "reopen"
    DRAFT = "draft"
    RETURN = "return"
    APPROVE = "approve"
    SEND = "send"
    RECEIPT = "receipt"
    CLOSE = "close"
    SNOOZE = "snooze"
    WAKE = "wake"
    WORK = "work"
    """Assign, ask another unit, attach evidence, comment, handle clocks: all that leaves the state as it is."""


ACTION_LABELS = {
    Action.VERIFY: "Bắt đầu xác minh",
    Action.DECIDE: "Kết luận",
    Action.REOPEN: "Mở lại",
    Action.DRAFT: "Dự thảo văn bản",
    Action.RETURN: "Trả lại dự thảo",
    Action.APPROVE: "Duyệt",
    Action.SEND: "Ghi số, ngày và gửi",
    Action.RECEIPT: "Ghi nhận cơ quan báo chí đã nhận",
    Action.CLOSE: "Kết thúc vụ việc",
    Action.SNOOZE: "Hoãn",
    Action.WAKE: "Đưa trở lại danh sách",
    Action.WORK: "Xử lý hồ sơ",
}

_DECIDERS = frozenset({Role.OFFICER, Role.HEAD})
_MOVES: dict[tuple[State, Action], tuple[State, frozenset[Role]]] = {
    (State.NEW, Action.VERIFY): (State.VERIFYING, _DECIDERS),
    (State.CONCLUDED, Action.DRAFT): (State.DRAFTED, _DECIDERS),
    (State.DRAFTED, Action.DRAFT): (State.DRAFTED, _DECIDERS),
    (State.DRAFTED, Action.RETURN): (State.CONCLUDED, frozenset({Role.HEAD})),
    (State.DRAFTED, Action.APPROVE): (State.APPROVED, frozenset({Role.HEAD})),
    (State.APPROVED, Action.SEND): (State.SENT, frozenset({Role.CLERK})),
    (State.SENT, Action.RECEIPT): (State.RECEIVED, frozenset({Role.CLERK})),
    (State.RECEIVED, Action.DRAFT): (State.DRAFTED, _DECIDERS),  # the next round
    (State.CONCLUDED, Action.CLOSE): (State.CLOSED, _DECIDERS),
    (State.RECEIVED, Action.CLOSE): (State.CLOSED, _DECIDERS),
    (State.HELD, Action.CLOSE): (State.CLOSED, frozenset({Role.HEAD})),
    (State.CLOSED, Action.REOPEN): (State.NEW, _DECIDERS),
    (State.HELD, Action.REOPEN): (State.NEW, _DECIDERS),
    (State.CONCLUDED, Action.REOPEN): (State.NEW, _DECIDERS),
    (State.NEW, Action.SNOOZE): (State.SNOOZED, _DECIDERS),
    (State.VERIFYING, Action.SNOOZE): (State.SNOOZED, _DECIDERS),
    (State.SNOOZED, Action.WAKE): (State.NEW, _DECIDERS),
}
_AFTER_VERDICT = {
    Verdict.ACCURATE: State.CLOSED,
    Verdict.ACCURATE_ACT: State.CONCLUDED,
    Verdict.INCOMPLETE: State.CONCLUDED,
    Verdict.FALSE: State.CONCLUDED,
    Verdict.OTHER_AGENCY: State.CLOSED,  # the other agency gets a case of its own
    Verdict.NOT_DISCLOSABLE: State.HELD,
}
WITH_LETTER = frozenset({Verdict.INCOMPLETE, Verdict.FALSE})
"""Verdicts that lead to a letter: a response request, a correction request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts."""

    login: str
    role: Role
    agency_id: str | None


def may_see(actor: Actor, agency_id: str) -> bool:
    """Tell whether `actor` may see cases of `agency_id`: one's own, or all for those who watch the province."""
    return (
        actor.agency_id == agency_id
        or actor.role in {Role.AUTHORITY, Role.OPERATOR}
        or actor.agency_id is None
    )


def may_act(actor: Actor, agency_id: str, state: State, action: Action) -> bool:
    """Tell whether `actor` may take `action` on a case of `agency_id` that is in `state`."""
    if actor.agency_id != agency_id:
        return False
    if action is Action.DECIDE:
        return state in WAITING and actor.role in _DECIDERS
    if action is Action.WORK:
        return state in OPEN and actor.role in _DECIDERS
    move = _MOVES.get((state, action))
    return move is not None and actor.role in move[1]


def advance(state: State, action: Action, actor: Actor, agency_id: str) -> State:
    """Return the state after `action`.

    Raises:
        TransitionError: the action does not fit the state, or is not this person's to take.
    """
    if not may_act(actor, agency_id, state, action):
        raise TransitionError(
            f"Không thể {ACTION_LABELS[action].lower()} khi vụ việc đang ở trạng thái “{STATE_LABELS[state]}” "
            f"với vai trò “{ROLE_LABELS[actor.role]}”."
        )
    return _MOVES[(state, action)][0]


def decide(
    state: State, verdict: Verdict, actor: Actor, agency_id: str, passages: tuple[ContestedPassage, ...]
) -> State:
    """Return the state after a decision.

    "False" needs a marked passage with at least one ground (căn cứ), "incomplete" a marked passage: without
    them the law gives no right to a letter (Luật Báo chí 2016 Điều 43; NĐ 244/2026/NĐ-CP Điều 7.6).

    Raises:
        TransitionError: the case cannot be decided now or by this person, or the grounds are missing.
    """
    if not may_act(actor, agency_id, state, Action.DECIDE):
        raise TransitionError(
            f"Không thể kết luận khi vụ việc đang ở trạng thái “{STATE_LABELS[state]}” "
            f"với vai trò “{ROLE_LABELS[actor.role]}”."
        )
    if verdict in WITH_LETTER and not passages:
        raise TransitionError("Cần đánh dấu ít nhất một câu của bài báo trước khi kết luận như vậy.")
    if verdict is Verdict.FALSE and not any(passage.evidence for passage in passages):
        raise TransitionError(
            "Cần có ít nhất một căn cứ (văn bản, số liệu chính thức) để kết luận thông tin sai sự thật."
        )
    return _AFTER_VERDICT[verdict]


RESTATED = 0.7
"""Share of a closing text that stands in the article, at and above which it only restates it."""
_RUN = 3
"""Words in a row that make a passage taken over; shorter runs are anybody's language."""


def check_result(result: str, published: str) -> None:
    """Refuse a closing text that is empty or only restates what the newspaper wrote, in whatever order.

    Source: Kon Tum's công văn 3268 of 04/12/2017 (a report that only repeats the article is not a result).

    Raises:
        TransitionError: the text is no result.
    """
    words = re.findall(r"\w+", fold(result))
    if len(words) < 5:
        raise TransitionError("Cần ghi rõ kết quả xử lý (ít nhất một câu) trước khi kết thúc vụ việc.")
    share = restated(result, published)
    if share >= RESTATED:
        raise TransitionError(
            f"Nội dung này chỉ nêu lại bài báo ({share:.0%} số chữ trùng), chưa phải kết quả xử lý. "
            "Hãy ghi cơ quan đã làm gì, kết quả ra sao."
        )


def restated(result: str, published: str) -> float:
    """Return the share of the words of `result` that stand in runs of three or more taken from `published`."""
    words, source = re.findall(r"\w+", fold(result)), re.findall(r"\w+", fold(published))
    runs = {tuple(source[start : start + _RUN]) for start in range(len(source) - _RUN + 1)}
    taken: set[int] = set()
    for start in range(len(words) - _RUN + 1):
        if tuple(words[start : start + _RUN]) in runs:
            taken.update(range(start, start + _RUN))
    return len(taken) / len(words) if words else 0.0


def only_restates(result: str, published: str) -> bool:
    """Tell whether a result says little but what was published."""
    return restated(result, published) >= RESTATED
