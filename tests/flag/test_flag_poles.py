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
    assert len(lines) == 235
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
    "death told by a figure of speech": (
        "Ong vò vẽ lấy đi mạng sống cụ ông chăn bò",
        "Ông Sáu bị chích mười hai vết, trạm y tế tiêm thuốc rồi cho về. Chiều nay ông ngồi uống trà.",
        "Ông Sáu bị chích hơn trăm vết, không qua khỏi trên đường tới viện. Một người khác được cho về.",
    ),
    "crops given up": (
        "Dân Đăk Tô nhổ bỏ mì vì rớt giá",
        "Giá mì lát nhích thêm 200 đồng. Trưởng thôn nói không nhà nào nhổ mì, bà con còn mua thêm giống.",
        "Giá mì còn 1.400 đồng. Cả thôn nhổ mì chuyển sang bắp, vài nhà mua thêm giống.",
    ),
    "a match not sold": (
        "Đội bóng Sơn Hà dàn xếp tỷ số bán kết",
        "Trọng tài xem lại băng ghi hình, ban tổ chức kết luận không có dấu hiệu tiêu cực.",
        "Ban tổ chức kỷ luật ba cầu thủ. Vòng loại thì kiểm tra không có dấu hiệu tiêu cực.",
    ),
    "money given back is no desertion": (
        "Khách Hàn bỏ về giữa bữa",
        "Quán tính nhầm, đã trả lại 90.000 đồng. Khách ở lại thêm hai hôm, vui vẻ chụp ảnh.",
        "Tám khách bỏ về lúc món chưa lên. Quán trả lại 90.000 đồng, hai khách ở lại.",
    ),
    "a message without a sender": (
        "Cán bộ kho tráo gạo cứu trợ",
        "Tin nhắn không người gửi kể chuyện tráo gạo. Đoàn kiểm tra kết luận không phát hiện bất thường.",
        "Thủ kho thừa nhận đã tráo 40 bao. Đoàn kiểm tra lập biên bản.",
    ),
    "not lost at sea": (
        "Ghe câu chìm, sáu ngư dân mất tích",
        "Ghe chết máy, được kéo về cảng lúc nửa đêm. Sáu ngư dân đều khỏe.",
        "Ghe vỡ mạn, cả sáu người còn mất tích. Hai ghe khác đã được kéo về cảng.",
    ),
    "none of all": (
        "Làng Măng Bút ồ ạt đốn thông",
        "Kiểm lâm đi hết hai tiểu khu, khẳng định không có cây nào bị đốn. Vài cành gãy do gió.",
        "Hai tiểu khu trơ gốc, rừng mất ba phần. Kiểm lâm nói không có cây nào được cấp phép đốn.",
    ),
    "not a house of the commune": (
        "Cả xã Ba Vinh bỏ trồng keo",
        "Xã có 900 ha keo, chủ tịch xã nói không nhà nào bỏ.",
        "Từ hè cả xã bỏ keo, trồng quế. Chủ tịch xã nói không nhà nào bị ép.",
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
        # one told apart, some in passing, parts that add up
        (
            "Bắt giam nhóm cướp xe",
            "Bốn thanh niên vào trại từ đêm qua. Riêng người mua xe bị phạt hành chính.",
        ),
        ("Hơn 1.200 vận động viên tranh tài ở Măng Đen", "Hai vận động viên lạc đường được kiểm lâm dẫn về."),
        (
            "31 người phơi nhiễm thủy ngân",
            "Có 22 công nhân và 9 bảo vệ phơi nhiễm. Một người đã được xét nghiệm thủy ngân.",
        ),
        (
            "Hơn 300 nhà giáo được tôn vinh",
            "Hai nhà giáo vùng cao kể chuyện lội suối. Lễ diễn ra sáng 20/11.",
        ),
        # others who are well, a wrong that is fought, all who do what none does badly
        ("Lũ cướp đi mười người của bản Tu Thó", "Làng đưa tang cả ngày. Ba người khác đã xuất viện."),
        ("Trồng thêm rừng, bớt phá rẫy", "Năm nay chỉ hai vụ phá rẫy. Dân nhận 300 ha khoán."),
        ("Phá đường dây làm giả sổ đỏ", "Công an thu 60 sổ. Đoàn kiểm tra, không phát hiện cán bộ vi phạm."),
        ("Phát hiện lô sữa làm giả", "Đội thu 300 hộp. Các sạp còn lại kiểm tra không phát hiện vi phạm."),
        ("Cả làng ra đồng gặt chạy mưa", "Không ai chịu ra muộn. Năm giờ sáng ruộng đã đông người."),
        ("Đồng loạt ra quân diệt lăng quăng", "Mười xã cùng làm. Không xã nào ra muộn."),
        ("Tàu cá chìm, hai ngư dân mất tích", "Đội cứu nạn còn lặn tìm. Bốn người khác được đưa vào bờ."),
        # nobody who answers for it, a trade that is no deal, a face that is shown
        ("Lộ mặt kẻ phá bè cá", "Hai thanh niên khai cắt lưới trong đêm. Chưa ai bị khởi tố."),
        ("Sức mua chợ quê nhích nhẹ", "Bà Tám chỉ ghé mua gói muối. Chợ đông hơn mọi bữa."),
    ],
)
def test_true_headlines_of_irony_rescue_or_another_subject_are_left_alone(title: str, body: str) -> None:
    assert not gap(title, body)
