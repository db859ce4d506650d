"""Headlines belied in ways that lists of words did not know, verdicts without a case, readers' letters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.records import Article
from pipeline.flag.grievance import kinds
from pipeline.flag.headline import find_headline_gap
from pipeline.flag.reading import Reading, read_article
from pipeline.flag.sourcing import has_official_voice
from pipeline.flag.told import denied, told
from pipeline.flag.verdict import find_early_verdict


def reading(body: str, title: str = "") -> Reading:
    article = Article(id="a", url="", title=title, body=body, published_at=datetime(2026, 9, 1, tzinfo=UTC))
    return read_article(article, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("title", "body", "flagged"),
    [
        # all or many, where a handful is counted
        ("Cả thôn rủ nhau bỏ ruộng", "Trưởng thôn nói năm nay chỉ có ba hộ nghỉ làm. Lúa xanh khắp cánh đồng.", True),
        ("Cả thôn rủ nhau bỏ ruộng", "Trưởng thôn nói nhiều hộ đã nghỉ làm. Chỉ có ba hộ cấy lại.", False),
        # what is stopped goes on
        ("Trạm Sa Bình ngừng khám thai", "Cô đỡ vẫn khám thai từ bảy giờ. Phòng bên đang quét vôi.", True),
        ("Trạm Sa Bình ngừng khám thai", "Từ thứ hai trạm ngừng khám thai vì hết máy đo.", False),
        ("Bến Tam Hiệp cấm chở khách", "Không có lệnh cấm chở khách nào. Đò chạy như mọi ngày.", True),
        # none is left, and so many are counted
        ("Lò gạch thủ công đã sạch bóng", "Toàn tỉnh vẫn còn 41 lò gạch thủ công. Chủ lò xin thêm một năm.", True),
        ("Lò gạch thủ công đã sạch bóng", "Năm ngoái toàn tỉnh vẫn còn 41 lò gạch. Nay lò cuối cùng đã tắt.", False),
        # let off, and the sentence
        ("Tòa tha bổng người đốt rẫy", "Ông Lành nhận chín tháng tù treo. Vợ ông khóc ở cửa.", True),
        ("Tòa tha bổng người đốt rẫy", "Ông Lành được tuyên không phạm tội. Vợ ông khóc ở cửa.", False),
        # gone from where it still stands
        ("Tuồn chuông cổ ra khỏi chùa", "Quả chuông vẫn treo trong gác chuông. Sư thầy đánh ba hồi.", True),
        ("Tuồn chuông cổ ra khỏi chùa", "Quả chuông không thấy đâu, gác chuông trống trơn.", False),
        # what it turned out to be
        ("Kè Phổ Thạnh nứt toác", "Vết nứt dài hóa ra là vệt sơn cũ. Thân kè còn nguyên.", True),
        ("Kè Phổ Thạnh nứt toác", "Thân kè nứt toác một đoạn hai mươi mét. Cọc còn nguyên.", False),
        # held up, refused, short, fake, in the streets
        ("Đường Đức Lợi tắc cứng", "Mặt bằng đã giao đủ. Tiến độ vẫn theo lịch.", True),
        ("Đường Đức Lợi tắc cứng", "Mặt bằng đã giao đủ. Cầu còn vướng mộ, chậm hai tháng.", False),
        ("Dân Phổ An nhất quyết không dời mộ", "Nhà nào cũng ký. Ông Sáu nay dọn sang khu mới.", True),
        ("Dân Phổ An nhất quyết không dời mộ", "Hai mươi hộ chưa chịu ký. Có 12 hộ đã nhận tiền.", False),
        ("Tỉnh thất thu nặng", "Ba tháng thu cao hơn quý một năm ngoái 11%. Không sắc thuế nào hụt.", True),
        ("Tỉnh thất thu nặng", "Ba tháng thu thấp hơn dự toán. Thuế đất vượt kế hoạch.", False),
        ("Chợ đêm toàn hàng giả", "Hai mẫu là hàng nhái. Phần còn lại đúng như nhãn, là hàng thật.", True),
        # of others, of bodies, of rules
        ("Lửa thiêu rụi xưởng gỗ", "Máy móc cháy hết. Xưởng bên cạnh còn nguyên. Không ai bị thương.", False),
        ("Cú điện thoại lấy mất sổ của bà giáo", "Bà Hằng chuyển 480 triệu đồng. Không cơ quan nào làm việc bằng điện thoại.", False),
        ("Không để ai bị bỏ lại", "Không ai thiếu gạo giáp hạt. Xã đủ thóc giống.", False),
        # what a headline itself denies or asks
        ("Dân Trà Lâm thôi lội suối", "Từ hôm có cầu, trẻ không còn phải lội suối.", False),
        ("Hỏi và đáp về mùa cấm săn", "Chim nuôi vẫn được phép bán.", False),
        ("Đêm không đèn ở Gò Nổi", "Con đường tối như chưa từng có đèn nào.", False),
    ],
)  # fmt: skip
def test_a_headline_is_set_against_what_the_text_counts_and_tells(
    title: str, body: str, flagged: bool
) -> None:
    assert bool(find_headline_gap(reading(body, title))) is flagged


@pytest.mark.parametrize(
    ("small", "word", "stands"),
    [
        ("không có ổ dịch và cũng không có lệnh dừng bán vé nào", "vé", True),
        ("sạch bong như chưa từng có chuyến xe", "xe", False),
        ("vệt đen hóa ra là rêu", "đen", True),
        ("vệt đen là rêu", "đen", False),
    ],
)
def test_what_is_denied_a_second_time_or_turns_out_otherwise(small: str, word: str, stands: bool) -> None:
    assert any(word in scope.split() for scope in denied(small)) is stands
    assert (word not in told(small).split()) is stands


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Trịnh Bá Hoan, chủ vựa, đã chiếm đoạt tiền hàng của bà con; gã lừa đảo ấy nay khóa cửa. Chợ vắng.", True),
        ("Con ác thú đội lốt thầy giáo ấy đã hành hạ lũ trẻ suốt mùa hè. Phụ huynh mất ngủ.", True),
        ("Kẻ đứng sau đã rõ: Lục Văn Thạo, chủ bến cát. Sông lở thêm một đoạn.", True),
        ("Trịnh Bá Hoan bị tố chiếm đoạt tiền hàng. Ông Hoan phủ nhận việc này.", False),
        ("Trong truyện, gã khổng lồ ấy đã bỏ làng ra đi. Lũ trẻ nghe mê mải.", False),
    ],
)  # fmt: skip
def test_who_is_called_by_a_crime_he_is_told_to_have_done_is_judged_early(body: str, flagged: bool) -> None:
    assert bool(find_early_verdict(reading(body))) is flagged


def test_a_letter_of_a_reader_is_no_tale() -> None:
    body = "Tôi dọn về khu nhà mới từ Tết. Nhà tôi dột ba chỗ, tôi viết đơn bốn lần."
    assert kinds(reading(body, "Thư bạn đọc: mái nhà dột"))["tale"] == 0
    assert kinds(reading(body, "Mái nhà của nội"))["tale"] > 0


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        ("Bà Hứa Mỹ Liên, cán bộ Chi cục Thú y: Chó nhà phải tiêm mỗi năm.", True),
        ("Phó Giám đốc Sở Xây dựng Ung Quang Khải đáp rằng cầu đủ tải.", True),
        ("Bà Hứa Mỹ Liên, bán rau: Chó nhà phải tiêm mỗi năm.", False),
    ],
)
def test_an_office_speaks_behind_a_colon(body: str, heard: bool) -> None:
    assert has_official_voice(reading(body)) is heard
