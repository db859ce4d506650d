from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from pipeline.domain.calendar import load_calendar
from pipeline.domain.citation import cited
from pipeline.domain.deadlines import DeadlineKind, deadline
from pipeline.domain.records import Medium


@pytest.mark.parametrize(
    ("rule", "spelled"),
    [
        ("NĐ 237/2026 Đ.19.3.a", "điểm a khoản 3 Điều 19 Nghị định số 237/2026/NĐ-CP"),
        ("Luật 103/2016 Đ.43.2, 42.5", "khoản 2 Điều 43, khoản 5 Điều 42 Luật số 103/2016/QH13"),
        (
            "NĐ 51/2002 Đ.4; BLDS 2015 Đ.147, 148",
            "Điều 4 Nghị định số 51/2002/NĐ-CP; Điều 147, Điều 148 Bộ luật Dân sự năm 2015",
        ),
        (
            "Mục tiêu nội bộ, không phải thời hạn luật định",
            "Mục tiêu nội bộ, không phải thời hạn luật định",
        ),
    ],
)
def test_a_rule_is_cited_as_official_documents_do(rule: str, spelled: str) -> None:
    assert cited(rule) == spelled


def test_no_rule_of_a_deadline_keeps_its_short_form() -> None:
    calendar = load_calendar()
    moments = [datetime(year, 3, 2, 2, tzinfo=UTC) for year in (2016, 2017, 2018, 2026, 2027)]
    rules = {
        deadline(kind, medium, moment, calendar).rule
        for kind, medium, moment in product(DeadlineKind, Medium, moments)
    }
    assert len(rules) > 10
    assert [rule for rule in rules if "Đ." in cited(rule)] == []
