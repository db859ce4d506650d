from __future__ import annotations

import json
import lzma
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.dates import VIETNAM, day_order, plausible, read_date

MORNING = datetime(2026, 3, 7, 8, 52, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "raw",
    [
        "Sat, 07 Mar 2026 08:52:00 +0700",
        "Sat, 07 Mar 2026 08:52:00 +07",
        "Sat, 07 Mar 2026 08:52:00 +07:00",
        "Sat, 07 Mar 26 08:52:00 +0700",
        "Sat, 07 Mar 2026 08:52:00 GMT+7",
        "Sat, 07 Mar 2026 08:52:00 UTC+7",
        "Sat, 07 Mar 2026 08:52:00 ICT",
        "Sat, 07 Mar 2026 01:52:00 GMT",
        "Sat, 07 Mar 2026 08:52:00 SA",
        "Sat Mar 07 2026 08:52:00 GMT+0700 (Indochina Time)",
        "3/7/2026 8:52:00\u202fAM",
        "3/7/2026 8:52:00 AM",
        "7/3/2026 8:52:00 SA",
        "07/03/2026 08:52",
        "07-03-2026 - 08:52 AM",
        "07.03.2026 08h52",
        "7-3-2026 8:52",
        "2026/3/7 08:52:00",
        "2026-03-07 08:52:00",
        "2026-03-07T08:52:00",
        "2026-03-07T01:52:00Z",
        "2026-03-07T08:52:00.000 +07:00",
        "2026-03-07T08:52+0700",
        "20260307T085200",
        "Thứ bảy, 7/3/2026, 08:52 (GMT+7)",
        "Thứ Bảy, ngày 7 tháng 3 năm 2026 - 08:52",
        "08:52 | 07/03/2026",
        "Cập nhật lúc 8 giờ 52 phút, 07/03/2026",
        "March 7, 2026 8:52 AM",
        "Sat Mar 7 08:52:00 2026",
        "Sat Mar 07 08:52:00 +0700 2026",
        "Sat, 07 Mar 2026 08:52:00 GMT 7",
        "Sat, 07 Mar 2026 08:52:00 0700",
        "Sat, 07 Mar 2026 08:52:00 (UTC+07:00)",
        "Sat, 07 Mar 2026 08:52:00 Asia/Ho_Chi_Minh",
        "Sat, 07 Mar 2026 08:52:00 SE Asia Standard Time",
        "Sat, 07 Mar 2026 10:52:00 Asia/Tokyo",
        "Fri, 06 Mar 2026 20:52:00 EST",
        "2026-03-07T08:52:00+07:00[Asia/Ho_Chi_Minh]",
        "20260307T015200Z",
        "20260307T085200+0700",
        "7 Tháng Ba 2026 08:52",
        "Tháng Ba 7, 2026 8:52 sáng",
        "3/7/2026 8:52 a.m.",
        "Sáng 7/3/2026, lúc 8h52'",
        "8 giờ 52 phút sáng ngày 7/3/2026",
        "07/03/2026 08:52:00:000",
        "<span>07/03/2026&nbsp;08:52</span>".replace("&nbsp;", "\u00a0"),
    ],
)
def test_every_form_of_the_press_is_the_same_moment(raw: str) -> None:
    assert read_date(raw) == MORNING


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "hôm qua",
        "2026-03-07",
        "07/03/2026",
        "31/02/2026 10:00",
        "13/13/2026 10:00",
        "07/03/2026 25:00",
        "07/03/2026 13:05 AM",
        "7/3/2026 8:52 | 8/3/2026 9:00",
        "07/03/1826 08:52",
        "Sat, 07 Mar 2026 08:52:00 +1900",
        "Sat, 07 Mar 2026 08:52:00 +07000",
        "Sat, 07 Mar 2026 08:52:00 +07:00 +08:00",
        "Sat, 07 Mar 2026 08:52:00 CST",
        "Sat, 07 Mar 2026 08:52:00 JST",
        "Sat, 07 Mar 2026 08:52:00 XYZ",
        "Sat, 07 Mar 2026 08:52:00 GMT 8",
        "Sat, 07 Mar 2026 08:52:00 0800",
        "Sat, 07 Mar 2026 08:52:00 Asia/Nowhere",
        "Sat, 07 Mar 2026 08:52:00 Tokyo Standard Time",
        "07/03/2026 08:52 giờ địa phương",
        "07/03/26 08:52",
        "07/03/2026 4:10 tối",
        "0000-00-00 00:00:00",
        "1970-01-01T00:00:00Z",
    ],
)
def test_a_date_that_cannot_be_known_is_unknown(raw: str) -> None:
    assert read_date(raw) is None


@pytest.mark.parametrize(
    ("raw", "day_first", "month"),
    [
        ("8/6/2026 9:50:00 PM", None, 8),
        ("8/6/2026 9:50:00 CH", None, 6),
        ("8/6/2026 21:50", None, 6),
        ("8/6/2026 21:50", False, 8),
        ("8/6/2026 9:50:00 PM", True, 6),
        ("Thứ hai, 8/6/2026 9:50 PM", None, 6),
        ("Thứ năm, 8/6/2026 21:50", None, 8),
    ],
)
def test_day_and_month_are_told_apart_by_outlet_weekday_or_clock(
    raw: str, day_first: bool | None, month: int
) -> None:
    read = read_date(raw, day_first=day_first)
    assert read is not None
    assert read.month == month


@pytest.mark.parametrize(
    ("raw", "hour"), [("12:10 CH", 12), ("12:10 SA", 0), ("2:57 CH", 14), ("12:10 PM", 12)]
)
def test_noon_and_midnight(raw: str, hour: int) -> None:
    read = read_date(f"22/10/2025 {raw}")
    assert read is not None
    assert read.hour == hour


def test_a_time_far_after_it_was_first_seen_is_unknown() -> None:
    assert plausible(MORNING, MORNING - timedelta(minutes=40)) == MORNING
    assert plausible(MORNING, MORNING + timedelta(days=400)) == MORNING
    assert plausible(MORNING, MORNING - timedelta(days=2)) is None


def test_local_time_marked_as_utc_is_found_out_by_the_time_it_was_first_seen() -> None:
    assert plausible(read_date("2026-03-07T08:52:00Z"), MORNING + timedelta(minutes=20)) is None


def test_many_dates_of_one_source_show_its_order() -> None:
    assert day_order(["8/6/2026 9:50", "8/22/2026 9:50"]) is False
    assert day_order(["8/6/2026 9:50", "22/6/2026 9:50"]) is True
    assert day_order(["8/6/2026 9:50", "2026-08-22 9:50", ""]) is None
    assert day_order(["8/22/2026 9:50", "22/8/2026 9:50"]) is None


def test_nothing_was_published_is_nothing_to_check() -> None:
    assert plausible(None, MORNING) is None


@given(st.text(max_size=80))
def test_no_text_raises(raw: str) -> None:
    read = read_date(raw)
    assert read is None or read.tzinfo is not None


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2060, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_what_is_written_in_iso_is_read_back(moment: datetime, hours: int) -> None:
    written = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert read_date(written.isoformat()) == written


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def expected(raw: str) -> datetime:
    """Read the two shapes of the 17 recorded outlets by a rule of their own, without the reader under test."""
    text = re.sub(r"\s", " ", raw)
    american = re.fullmatch(r"(\d+)/(\d+)/(\d{4}) (\d+):(\d+):(\d+) (AM|PM)", text)
    if american:
        month, day, year, hour, minute, second = map(int, american.groups()[:6])
        hour = hour % 12 + (12 if american[7] == "PM" else 0)
        return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    standard = re.fullmatch(r"\w{3}, (\d+) (\w{3}) (\d+) (\d+):(\d+):(\d+) (GMT|\+07|\+07:00|\+0700)", text)
    assert standard, raw
    year = int(standard[3]) + (2000 if len(standard[3]) == 2 else 0)
    zone = UTC if standard[7] == "GMT" else VIETNAM
    clock = (int(standard[4]), int(standard[5]), int(standard[6]))
    return datetime(year, MONTHS.index(standard[2]) + 1, int(standard[1]), *clock, tzinfo=zone)


@pytest.fixture(scope="module")
def recorded(shared: Path) -> list[tuple[str, str, datetime | None]]:
    """Return date, link and what the reader makes of the date, of every recorded item."""
    with lzma.open(shared / "data/press/rss_items_2026.jsonl.xz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    return [(item["published"], item["link"], read_date(item["published"])) for item in items]


@pytest.mark.outside_data
def test_all_recorded_dates_of_real_feeds_are_right(
    recorded: list[tuple[str, str, datetime | None]],
) -> None:
    wrong = [raw for raw, _link, read in recorded if read != expected(raw)]
    assert len(recorded) >= 14_444
    assert wrong == []


URL_TIME = re.compile(r"-(?:\d{2,6}?)??(?:20)?(2[56])(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{3,5}\.(?:htm|chn)$")
"""Some outlets number their pages by the time of creation, Vietnamese time."""


def creation(link: str) -> datetime | None:
    found = URL_TIME.search(link)
    if found is None:
        return None
    try:
        return datetime(2000 + int(found[1]), *map(int, found.groups()[1:]), tzinfo=VIETNAM)  # type: ignore[arg-type]
    except ValueError:
        return None


@pytest.mark.outside_data
def test_recorded_dates_agree_with_the_time_stamps_in_the_addresses(
    recorded: list[tuple[str, str, datetime | None]],
) -> None:
    """Pages are created before they are published; an error of seven hours or a swapped month would show."""
    compared = [
        (published - created).total_seconds() / 3600
        for _raw, link, published in recorded
        if published and (created := creation(link))
    ]
    assert len(compared) > 6_000
    assert sum(hours < -1 for hours in compared) / len(compared) < 0.03
    assert sum(hours < -6 for hours in compared) / len(compared) < 0.01
    assert sum(-1 <= hours <= 48 for hours in compared) / len(compared) > 0.9
