"""What a sentence tells as a fact, what it denies, and what a headline claims."""

from __future__ import annotations

import pytest

from pipeline.flag.told import claimed, denied, restricted, stated, told


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("mái chợ sập lúc rạng sáng.", "mái chợ sập lúc rạng sáng."),
        ("mái chợ không sập, chỉ tốc hai tấm tôn.", "mái chợ không , chỉ ."),
        ("chưa ai phải về vì thiếu thuốc.", "chưa ."),
        ("nếu đê vỡ thì cả xóm ngập.", "nếu thì cả xóm ngập."),
        ("xã lo mái đình sập.", "xã lo ."),
        ("họ cam kết trả đủ lương.", "họ cam kết ."),
        ("đê vỡ ư?", ""),
        ("tin đồn đê vỡ loan khắp chợ.", ""),
        ("năm ngoái, mái chợ sập.", ""),
        ("ở xã bên, mái chợ sập.", ""),
        ("sập thì chưa thấy ai nói.", "thì chưa ."),
        ("hỏi có ai chết không, cả hai lắc đầu.", "hỏi , cả hai lắc đầu."),
    ],
)
def test_only_what_is_told_as_a_fact_is_left(sentence: str, fact: str) -> None:
    assert words(told(sentence)) == fact
    assert len(told(sentence)) == len(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "không chỉ mái chợ sập.",
        "không ít mái nhà sập.",
        "không gian chợ sập.",
        "ban chỉ huy báo mái chợ sập.",
        "địa chỉ nơi mái chợ sập.",
    ],
)
def test_what_only_looks_like_a_negation_takes_nothing_away(sentence: str) -> None:
    assert "sập" in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("không nhà nào sập.", "nhà nào sập"),
        ("đâu có ai bỏ làng.", "ai bỏ làng"),
        ("ông bác bỏ chuyện mái chợ sập.", "chuyện mái chợ sập"),
        ("vỡ thì chưa thấy ai nói.", "vỡ"),
        ("hỏi có ai chết không, cả hai lắc đầu.", "có ai chết"),
    ],
)
def test_what_is_denied_is_read_with_its_clause(sentence: str, what: str) -> None:
    assert what in denied(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "cái giếng chưa bao giờ cạn.",
        "công an chưa xác định nguyên nhân vụ cháy.",
        "không khắc phục chỗ sập.",
        "nếu không sập thì xã vẫn thay.",
        "không có tấm ảnh nào được đưa cho chúng tôi xem.",
    ],
)
def test_what_never_was_is_unknown_or_left_undone_is_not_denied(sentence: str) -> None:
    assert denied(sentence) == ()


def test_a_restriction_tells_all_there_is() -> None:
    assert restricted("lửa chỉ sém một tấm bạt.") == ("sém một tấm bạt",)
    assert restricted("hồ chỉ còn vũng nước.") == ()


def test_what_is_stated_keeps_its_negations_but_no_promise() -> None:
    assert stated("chợ vẫn họp, không ai bỏ sạp.") == "chợ vẫn họp, không ai bỏ sạp."
    assert "đủ" not in stated("họ hứa trả đủ lương.")


@pytest.mark.parametrize(
    "headline",
    ["không có chuyện sập chợ", "đề xuất cấm chợ đêm", 'bộ phim "sập bẫy"', "cảnh giác nạn cướp"],
)
def test_a_headline_claims_nothing_that_it_denies_proposes_quotes_or_warns_of(headline: str) -> None:
    assert not {"sập", "cấm", "cướp"} & set(claimed(headline).split())


def test_a_headline_of_the_whole_country_claims() -> None:
    assert claimed("đứng đầu cả nước") == "đứng đầu cả nước"
