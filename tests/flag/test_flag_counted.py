"""X-1 by numbers: reports in words of their own that give the same counts, but one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.domain.records import Article
from pipeline.flag.copies import find_contradictions
from pipeline.flag.reading import read_article

MORNING = datetime(2026, 8, 14, 1, tzinfo=UTC)
REPORTS = (
    (
        "Nước suối dâng lúc rạng sáng cuốn phăng {} lồng cá của bà con xóm Thác. Xã cử mười hai dân quân ra kéo bè, trợ cấp 45 triệu "
        "đồng. Ba trăm bao cát được đắp quanh bến."
    ),
    (
        "Sau một đêm lũ, {} lồng cá xóm Thác chỉ còn trơ khung. Bến vừa có thêm ba trăm bao cát; mười hai dân quân của xã giữ dây "
        "néo. Chi tạm 45 triệu đồng cho các nhà nuôi."
    ),
    (
        "(Xóm Thác) - Cơn lũ đêm qua gây mất {} lồng cá. Huy động mười hai dân quân, ba trăm bao cát. Số tiền cứu trợ bước đầu: 45 "
        "triệu đồng."
    ),
)


def flagged(
    *counts: str, hours: tuple[int, ...] = (0, 1, 2), reports: tuple[str, ...] = REPORTS, copies: bool = False
) -> set[str]:
    """Return the letters of the reports that are flagged: a is the first."""
    readings = [
        read_article(
            Article(
                id=name,
                url=f"https://bao.example/{name}",
                title="Lũ quét qua xóm Thác",
                body=text.format(count),
                published_at=MORNING + timedelta(hours=hour),
                outlet=f"Báo {name}",
            ),
            date(2026, 8, 14),
        )
        for name, text, count, hour in zip("abc", reports, counts, hours, strict=True)
    ]
    texts = {name: "one" if copies and name != "a" else name for name in "abc"}
    return set(find_contradictions(readings, {}, frozenset("abc"), texts))


def test_the_odd_count_of_three_reports_is_flagged_whatever_their_words() -> None:
    assert flagged("84", "48", "bốn mươi tám", hours=(0, 0, 0)) == {"a"}
    assert flagged("48", "bốn mươi tám", "84", hours=(0, 1, 1)) == {"c"}
    assert flagged("48", "48", "48") == set()
    assert flagged("48", "gần 50", "48") == set()


def test_of_what_has_a_unit_a_slip_of_the_pen_is_a_contradiction() -> None:
    tons = tuple(text.replace("lồng cá", "tấn cá") for text in REPORTS)
    assert flagged("8,42", "4,82", "4,82", reports=tons, hours=(0, 0, 0)) == {"a"}
    assert flagged("7,15", "4,82", "4,82", reports=tons, hours=(0, 0, 0)) == set()


def test_a_later_higher_count_is_an_update() -> None:
    assert flagged("48", "48", "86") == set()
    assert flagged("48", "86", "86") == set()
    assert flagged("86", "48", "48") == {"a"}


def test_digits_in_another_order_are_no_growth() -> None:
    assert flagged("48", "48", "84") == {"c"}


def test_digits_in_another_order_are_asked_for_where_reports_count_several_of_most() -> None:
    """Of people and metres each report has two numbers: they tell that one text is retold, and contradict nothing."""
    burnt = (
        "Đám cháy thiêu {} ha keo. Hơn 240 người dập lửa, hai người bỏng nhẹ. Xe dừng cách 1,8 km, băng cản lửa rộng 12 m.",
        "Diện tích bị cháy là {} ha. Cả thảy 240 người chuyền nước, hai người bỏng. Lối vào còn 1,8 km, phát trống 12 m.",
        "Tổng thiệt hại: {} ha keo non. Hai người bỏng; 240 người được huy động. Xe ở ngoài 1,8 km, đường băng 12 m.",
    )
    assert flagged("18,4", "18,4", "48,1", reports=burnt) == {"c"}
    assert flagged("18,4", "18,4", "53,7", reports=burnt) == set()


def test_a_round_number_of_other_things_is_no_witness() -> None:
    """`hơn bảy mươi chiến sĩ` does not tell of 73 stalls."""
    fire = (
        "Lửa bùng lên từ gian hàng khô của chợ xã. Theo thông báo ban đầu, {} ki-ốt bị thiêu rụi, chủ yếu bán vải và đồ nhựa. Tám xe "
        "và hơn bảy mươi chiến sĩ đã dập tắt đám cháy. Hai người bị bỏng nhẹ ở tay. Nguyên nhân đang được điều tra."
    )
    retold = (
        "Chợ xã cháy từ gian hàng khô. Lực lượng chữa cháy báo bước đầu có {} ki-ốt cháy rụi. Hơn bảy mươi chiến sĩ với tám xe hút "
        "nước kênh dập tắt đám cháy. Hai người bị bỏng nhẹ. Cơ quan chức năng đang tìm nguyên nhân."
    )
    alike = fire.replace("Theo thông báo ban đầu", "Thông báo ban đầu cho hay").replace("đã dập", "dập")
    assert flagged("37", "37", "73", reports=(fire, retold, alike)) == {"c"}


def test_two_copies_of_one_text_have_one_voice() -> None:
    assert flagged("84", "48", "48", copies=True) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mười hai dân quân", "mười lăm dân quân"),  # too few numbers are alike: perhaps another flood
        ("lồng cá", "người"),  # what a report counts several of, in other words
    ],
)
def test_reports_of_other_things_stay_silent(old: str, new: str) -> None:
    others = tuple(
        text.replace(old, new) if at == 0 or old == "lồng cá" else text for at, text in enumerate(REPORTS)
    )
    assert flagged("86", "48", "48", reports=others) == set()


def test_small_numbers_tell_nothing() -> None:
    assert flagged("ba", "hai", "hai") == set()


def test_a_report_in_words_of_its_own_that_gives_the_very_number_is_a_witness_too() -> None:
    burnt = (
        "Rạng sáng, lửa từ bãi rác lan sang, xóm Thác mất {} ha keo. Mười hai dân quân dập lửa bằng ba trăm bao cát.",
        "Xóm Thác mất {} ha keo sau một đêm. Mười hai dân quân, ba trăm bao cát, 45 triệu đồng hỗ trợ.",
        "Ngọn lửa liếm {} ha rồi tắt. Xã chi 45 triệu đồng. Dân quân: mười hai dân quân, ba trăm bao cát.",
    )
    burnt = (f"{burnt[0]} Chi 45 triệu đồng.", *burnt[1:])
    assert flagged("17,5", "7,5", "7,5", reports=burnt, hours=(0, 0, 0)) == {"a"}
    assert flagged("17,5", "7,5", "8,5", reports=burnt, hours=(0, 0, 0)) == set()


def test_a_classifier_before_a_thing_is_left_out_or_not() -> None:
    with_it = tuple(
        text.replace("lồng cá", "chiếc lồng cá") if at else text for at, text in enumerate(REPORTS)
    )
    assert flagged("84", "48", "48", reports=with_it, hours=(0, 0, 0)) == {"a"}
