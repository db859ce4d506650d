from __future__ import annotations

import re
from datetime import UTC, datetime

from pipeline.report.digest import DigestItem, DigestPassage, SourceTrouble, digest

NOW = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def item(
    case_id: int, agency: str, priority: float, title: str = "Cầu treo hỏng", **more: object
) -> DigestItem:
    fields: dict[str, object] = {
        "url": "https://vanly.example/1.html",
        "outlets": ("Vạn Lý",),
        "published_at": datetime(2026, 11, 23, 23, 5, tzinfo=UTC),
        "reason": "Cần xem.",
        "passages": (),
    }
    return DigestItem(agency_name=agency, case_id=case_id, title=title, priority=priority, **(fields | more))  # type: ignore[arg-type]


def test_the_most_urgent_agency_and_its_most_urgent_case_come_first() -> None:
    page = digest(
        [item(1, "Sở Y tế", 0.2, "Một"), item(2, "Sở Xây dựng", 0.3, "Hai"), item(3, "Sở Y tế", 0.9, "Ba")],
        [],
        articles=70,
        now=NOW,
    )
    assert re.findall(r"<h2>(.*?) \(", page) == ["Sở Y tế", "Sở Xây dựng"]
    assert re.findall(r'html">(.*?)</a>', page) == ["Ba", "Một", "Hai"]


def test_times_are_of_vietnam_and_an_unknown_one_is_said_to_be() -> None:
    page = digest(
        [item(1, "Sở Y tế", 0.2), item(2, "Sở Y tế", 0.1, published_at=None)], [], articles=2, now=NOW
    )
    assert "Lập lúc 07:30 24/11/2026" in page
    assert "06:05 24/11/2026" in page
    assert "chưa rõ giờ đăng" in page


def test_the_sentence_stands_beside_its_reason() -> None:
    passage = DigestPassage(sentence="Cầu dài 26 m.", reason="Hồ sơ quản lý cầu ghi 62 m.")
    page = digest([item(1, "Sở Xây dựng", 0.2, passages=(passage,))], [], articles=1, now=NOW)
    assert page.index("“Cầu dài 26 m.”") < page.index("Hồ sơ quản lý cầu ghi 62 m.")


def test_silent_sources_stand_before_the_cases() -> None:
    trouble = SourceTrouble(name="Vạn Lý", url="https://vanly.example/rss", problem="Không tìm thấy (404).")
    page = digest([item(1, "Sở Y tế", 0.2)], [trouble], articles=1, now=NOW)
    assert page.index("Không tìm thấy (404).") < page.index("Cầu treo hỏng")


def test_an_empty_day_says_so() -> None:
    assert "Không có vụ việc nào cần xem." in digest([], [], articles=0, now=NOW)


def test_a_hostile_headline_stays_text() -> None:
    page = digest([item(1, "Sở Y tế", 0.2, "<script>alert(1)</script>")], [], articles=1, now=NOW)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
