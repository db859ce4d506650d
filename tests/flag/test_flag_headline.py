"""F-8 by the kind of claim a headline makes: what the text denies, tells the contrary of, or tells nothing of."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.domain.records import Article
from pipeline.flag.headline import find_headline_gap
from pipeline.flag.reading import read_article


def gap(title: str, body: str) -> bool:
    return bool(
        find_headline_gap(read_article(Article(id="a", url="", title=title, body=body), date(2026, 9, 1)))
    )


# Each kind: a headline, a text that does not bear it out, and one that does.
KINDS = {
    "words denied": (
        "Thợ rèn Phước Hậu đốt bỏ bằng khen",
        "Ông Tư chưa đốt bằng khen, tấm bằng còn treo ở gian giữa. Lò rèn mở từ năm giờ.",
        "Ông Tư đã đốt bằng khen trước sân, ai can cũng không được. Lò rèn chưa mở lại.",
    ),
    "a noun there is none of": (
        "Cò thìa làm tổ bên đầm An Khê",
        "Bầy chim ghé đầm hai hôm rồi bay tiếp, không có cái tổ nào. Ảnh chụp là cò ốc.",
        "Ba đôi chim làm tổ trên cây bần. Không có con nào bị bắn.",
    ),
    "a rise that is a fall": (
        "Trộm chó ở Bình Thanh tăng vọt",
        "Chín tháng xã có 4 vụ trộm chó, giảm 60% so với cùng kỳ.",
        "Chín tháng xã có 21 vụ trộm chó, tăng 60% so với cùng kỳ. Trộm xe giảm 5%.",
    ),
    "a lack of what there is": (
        "Trường mới Ba Lế không có giáo viên",
        "Trường khai giảng với 240 em. Mười hai giáo viên đã nhận lớp từ đầu tháng.",
        "Trường khai giảng với 240 em. Hai giáo viên đã nhận lớp, còn thiếu tám người.",
    ),
    "all is lost": (
        "Sâu xám xóa sổ vườn quế Trà Lãnh",
        "Sâu ăn lá ở 9 ha, chưa tới ba phần nghìn diện tích quế toàn xã.",
        "Sâu xám gần như xóa sổ vườn quế của 40 hộ. Chưa tới ba phần mười được phun thuốc.",
    ),
    "called off": (
        "Hội đua ghe Tịnh Long bị hủy giữa chừng",
        "Mười hai ghe vào đợt chung kết, lễ trao giải kết thúc lúc 10 giờ.",
        "Nước xiết, ban tổ chức hủy chung kết lúc 9 giờ. Giải năm ngoái thành công.",
    ),
    "of another place": (
        "Lốc xoáy cuốn phăng mái chợ Vạn Tường",
        "Đoạn phim được quay ở nước ngoài từ năm ngoái. Ban quản lý chợ nói không có trận lốc nào.",
        "Mái chợ bị lốc cuốn phăng lúc 3 giờ chiều. Đoạn phim do tiểu thương quay.",
    ),
    "nothing agreed": (
        "Tập đoàn Viễn Tinh xây casino ở Lý Sơn",
        "Ba vị khách ghé đảo một buổi. Chủ tịch đặc khu nói hai bên mới trao đổi, chưa có dự án nào.",
        "Tỉnh đã cấp chủ trương đầu tư cho tập đoàn. Chủ tịch nói chưa có dự án nào lớn hơn.",
    ),
    "dead or missing": (
        "Lật sõng trên hồ Nước Trong, hai người chết",
        "Hai người đi thả lưới đến tối nay vẫn mất tích, đội cứu nạn còn lặn tìm.",
        "Thi thể hai người được tìm thấy lúc 6 giờ, cả hai chết ngạt. Một người khác còn mất tích.",
    ),
    "how many there are": (
        "Hàng trăm công nhân ngất xỉu ở xưởng may Ân Phú",
        "Hai công nhân choáng, nghỉ một lát rồi vào chuyền. Xưởng có 640 người.",
        "Chiều qua 132 công nhân ngất xỉu, phải đưa đi cấp cứu. Hai công nhân còn nằm lại.",
    ),
    "the others are fine": (
        "Cả trường Nghĩa Hành nghỉ học vì thủy đậu",
        "Bốn em lớp 2B ở nhà. Các lớp khác học đủ tiết.",
        "Trường cho cả 512 em nghỉ ba ngày. Hiệu trưởng mong phụ huynh giữ con ở nhà.",
    ),
    "the wrong one": (
        "Trạm y tế Hành Dũng tiêm nhầm thuốc cho cụ bà",
        "Phiếu tiêm ghi đúng thuốc bác sĩ kê. Cụ bà mẩn tay vì dị ứng phấn hoa.",
        "Trạm trưởng nhận đã tiêm nhầm thuốc. Cụ bà được theo dõi một đêm.",
    ),
    "who is still at work": (
        "Hiệu trưởng trường Trà Xuân từ chức",
        "Sáng nay thầy chủ trì lễ chào cờ, dặn học trò ôn thi.",
        "Thầy nộp đơn từ chức hôm thứ hai, sáng nay thầy chủ trì buổi bàn giao.",
    ),
    "not yet finished": (
        "Khánh thành cầu Thạch Bích 2",
        "Nhà thầu mới làm được 55% khối lượng, hợp long vào năm sau.",
        "Cầu khánh thành sáng 2/9 sau hai năm. Đường dẫn mới xong 90%, còn chờ sơn vạch.",
    ),
    "what goes on": (
        "Sở bỏ kỳ thi vẽ của học sinh",
        "Giám đốc Sở nói kỳ thi vẽ vẫn tổ chức vào tháng 4 như mọi năm.",
        "Sở bỏ kỳ thi vẽ vì ít em dự. Kỳ thi toán vẫn tổ chức.",
    ),
    "no relative": (
        "Cháu chủ tịch phường lái xe lấn làn",
        "Người cầm lái là thợ sơn, không có họ hàng với ai ở phường.",
        "Người cầm lái là cháu chủ tịch phường. Xe không có giấy tờ.",
    ),
    "taken back": (
        "Bò điên tấn công lễ hội Trà Bồng",
        "Người tung clip đã gỡ bài. Con bò chạy lạc được chủ dắt về.",
        "Bò điên tấn công ba người xem hội. Người đăng clip đi cùng đoàn.",
    ),
    "a quiet report": (
        "Biển nuốt trọn xóm Gành Yến",
        "Nước đọng trước hiên hai nhà rồi rút. Bà Hai nói mùa nào cũng vậy. Xóm lại phơi cá.",
        "Sóng biển nuốt trọn sáu nền nhà. Bà Hai nói mùa nào cũng vậy. Xóm phải dời vào trong.",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_headline_that_the_text_belies_is_found(kind: str) -> None:
    title, belied, _ = KINDS[kind]
    assert gap(title, belied)


@pytest.mark.parametrize("kind", KINDS)
def test_a_headline_that_the_text_bears_out_is_left_alone(kind: str) -> None:
    title, _, borne_out = KINDS[kind]
    assert not gap(title, borne_out)


@pytest.mark.parametrize(
    "title",
    [
        "Có hay không chuyện đốt bỏ bằng khen?",
        "Không có chuyện đốt bỏ bằng khen",
        "Đề xuất đốt bỏ bằng khen cũ",
        'Bộ phim "Đốt bỏ bằng khen"',
    ],
)
def test_a_headline_that_asks_denies_proposes_or_quotes_claims_nothing(title: str) -> None:
    assert not gap(title, "Ông Tư chưa đốt bằng khen, tấm bằng còn treo ở gian giữa.")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Nắng hạn, dân Ba Vinh canh nước sinh hoạt",
            "Bà con phải thức canh nước. Nếu không có nước thì mất vụ.",
        ),
        (
            "Cấm xe tải qua cầu Bàu Giang",
            "Xe trên 10 tấn bị cấm qua cầu từ 1/9. Tỉnh chưa có kế hoạch xây cầu mới.",
        ),
        ("Sốt rét tăng ở vùng rẫy", "Ca sốt rét tăng 12%. Sốt xuất huyết giảm 30%."),
        ("Dân xóm Bãi khát nước ngọt", "Xóm chưa có nước ngọt từ tháng 3. Bà con mua từng can."),
        ("Trường Sơn Bua thiếu giáo viên", "Năm giáo viên đã nhận lớp, vẫn thiếu bốn người."),
        ("Bắt kẻ trộm trâu ở Sơn Kỳ", "Công an bắt Đinh Văn X. chiều qua. Không có con trâu nào bị giết."),
    ],
)
def test_a_denial_of_something_else_belies_no_headline(title: str, body: str) -> None:
    assert not gap(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # shut for good, and open again
        (
            "Chợ Gò Mít đóng cửa vĩnh viễn",
            "Chợ đóng cửa ba hôm để thay mái. Sáng mồng ba chợ họp lại, đủ sạp.",
        ),
        ("Bến đò Cây Sung mãi mãi vắng khách", "Đò nghỉ hai tuần. Từ hôm qua, đò chạy lại, chở học trò."),
        (
            "Xưởng dệt Hoa Tràm dừng máy vĩnh viễn",
            "Xưởng dừng máy chờ sợi. Quản đốc nói chỉ tạm dừng đến 20/8.",
        ),
        # a rise or a fall of what the sentence before tells of
        (
            "Xuất khẩu dăm gỗ lao dốc",
            "Quý II tỉnh bán 90.000 tấn dăm gỗ. Con số này tăng 12% so với cùng kỳ.",
        ),
        (
            "Khách ra đảo giảm mạnh",
            "Sáu tháng có 41.000 lượt khách. Lượng khách này tăng 8% so với năm ngoái.",
        ),
        (
            "Nợ thuế ở Sa Huỳnh phi mã",
            "Cuối tháng 6 còn 14 tỷ đồng nợ thuế. Khoản này giảm 5% so với đầu năm.",
        ),
        # fled, and at home
        ("Chủ hụi Trà Xuân bỏ trốn", "Sáng qua, bà Nhiên có mặt tại nhà, mở cửa tiếp người hỏi tiền."),
        ("Giám đốc Vạn Lợi trốn biệt", "Ông Khoa vẫn ở nhà, hẹn trả nợ trong quý sau."),
        ("Thầy bói ôm tiền biệt tăm", "Chiều nay chủ quẻ còn ở quê, chăm mẹ ốm."),
        # done, and far from it
        ("Ba Trang về đích nông thôn mới", "Xã đạt 11 tiêu chí. Chủ tịch xã nói đích hãy còn xa."),
        ("Phổ An thoát nghèo trước hạn", "Xã còn 212 hộ nghèo. Bí thư bảo còn xa mới tới mục tiêu."),
        ("Cầu Trà Ích hoàn thành", "Trụ giữa vừa đổ bê tông. Nhà thầu nhận chưa kịp tiến độ."),
        # chaos, and a smooth day
        ("Bến xe Nam Sông hỗn loạn ngày lễ", "Lối vào thông thoáng, xe chạy theo lịch."),
        ("Giao thông cầu Vàm tê liệt", "Sáng thứ hai, mặt cầu thông thoáng, hai chốt vẫn trực."),
        ("Lễ phát thẻ náo loạn", "Buổi phát thẻ suôn sẻ, xong lúc 9 giờ."),
        # poisoned, and nobody ill
        ("Cỗ cưới Tịnh Kỳ ngộ độc", "Mâm cỗ có mùi lạ nên chủ nhà thay món. Chưa ai phải nhập viện."),
        ("Học sinh ngộ độc sữa", "Trường đổi nhà cung cấp. Không có ai đau bụng."),
        ("Suất ăn ca nhiễm khuẩn", "Bếp dừng một bữa để cọ rửa. Chẳng ai bị nôn."),
    ],
)
def test_what_is_open_at_home_or_smooth_belies_a_headline_of_the_reverse(title: str, body: str) -> None:
    assert gap(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Chợ Gò Mít đóng cửa vĩnh viễn",
            "Chợ bị đóng cửa vĩnh viễn từ 1/7. Tiểu thương mở lại sạp ở nơi khác.",
        ),
        ("Mỏ đá Núi Ngang dừng vĩnh viễn", "Mỏ bị rút phép. Máy nghiền chưa hoạt động lại lần nào."),
        (
            "Xuất khẩu dăm gỗ lao dốc",
            "Quý II bán 90.000 tấn dăm gỗ, giảm 12%. Giá loại này tăng 3% so với tháng trước.",
        ),
        (
            "Khách ra đảo giảm mạnh",
            "Sáu tháng có 41.000 lượt khách. Tàu chạy hai chuyến. Giá vé tăng 8% so với năm ngoái.",
        ),
        ("Chủ hụi Trà Xuân bỏ trốn", "Công an có mặt tại nhà bà Nhiên, cửa khóa ngoài. Bà đi từ đêm."),
        ("Chủ hụi Trà Xuân bỏ trốn", "Bà con có mặt tại nhà chủ hụi đòi tiền. Bà Nhiên đi từ đêm."),
        ("Khánh thành trường Ba Nam", "Trường mới có tám phòng. Nhà các em còn xa trường hai cây số."),
        ("Ba Trang về đích nông thôn mới", "Xã về đích đúng hẹn. Đường tới thôn cuối thì còn xa."),
        ("Bến xe Nam Sông hỗn loạn ngày lễ", "Bến hỗn loạn đến trưa. Chiều lối vào thông thoáng."),
        ("Cỗ cưới Tịnh Kỳ ngộ độc", "Mười người ngộ độc sau bữa cỗ. Chưa ai phải nhập viện tuyến trên."),
        # the number of something else, half of a way, so many struck
        (
            "Lũ ở Sơn Kỳ: 7 người chết, hàng nghìn nhà ngập",
            "Toàn xã có 2.310 ngôi nhà bị ngập. Bảy người chết.",
        ),
        ("5 người bị thương, hàng trăm hộ mất điện", "Cả thôn có 420 hộ bị mất điện. Năm người bị thương."),
        ("Cháy chợ, 6 người bỏng, hàng chục sạp cháy rụi", "Sáu người bỏng. Chợ có 64 sạp bị cháy rụi."),
        ("Xóa nhà tạm: nửa chặng đường gian nan", "Hộ nghèo cuối năm còn 3,1%, thấp hơn năm trước."),
        ("Trồng rừng nửa nhiệm kỳ", "Tỷ lệ cây chết còn 4%."),
        ("Nửa mùa mía", "Mía chữ đường thấp chiếm 6%."),
        # thirst told in other words
        (
            "Khát bên bến Ô Sông",
            "Bốn trăm hộ thiếu nước. Kênh chưa đoạn nào được nạo vét, chẳng thấy ai tới.",
        ),
        ("Đồng Cát khát giữa mùa", "Lúa bị hạn, ruộng nứt nẻ. Không thấy máy bơm nào về."),
        ("Hồ Trà Cân cạn", "Cả vùng gặp hạn hán. Chưa ai thấy mưa, không thấy mây."),
    ],
)
def test_a_headline_borne_out_in_other_words_or_counts_is_left_alone(title: str, body: str) -> None:
    assert not gap(title, body)


def test_a_headline_of_two_sentences_may_be_loud_in_the_second() -> None:
    text = (
        "Thủ môn Lê Văn Bốn, 46 tuổi, đánh đầu ghi bàn ở phút bù giờ. Trận đấu của hội cựu cầu thủ phường kết thúc một đều. "
        "Mọi người chụp ảnh rồi về ăn cơm. Trọng tài không rút thẻ nào. Tiền vé góp quỹ khuyến học."
    )
    title = "Điên rồ! Thủ môn 46 tuổi ghi bàn phút bù giờ, cả phường ôm nhau khóc"
    reading = read_article(Article(id="a", url="", title=title, body=text), date(2026, 9, 1))
    assert all("cả phường" in one.reason for one in find_headline_gap(reading))
