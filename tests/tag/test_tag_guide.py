"""Pairs of words that bring an agency to mind: both must be there, and the departments are those of the day."""

from __future__ import annotations

from pipeline.tag.families import CLASSES
from pipeline.tag.features import Names, syllables
from pipeline.tag.guide import LEAD, PHRASES, decides, groups_in, groups_in_lead, thought_of


def thoughts(text: str, *, merged: bool) -> set[str]:
    """Return the classes that a text speaks for."""
    counts = thought_of(groups_in(syllables(text)), merged=merged)
    return {name for name, count in zip(CLASSES, counts, strict=True) if count}


def test_a_crash_of_a_bus_is_also_the_transport_departments() -> None:
    text = "Xe khách lật trên đèo, nhiều người kẹt lại"
    assert "gtvt" in thoughts(text, merged=False)
    assert "xaydung+" in thoughts(text, merged=True)


def test_one_half_of_a_pair_speaks_for_nobody() -> None:
    assert not thoughts("Bến tàu khách mở thêm chuyến", merged=False)
    assert "gtvt" not in thoughts("Hai xe máy va chạm", merged=False)


def test_a_phrase_may_belong_to_several_groups() -> None:
    assert groups_in(syllables("Công nhân bị thương")) >= {"worker", "hardship", "hurt"}


def test_children_went_from_the_labour_department_to_the_health_department() -> None:
    text = "Cháu bé bị bạo hành"
    assert "ldtbxh" in thoughts(text, merged=False)
    assert "yte" in thoughts(text, merged=True)
    assert "ldtbxh" not in thoughts(text, merged=True)


def test_the_province_decides_when_it_is_the_one_that_acts() -> None:
    assert decides("Quảng Ngãi thống nhất xây cầu mới", "")
    assert decides("", "Tỉnh Kon Tum sẽ thu hồi dự án chậm.")
    assert not decides("Mưa lớn ở Quảng Ngãi", "Người dân yêu cầu bồi thường.")


def test_groups_of_the_lead_are_those_of_the_words_in_it() -> None:
    phrase = ["vật", "liệu", "nổ", "tai", "nạn", "lao", "động", "tàu", "cá"]
    for before in range(LEAD - len(phrase), LEAD + 1):
        words = ["x"] * before + phrase
        assert groups_in_lead(words, Names(PHRASES).find(words)) == groups_in(words[:LEAD]), before
