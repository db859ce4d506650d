"""F-8 over invented headlines of many kinds, and single poles: what denies, what opposes, what bears out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.records import Article
from pipeline.flag.headline import find_headline_gap
from pipeline.flag.reading import read_article

_LINE = re.compile(r"(?P<code>F-8|-) «(?P<title>[^»]+)» (?P<body>.+)")


def gap(title: str, body: str) -> bool:
    article = Article(id="a", url="", title=title, body=body)
    return bool(find_headline_gap(read_article(article, date(2026, 9, 1))))


def test_headlines_of_many_kinds_are_found_and_lookalikes_left_alone() -> None:
    text = (Path(__file__).parent / "fresh" / "headlines.txt").read_text(encoding="utf-8")
    lines = [found for line in text.splitlines() if (found := _LINE.fullmatch(line))]
    missed = [m["title"] for m in lines if m["code"] == "F-8" and not gap(m["title"], m["body"])]
    invented = [m["title"] for m in lines if m["code"] == "-" and gap(m["title"], m["body"])]
    assert len(lines) == 197
    assert len(missed) <= 17, missed
    assert len(invented) <= 2, invented


# Each class of language: a headline, a text that belies it, and one that bears it out.
CLASSES = {
    "nobody did": (
        "Trai làng Gò Da bỏ đội chiêng",
        "Đội có hai mươi tay chiêng. Không người nào rời đội, tối thứ bảy vẫn tập.",
        "Đội có hai mươi tay chiêng, tám người đã rời đội. Không người nào trả lại chiêng.",
    ),
    "fronted denial": (
        "Thợ xây ngất hàng loạt vì nắng",
        "Ngất thì chưa thấy ai, chỉ một anh choáng. Cả tổ nghỉ trưa sớm.",
        "Bốn thợ ngất trên giàn giáo, phải cấp cứu. Ngất nặng thì chưa thấy ai.",
    ),
    "asked and answered no": (
        "Thuốc nam giết chết hai cụ già",
        "Hỏi có cụ nào qua đời không, cả xóm lắc đầu. Hai cụ đã khỏe lại.",
        "Hai cụ qua đời trong tuần. Hỏi có ai khỏe lại không, cả xóm lắc đầu.",
    ),
    "a person with an initial is at home": (
        "Ông chủ hụi cuốn gói trốn nợ",
        "Ông T. hiện ở nhà em gái tại chợ Chùa, hẹn trả dần.",
        "Ông T. bỏ đi từ đêm mồng hai, nhà khóa trái. Em gái ông hiện ở nhà cũ.",
    ),
    "only a part": (
        "Kho lúa giống cháy rụi",
        "Lửa chỉ sém một góc bạt. Mười tấn giống còn nguyên.",
        "Lửa thiêu hết mười tấn giống. Chỉ một góc kho còn nguyên.",
    ),
    "a decline that is growth": (
        "Nghề nuôi hươu thoi thóp",
        "Xã có thêm hai mươi hộ nuôi, nhung bán hết trong tuần.",
        "Xã chỉ còn hai hộ nuôi, nhung ế. Năm trước nhung bán hết.",
    ),
    "cleared of an accusation": (
        "Trưởng thôn ăn chặn tiền bão",
        "Đoàn kiểm tra đối chiếu 60 hộ, không phát hiện sai phạm, sổ ký nhận khớp.",
        "Trưởng thôn thừa nhận giữ lại mỗi suất hai trăm nghìn. Sổ ký nhận khớp với danh sách.",
    ),
    "taken back": (
        "Trâu điên húc nát chợ Đồng Ké",
        "Con trâu sổng dây, được dắt về. Cô gái quay clip đã xin lỗi ban quản lý.",
        "Con trâu húc nát bốn sạp, hai người gãy chân. Cô gái quay clip đã nhập viện.",
    ),
    "what it was": (
        "Thủy quái nổi lên ở hồ Nước Rin",
        "Vật thể nổi trên hồ là khúc củi mục quấn lưới. Dân vẫn thả câu.",
        "Con cá nặng một tạ, dân gọi là thủy quái, kéo đứt hai tay lưới.",
    ),
    "hardly any": (
        "Ốc bươu quét sạch lúa Hành Thiện",
        "Ốc cắn 3 ha trong tổng diện tích 640 ha, lúa đã dặm lại, xanh tốt.",
        "Ốc ăn gần như quét sạch 400 ha lúa, phải gieo lại.",
    ),
    "still to be done": (
        "Xã Trà Phong đã thoát nghèo",
        "Còn 180 hộ nghèo, xã đặt mục tiêu ra khỏi danh sách vào năm 2029.",
        "Xã thoát nghèo từ tháng 6, còn 12 hộ cận nghèo.",
    ),
    "a promise is no fact": (
        "Lò gạch Bình Nguyên nợ lương thợ",
        "Thợ nhận đủ lương tháng Tám hôm mồng năm.",
        "Thợ chưa nhận lương hai tháng. Chủ lò hứa trả đủ trước rằm.",
    ),
}


@pytest.mark.parametrize("kind", CLASSES)
def test_a_text_at_the_other_pole_belies_its_headline(kind: str) -> None:
    title, belied, _ = CLASSES[kind]
    assert gap(title, belied)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_text_at_the_same_pole_bears_its_headline_out(kind: str) -> None:
    title, _, borne_out = CLASSES[kind]
    assert not gap(title, borne_out)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Mười một giờ đưa cả xóm qua bão",
            "Sáu chục hộ dời lên trường, mọi việc trôi chảy, không ai bị thương.",
        ),
        ("Bớt một con dấu, thêm một nụ cười", "Điểm hài lòng tăng từ 80% lên 84%."),
        (
            'Người bán "nước mắm chết" lãnh án',
            "Tòa tuyên phạt bị cáo 3 năm tù. Vợ ông tỉnh lại sau cơn ngất.",
        ),
        ("Xóa sổ điểm đen tai nạn ở dốc Sỏi", "Ba tháng nay không vụ nào, xe đi lại bình thường."),
        ("Bị phạt vì đăng tin vỡ hồ", "Hồ an toàn. Người đăng tin đã gỡ bài, xin lỗi."),
        ("Hạ gục đội bạn, đội nhà vào chung kết", "Không cầu thủ nào chấn thương. Cả đội nghỉ một hôm."),
        ("Mất mùa kiệu", "Kiệu thối củ, giá giữ mức cũ. Không ai mua củ non."),
        ("Nam Sơn đứng đầu cả nước về điểm thi", "Bình Hải năm nay xếp thứ năm."),
        ("Cán bộ xã bị khởi tố", "Cơ quan điều tra khởi tố một bị can, cho tại ngoại."),
        ("Hươu chết vì rét", "Chín con hươu chết trong đêm. Hai con khác đã khỏe lại."),
    ],
)
def test_true_headlines_of_irony_rescue_or_another_subject_are_left_alone(title: str, body: str) -> None:
    assert not gap(title, body)
