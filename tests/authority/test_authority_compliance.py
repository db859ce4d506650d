"""The rules on spokespersons, requests and incidents, by regime and to the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from pipeline.domain.authority import (
    PRESS_AUTHORITY,
    Basis,
    EventKind,
    Incident,
    PressEvent,
    PressRequest,
    RequestKind,
    Speaker,
    SpeakerRole,
)
from pipeline.domain.calendar import load_calendar
from pipeline.domain.dates import VIETNAM
from pipeline.flow import AUTHORITY
from pipeline.report import compliance
from pipeline.report.compliance import Standing
from pipeline.report.periods import PeriodError, before, report_due, week_of, window

CALENDAR = load_calendar()
SIGNED = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)
HEAD = Speaker(
    id=1,
    agency_id="qn-yte",
    role=SpeakerRole.HEAD,
    full_name="Người Đứng Đầu",
    post="Giám đốc",
    phone="0255.000.001",
    email="giamdoc@quangngai.example",
    decision_no="01/QĐ",
    decision_at=SIGNED,
    valid_from=date(2026, 11, 20),
)
DELEGATE = replace(
    HEAD,
    id=2,
    role=SpeakerRole.DELEGATE,
    full_name="Người Được Ủy Quyền",
    scope="Vụ cháy kho",
    valid_to=date(2026, 12, 20),
    delegated_by="Người Đứng Đầu",
)


def test_the_authority_is_the_same_everywhere() -> None:
    assert AUTHORITY == PRESS_AUTHORITY


@pytest.mark.parametrize("missing", [{"scope": ""}, {"valid_to": None}, {"delegated_by": ""}])
def test_no_delegation_without_scope_end_and_giver(missing: dict[str, object]) -> None:
    assert compliance.problems(DELEGATE, [HEAD]) == []
    assert len(compliance.problems(replace(DELEGATE, **missing), [HEAD])) == 1  # type: ignore[arg-type]


def test_a_delegate_delegates_nobody() -> None:
    second = replace(DELEGATE, id=3, full_name="Người Thứ Ba", delegated_by="Người được ủy quyền")
    assert compliance.problems(second, [HEAD, DELEGATE]) == [
        "Người được ủy quyền không được ủy quyền tiếp cho người khác."
    ]
    assert compliance.problems(replace(second, delegated_by=second.full_name), [HEAD])
    # a delegation that had ended binds nobody
    ended = replace(DELEGATE, valid_from=date(2026, 1, 1), valid_to=date(2026, 11, 19))
    assert compliance.problems(second, [HEAD, ended]) == []


@pytest.mark.parametrize(
    ("signed", "role", "hours"),
    [
        (datetime(2026, 11, 20, 8, tzinfo=VIETNAM), SpeakerRole.HEAD, 24),
        (datetime(2026, 11, 20, 8, tzinfo=VIETNAM), SpeakerRole.DELEGATE, 24),
        (datetime(2018, 5, 4, 8, tzinfo=VIETNAM), SpeakerRole.DELEGATE, 12),
        (datetime(2018, 5, 4, 8, tzinfo=VIETNAM), SpeakerRole.HEAD, None),
        (datetime(2016, 6, 14, 8, tzinfo=VIETNAM), SpeakerRole.HEAD, None),
        (datetime(2016, 6, 14, 8, tzinfo=VIETNAM), SpeakerRole.DELEGATE, None),
    ],
)
def test_the_clock_of_publication_by_regime(signed: datetime, role: SpeakerRole, hours: int | None) -> None:
    line = replace(DELEGATE, role=role, decision_at=signed)
    later = signed + timedelta(days=3)
    if hours is None:
        assert compliance.findings(line, later, CALENDAR) == []
        return
    due = signed + timedelta(hours=hours)
    assert compliance.publication_due(line, CALENDAR).due == due
    assert compliance.findings(replace(line, posted_at=due), later, CALENDAR) == []
    (late,) = compliance.findings(replace(line, posted_at=due + timedelta(seconds=1)), later, CALENDAR)
    assert late.startswith("Công bố muộn")
    assert compliance.findings(line, due, CALENDAR) == []
    (missing,) = compliance.findings(line, due + timedelta(seconds=1), CALENDAR)
    assert missing.startswith("Quá hạn công bố")


def test_a_private_mailbox_is_named() -> None:
    line = replace(HEAD, email="ai.do@gmail.com", posted_at=SIGNED)
    assert compliance.findings(line, SIGNED, CALENDAR) == [
        "Thư điện tử không phải thư công vụ (NĐ 244/2026 Đ.3.3)."
    ]


def test_standing_of_an_agency() -> None:
    on, now = date(2026, 11, 27), datetime(2026, 11, 27, 8, tzinfo=VIETNAM)
    assert compliance.standing([], on, now) is Standing.NONE
    assert compliance.standing([DELEGATE], on, now) is Standing.NONE
    assert compliance.standing([HEAD], on, now) is Standing.UNPUBLISHED
    assert compliance.standing([replace(HEAD, posted_at=SIGNED)], on, now) is Standing.PUBLISHED
    assert compliance.standing([replace(HEAD, valid_to=date(2026, 11, 26))], on, now) is Standing.EXPIRED


def test_what_cannot_have_happened_is_refused() -> None:
    early = SIGNED - timedelta(seconds=1)
    request = PressRequest(
        agency_id="qn-yte",
        kind=RequestKind.QUESTION,
        outlet="Báo",
        subject="Hỏi",
        received_at=SIGNED,
        answered_at=early,
    )
    incident = Incident(
        agency_id="qn-yte", basis=Basis.WIDE, title="Cháy", noticed_at=SIGNED, first_statement_at=early
    )
    event = PressEvent(
        agency_id="qn-yte",
        kind=EventKind.PRESS_CONFERENCE,
        held_on=date(2026, 1, 1),
        title="Họp",
        proactive=True,
    )
    for line in (
        request,
        incident,
        event,
        replace(HEAD, posted_at=early),
        replace(HEAD, valid_to=date(2026, 1, 1)),
    ):
        assert len(compliance.problems(line)) == 1


def test_only_limited_clauses_have_a_clock() -> None:
    for basis, limited in (
        (Basis.WIDE, False),
        (Basis.IMPORTANT, True),
        (Basis.DIVIDED, True),
        (Basis.ASKED, False),
    ):
        line = Incident(agency_id="qn-yte", basis=basis, title="Cháy", noticed_at=SIGNED)
        assert (compliance.statement_due(line, CALENDAR) is not None) is limited


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026-W48", "2026-11-19T15:00+07:00", "2026-11-26T15:00+07:00"),
        ("2026-W53", "2026-12-24T15:00+07:00", "2026-12-31T15:00+07:00"),
        ("2026-Q4", "2026-10-01T00:00+07:00", "2027-01-01T00:00+07:00"),
        ("2026-Q1", "2026-01-01T00:00+07:00", "2026-04-01T00:00+07:00"),
        ("2026", "2025-12-15T00:00+07:00", "2026-12-15T00:00+07:00"),
    ],
)
def test_windows(key: str, start: str, end: str) -> None:
    found = window(key, CALENDAR)
    assert (found.start, found.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert found.holds(found.start)
    assert not found.holds(found.end)
    assert before(found, CALENDAR).end == found.start


def test_a_thursday_off_moves_the_cut_to_the_next_working_day() -> None:
    # 30/04/2026 is a Thursday and a holiday, as is Friday 01/05: the cut moves to the next working day
    found = window("2026-W18", CALENDAR)
    assert found.end.date() == CALENDAR.roll(date(2026, 4, 30)) > date(2026, 4, 30)
    assert week_of(found.end - timedelta(seconds=1), CALENDAR) == found
    assert window("2026-W19", CALENDAR).start == found.end


@pytest.mark.parametrize(
    "key", ["2026-W54", "2025-W53", "2026-W00", "2026-Q5", "26", "quý 4", "", "2026-W48x"]
)
def test_what_is_no_period_is_said_to_be_none(key: str) -> None:
    with pytest.raises(PeriodError, match="is no period"):
        window(key, CALENDAR)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-11-17T23:59:59+07:00", "2026-11-19"),  # Tuesday: the same week
        ("2026-11-18T00:00:00+07:00", "2026-11-26"),  # Wednesday: a week later
        ("2026-11-23T08:00:00+07:00", "2026-11-26"),  # Monday before the holiday of 24/11: Wednesday is left
        ("2026-11-24T08:00:00+07:00", "2026-11-26"),
    ],
)
def test_when_a_matter_must_be_reported(opened: str, due: str) -> None:
    assert report_due(datetime.fromisoformat(opened), CALENDAR).date() == date.fromisoformat(due)
