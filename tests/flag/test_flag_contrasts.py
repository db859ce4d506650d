"""Narrower scopes, opposites, and weights fitted to what reviewers said."""

from __future__ import annotations

import pytest

from pipeline.domain.records import Signal
from pipeline.flag import refit
from pipeline.flag.contrasts import is_opposite, narrows


@pytest.mark.parametrize(
    ("left", "right", "narrower"),
    [
        ("khách quốc tế đạt ", "", True),
        ("khách trong nước và quốc tế đạt ", "", False),
        ("khách quốc tế tăng, đưa tổng lượt khách lên ", "", False),
        ("các xã miền núi còn ", "", True),
        ("", " trạm y tế chưa có bác sĩ", True),
        ("toàn tỉnh đón ", " lượt khách", False),
    ],
)
def test_a_part_is_told_from_the_whole(left: str, right: str, *, narrower: bool) -> None:
    assert narrows(left, right, "lượt khách du lịch toàn tỉnh") is narrower


@pytest.mark.parametrize(
    ("told", "known", "opposite"),
    [
        ("chi ngân sách địa phương đạt", "thu ngân sách nhà nước", True),
        ("kim ngạch nhập khẩu", "kim ngạch xuất khẩu", True),
        ("ngày hội bế mạc", "khai mạc ngày hội", True),
        ("thu ngân sách đạt", "thu ngân sách nhà nước", False),
    ],
)
def test_the_opposite_is_another_matter(told: str, known: str, *, opposite: bool) -> None:
    assert is_opposite(told, known) is opposite


def test_weights_fall_with_wrong_flags_and_stay_where_nobody_judged() -> None:
    base, good, bad = (refit({Signal.PERSON: counts})[Signal.PERSON] for counts in ((0, 0), (40, 0), (0, 40)))
    assert bad < base < good <= 1
    assert refit({})[Signal.FIGURE] == 1.0
