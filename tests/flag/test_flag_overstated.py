"""F-8 by the weight of all words and signs: what is asked, what it answers, and pairs that it was not learned from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.records import Article, Field, Flag
from pipeline.flag.headline import dramatic, find_headline_gap, striking_untold
from pipeline.flag.overstated import calmest, load_weights, overstates, signs_of
from pipeline.flag.reading import Reading, read_article

_LINE = re.compile(r"(?P<code>F-8|-) «(?P<title>[^»]+)» (?P<body>.+)")
UNREAD = Path(__file__).parent / "fresh" / "headlines_unread.txt"
TITLE = "Kinh hoàng bữa trưa có giòi, phụ huynh ùn ùn bế con về"
CALM = (
    "Đoàn kiểm tra đến bếp ăn của trường lúc sáu giờ sáng. Mười hai mẫu gạo, thịt và rau được lấy mang đi. "
    "Kết quả hôm qua là thịt tươi, rau sạch, gạo mới xay. Trưa ấy các cháu ăn cơm với cá kho, cháu nào cũng sạch bát. "
    "Chị Liên, mẹ của một cháu lớp lá, khen canh ngọt. Cô hiệu trưởng mời phụ huynh vào xem bếp sáng thứ sáu."
)


def reading(title: str, body: str) -> Reading:
    return read_article(Article(id="a", url="", title=title, body=body), date(2026, 9, 1))


def gap(title: str, body: str) -> list[Flag]:
    return find_headline_gap(reading(title, body))


def test_pairs_that_nothing_learned_from_are_mostly_told_apart() -> None:
    lines = [m for line in UNREAD.read_text(encoding="utf-8").splitlines() if (m := _LINE.fullmatch(line))]
    found = sum(bool(gap(m["title"], m["body"])) for m in lines if m["code"] == "F-8")
    invented = [m["title"] for m in lines if m["code"] == "-" and gap(m["title"], m["body"])]
    assert len(lines) == 40
    assert found >= 14
    assert len(invented) <= 7, invented


def test_the_reason_names_words_that_the_text_does_not_tell_and_a_sentence_of_it() -> None:
    (flag,) = gap(TITLE, CALM)
    quoted = re.findall("“([^”]+)”", flag.reason)
    assert quoted[0] == TITLE
    assert all(phrase in TITLE.lower() and phrase not in CALM.lower() for phrase in quoted[1:-1])
    assert quoted[1:-1]
    assert quoted[-1] in CALM


def test_nothing_is_flagged_where_the_text_tells_the_striking_words_or_the_headline_has_none() -> None:
    told = "Thật kinh hoàng: thấy giòi trong cơm, phụ huynh ùn ùn kéo đến trường. " + CALM
    assert not gap(TITLE, told)
    assert not gap("Đoàn kiểm tra bếp ăn của các trường", CALM)


def test_of_a_short_text_nothing_is_said() -> None:
    article = reading(TITLE, "Mẫu nào cũng đạt chuẩn. Các cháu vẫn ăn cơm như mọi ngày.")
    assert overstates(article.sentences[0], article.body(), 1, least=0.0) is None


@pytest.mark.parametrize("least", [-3.0, 0.0, 3.0])
def test_signs_are_left_unasked_only_where_they_could_not_reach_what_is_wanted(least: float) -> None:
    lines = [m for line in UNREAD.read_text(encoding="utf-8").splitlines() if (m := _LINE.fullmatch(line))]
    for m in lines:
        article = reading(m["title"], m["body"])
        full = overstates(article.sentences[0], article.body(), 1, least=-1000.0)
        odds = overstates(article.sentences[0], article.body(), 1, least=least)
        assert odds == full or (odds == float("-inf") and full is not None and full < least)


def test_every_sign_has_a_weight_and_every_weight_a_sign() -> None:
    article = reading(TITLE, CALM)
    assert signs_of(article.sentences[0], article.body(), 0).keys() == load_weights().signs.keys()


def test_striking_words_are_told_in_order_and_the_longest_alone() -> None:
    article = reading(TITLE, CALM)
    title = next(s for s in article.sentences if s.field is Field.TITLE)
    assert striking_untold(
        [title], article.body(), frozenset({"giòi", "kinh hoàng", "bữa trưa có giòi"})
    ) == [
        "kinh hoàng",
        "bữa trưa có giòi",
        "ùn ùn",
    ]


def test_the_calmest_sentence_is_not_one_of_harm() -> None:
    body = reading(TITLE, "Ba cháu nhập viện vì nôn. " + CALM).body()
    assert calmest(body) is not body[0]


def test_a_number_in_words_is_no_drama_and_all_of_a_province_is_all_of_it() -> None:
    article = reading("Hơn tám nghìn bảy trăm nhà cả tỉnh ngập", "Toàn tỉnh có nhà ngập. Nước rút dần.")
    title = next(s for s in article.sentences if s.field is Field.TITLE)
    assert dramatic([title]) == {"cả tỉnh", "ngập"}
    assert striking_untold([title], article.body(), frozenset({"cả tỉnh"})) == []


def test_the_opposite_told_in_the_text_outweighs_words_that_speak_for_the_headline() -> None:
    body = (
        "Tại buổi họp khu phố, trung tá Lê Bo đưa biểu đồ lên màn chiếu. Từ đầu năm đến hết tháng 9 phường xảy ra 24 vụ tai nạn, "
        "giảm 11 vụ so với cùng kỳ. Bà con góp ý chuyện xe tải làm rơi bê tông. Anh Phan Tứ kể xe máy biết dừng đèn vàng. "
        "Buổi họp kết thúc bằng trò đố vui. Đứa bé bốn tuổi được vỗ tay."
    )
    assert gap("Tai nạn tăng vọt ở phường", body)
    assert not gap("Tai nạn tăng vọt ở phường", body.replace("giảm 11 vụ so với", "tăng 11 vụ so với"))
