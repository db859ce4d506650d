from __future__ import annotations

import itertools

import pytest

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import ContestedPassage, Evidence, Field, Verdict
from pipeline.review.workflow import (
    WAITING,
    Action,
    Actor,
    Role,
    State,
    advance,
    check_result,
    decide,
    may_act,
    may_see,
)

OFFICER = Actor(login="truc.yte", role=Role.OFFICER, agency_id="qn-yte")
MARKED = ContestedPassage(field=Field.BODY, start=0, end=5, quote="Câu 1", problem="Sai số liệu")
GROUNDED = ContestedPassage(
    field=Field.BODY,
    start=0,
    end=5,
    quote="Câu 1",
    problem="Sai số liệu",
    evidence=(Evidence(statement="Số đúng là 12.", source_doc="Báo cáo số 01/BC-SYT"),),
)


def actor(role: Role, agency_id: str | None = "qn-yte") -> Actor:
    return Actor(login="x", role=role, agency_id=agency_id)


def test_the_whole_way_from_queue_to_close() -> None:
    state = advance(State.NEW, Action.VERIFY, OFFICER, "qn-yte")
    state = decide(state, Verdict.FALSE, OFFICER, "qn-yte", (GROUNDED,))
    for role, action in (
        (Role.OFFICER, Action.DRAFT),
        (Role.HEAD, Action.APPROVE),
        (Role.CLERK, Action.SEND),
        (Role.CLERK, Action.RECEIPT),
        (Role.OFFICER, Action.CLOSE),
    ):
        state = advance(state, action, actor(role), "qn-yte")
    assert state is State.CLOSED


@pytest.mark.parametrize("verdict", [Verdict.FALSE, Verdict.INCOMPLETE])
def test_a_letter_verdict_needs_a_marked_passage(verdict: Verdict) -> None:
    with pytest.raises(TransitionError, match="đánh dấu"):
        decide(State.NEW, verdict, OFFICER, "qn-yte", ())


def test_false_needs_grounds_but_incomplete_does_not() -> None:
    with pytest.raises(TransitionError, match="căn cứ"):
        decide(State.NEW, Verdict.FALSE, OFFICER, "qn-yte", (MARKED,))
    assert decide(State.NEW, Verdict.INCOMPLETE, OFFICER, "qn-yte", (MARKED,)) is State.CONCLUDED


def test_nobody_acts_on_a_case_of_another_agency() -> None:
    for role, state, action in itertools.product(Role, State, Action):
        assert not may_act(actor(role, "qn-gddt"), "qn-yte", state, action)
        assert not may_act(actor(role, None), "qn-yte", state, action)


def test_readers_authority_and_operator_never_change_a_case() -> None:
    for role in (Role.READER, Role.AUTHORITY, Role.OPERATOR):
        assert not any(may_act(actor(role), "qn-yte", state, action) for state in State for action in Action)


def test_only_the_head_approves_and_only_the_clerk_sends() -> None:
    for role in Role:
        assert may_act(actor(role), "qn-yte", State.DRAFTED, Action.APPROVE) == (role is Role.HEAD)
        assert may_act(actor(role), "qn-yte", State.APPROVED, Action.SEND) == (role is Role.CLERK)


def test_decisions_are_taken_in_waiting_states_only() -> None:
    for state in State:
        assert may_act(OFFICER, "qn-yte", state, Action.DECIDE) == (state in WAITING)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (actor(Role.OFFICER), True),
        (actor(Role.OFFICER, "qn-gddt"), False),
        (actor(Role.AUTHORITY, None), True),
        (actor(Role.AUTHORITY, "qn-vhttdl"), True),
        (actor(Role.READER, "qn-gddt"), False),
        (actor(Role.READER, None), True),
    ],
)
def test_cases_are_seen_by_their_agency_and_by_those_who_watch_the_province(who: Actor, sees: bool) -> None:
    assert may_see(who, "qn-yte") is sees


ARTICLE = "Trạm y tế xã thiếu thuốc suốt ba tháng. Người dân phải đi hơn 20 km để mua thuốc huyết áp."


@pytest.mark.parametrize(
    "result",
    [
        "",
        "Đã xem.",
        "Trạm y tế xã thiếu thuốc suốt ba tháng.",
        "Người dân phải đi hơn 20 km để mua thuốc huyết áp",
        "Người dân phải đi hơn 20 km để mua thuốc huyết áp. Trạm y tế xã thiếu thuốc suốt ba tháng.",
        "Báo nêu: trạm y tế xã thiếu thuốc suốt ba tháng, người dân phải đi hơn 20 km để mua thuốc huyết áp!",
        "TRAM Y TE XA THIEU THUOC SUOT BA THANG",
    ],
)
def test_a_result_that_is_empty_or_restates_the_article_is_refused(result: str) -> None:
    with pytest.raises(TransitionError):
        check_result(result, ARTICLE)


def test_a_result_that_tells_what_was_done_is_accepted() -> None:
    check_result("Sở đã cấp bổ sung 12 danh mục thuốc cho trạm y tế ngày 19/11/2026 và trả lời báo.", ARTICLE)
