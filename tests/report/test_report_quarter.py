from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import LetterKind, OutcomeKind, Report, Tone, Verdict
from pipeline.report.quarter import ArticleLine, CaseLine, LetterLine, Quarter, quarterly

MADE = datetime(2026, 12, 28, 8, 0, tzinfo=VIETNAM)


def line(number: int, verdict: Verdict | None, *, closed: bool = False, agency: str = "Sở Y tế") -> CaseLine:
    return CaseLine(
        id=f"v{number}",
        agency=agency,
        title=f"Bài {number}",
        outlet="Vạn Lý",
        verdict=verdict,
        closed=closed,
        result="Báo đã cải chính." if closed else "",
    )


QUARTER = Quarter(
    first=date(2026, 10, 1),
    last=date(2026, 12, 31),
    articles=(
        ArticleLine(id="b1", outlet="Vạn Lý", tone=Tone.NEGATIVE, flagged=True),
        ArticleLine(id="b2", outlet="Vạn Lý", tone=Tone.NEUTRAL, flagged=False),
        ArticleLine(id="b3", outlet="Sông Trà", tone=Tone.POSITIVE, flagged=False),
        ArticleLine(id="b4", outlet="Sông Trà", tone=Tone.NEUTRAL, flagged=True),
    ),
    cases=(
        line(1, Verdict.FALSE, closed=True),
        line(2, Verdict.INCOMPLETE),
        line(3, Verdict.ACCURATE, closed=True, agency="Sở Xây dựng"),
        line(4, None, agency="Sở Xây dựng"),
    ),
    letters=(
        LetterLine(id="t1", outlet="Vạn Lý", kind=LetterKind.CORRECTION, outcome=OutcomeKind.CORRECTED),
        LetterLine(id="t2", outlet="Núi Chúa", kind=LetterKind.RESPONSE, outcome=None),
    ),
    audit_root="5a" * 32,
)


def report(quarter: Quarter = QUARTER) -> Report:
    return quarterly(quarter, agency_name="Sở Văn hóa, Thể thao và Du lịch", made_at=MADE)


@pytest.mark.parametrize(
    ("code", "records"),
    [
        ("A1", {"b1", "b2", "b3", "b4"}),
        ("A2.negative", {"b1"}),
        ("A2.neutral", {"b2", "b4"}),
        ("A2.positive", {"b3"}),
        ("A3", {"b1", "b4"}),
        ("B1", {"v1", "v2", "v3", "v4"}),
        ("B2", {"v1", "v2", "v3"}),
        ("B2.false", {"v1"}),
        ("B2.incomplete", {"v2"}),
        ("B2.accurate", {"v3"}),
        ("B3", {"v1", "v3"}),
        ("C1", {"t2"}),
        ("C2", {"t1"}),
        ("C3.corrected", {"t1"}),
        ("C3.none", {"t2"}),
    ],
)
def test_every_figure_is_the_number_of_the_records_it_names(code: str, records: set[str]) -> None:
    (figure,) = (figure for figure in report().figures if figure.code == code)
    assert set(figure.record_ids) == records
    assert figure.value == len(records)


def test_an_outlet_that_only_got_a_letter_has_a_row() -> None:
    by_outlet = report().tables[0]
    assert by_outlet.rows == (
        ("Núi Chúa", "0", "0", "1", "0"),
        ("Sông Trà", "2", "1", "0", "0"),
        ("Vạn Lý", "2", "1", "1", "1"),
    )


def test_agencies_and_notable_cases_are_listed() -> None:
    _, by_agency, notable = report().tables
    assert by_agency.rows == (("Sở Xây dựng", "2", "1", "0", "1"), ("Sở Y tế", "2", "0", "2", "1"))
    assert [row[3] for row in notable.rows] == ["Báo đã cải chính.", "Đang xử lý"]


@pytest.mark.parametrize(("month", "roman"), [(3, "I"), (6, "II"), (9, "III"), (12, "IV")])
def test_the_quarter_is_named_by_its_last_month(month: int, roman: str) -> None:
    last = date(2026, month, 30 if month in {6, 9} else 31)
    title = report(replace(QUARTER, first=date(2026, month - 2, 1), last=last)).title
    assert title.endswith(f"quý {roman} năm 2026")
