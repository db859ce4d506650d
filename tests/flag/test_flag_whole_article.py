"""F-5, F-6, F-8 and F-10: what only the whole article shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Facts
from pipeline.domain.places import load_places
from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    Field,
    Flag,
    PlaceTag,
    Sentiment,
    TaggedArticle,
    Tone,
)
from pipeline.flag import flag
from pipeline.flag.headline import find_headline_gap
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.sourcing import (
    concerns_us,
    find_anonymous_only,
    find_no_official_voice,
    has_official_voice,
)
from pipeline.flag.verdict import find_early_verdict

NEGATIVE = Sentiment(label=Tone.NEGATIVE, score=0.9)
NEUTRAL = Sentiment(label=Tone.NEUTRAL, score=0.9)
PRAISE = Sentiment(label=Tone.POSITIVE, score=0.5)
COMPLAINT = (
    "Đường làng đầy ổ gà, mưa xuống là sa lầy. Người dân bức xúc vì gửi đơn ba lần chưa ai trả lời. "
    "Bà Lê Thị Bưởi kể cháu ngã xe hai lần."
)


def reading(body: str, title: str = "Chuyện con đường", sapo: str = "") -> Reading:
    return read_article(Article(id="a", url="", title=title, sapo=sapo, body=body), date(2026, 9, 1))


def unheard(
    read: Reading,
    sentiment: Sentiment,
    *,
    agency_voice: bool = False,
    agencies: tuple[AgencyTag, ...] = (),
    places: tuple[PlaceTag, ...] = (),
) -> list[Flag]:
    item = tagged(read, agencies, places)
    return find_no_official_voice(read, replace(item, sentiment=sentiment, agency_voice=agency_voice))


def tagged(
    read: Reading, agencies: tuple[AgencyTag, ...] = (), places: tuple[PlaceTag, ...] = ()
) -> TaggedArticle:
    return TaggedArticle(
        article=read.article,
        agencies=agencies,
        places=places,
        sentiment=NEGATIVE,
        attention=Attention(score=0.0),
    )


@pytest.mark.parametrize("sentiment", [NEGATIVE, NEUTRAL])
def test_a_complaint_without_an_official_voice_is_flagged(sentiment: Sentiment) -> None:
    assert unheard(reading(COMPLAINT), sentiment)


@pytest.mark.parametrize(
    "voice",
    [
        "Ông Ngô Văn Xa, Chủ tịch UBND xã, cho biết đường sẽ sửa trong tháng.",
        "Theo Sở Xây dựng, đường sẽ sửa trong tháng.",
        "Đại diện Công an tỉnh khẳng định đã cắm biển báo.",
        '"Chúng tôi sẽ sửa ngay", Giám đốc Sở Xây dựng nói.',
        "Theo bà Đinh Thị Ngời, Phó Chủ tịch UBND xã, đường sẽ sửa trong tháng.",
    ],
)
def test_an_official_who_is_heard_is_enough(voice: str) -> None:
    assert has_official_voice(reading(voice))
    assert not unheard(reading(f"{COMPLAINT}\n\n{voice}"), NEGATIVE)


@pytest.mark.parametrize(
    "silence",
    [
        "Người dân đã nhiều lần đề nghị UBND xã sửa đường nhưng chưa được trả lời.",
        "Phóng viên liên hệ lãnh đạo Sở Xây dựng nhưng không nhận được phản hồi.",
        "UBND xã đến nay chưa có thông báo nào.",
        "Bà con mong chính quyền xem xét, chỉ đạo.",
        "Ông Phạm Văn Chạy, trưởng ban đại diện cha mẹ học sinh, nói lớp góp tiền mua sỏi.",
        "Bà Ngọt, phó ban giám sát cộng đồng, kể xe lu chỉ chạy một lượt.",
    ],
)
def test_what_an_office_was_asked_and_did_not_answer_is_no_voice(silence: str) -> None:
    assert not has_official_voice(reading(silence))
    assert unheard(reading(f"{COMPLAINT}\n\n{silence}"), NEGATIVE)


@pytest.mark.parametrize(
    "voice",
    [
        "Sở Y tế cho biết không có thông tin về vụ việc.",
        "Theo đề nghị của người dân, UBND xã yêu cầu nhà thầu dừng thi công.",
        "Người dân đề nghị sửa đường, Sở Xây dựng cho biết sẽ sửa trong tháng.",
    ],
)
def test_an_office_that_answers_with_a_no_or_after_a_request_is_heard(voice: str) -> None:
    assert has_official_voice(reading(voice))


def test_praise_is_no_complaint_whatever_hardship_it_tells_of() -> None:
    hardship = "Đường làng đầy ổ gà, mưa xuống là sa lầy. Cô giáo cõng trò qua suối, đến lớp áo ướt sũng."
    assert unheard(reading(hardship), NEGATIVE) == unheard(reading(hardship), PRAISE) == []


@pytest.mark.parametrize(
    "appeal",
    [
        "Trưởng thôn đã năm lần gửi đơn lên xã, lần nào cũng được hẹn sang năm.",
        "Bà con lên xã ba lần, lần nào cũng được ghi vào sổ. Ghi rồi để đó.",
        "Ông xin cái cống từ năm ngoái, đến giờ chưa thấy ai xuống.",
        "Già làng viết thư bốn lần, chưa ai trả lời.",
    ],
)
def test_an_appeal_that_nobody_answered_complains_though_the_tone_is_read_as_praise(appeal: str) -> None:
    told = f"Cống thôn vỡ từ mùa mưa trước, nước tràn ngập sân trường. {appeal} Bà Lê Thị Bưởi kể cháu ngã hai lần."
    assert unheard(reading(told), PRAISE)


@pytest.mark.parametrize(
    "told",
    [
        "Cô đã năm lần hiến máu. Lần nào cũng được bệnh viện mời cơm. Con cô noi theo mẹ.",
        "Anh gõ cửa ba lần mới gặp nghệ nhân. Nghệ nhân dạy anh đan gùi suốt một mùa.",
        "Chủ tịch xã ba lần xuống thôn, lần nào cũng ghi từng ý kiến vào sổ. Cống đã thay mới.",
    ],
)
def test_what_was_done_several_times_is_no_unanswered_appeal(told: str) -> None:
    assert not unheard(reading(told), PRAISE)


def test_an_author_who_condemns_where_no_office_is_heard_leaves_an_office_unheard() -> None:
    told = (
        "Chủ lò Lý Văn K. là kẻ lừa đảo có nghề, đã nuốt trọn tiền cọc của cả xóm. Tội ác ấy kéo dài ba năm. "
        "Chín mươi hộ gửi đơn tố cáo. Đơn vừa nộp, chưa ai bị khởi tố. Bà Lê Thị Bưởi mất bốn chục triệu."
    )
    assert unheard(reading(told), NEGATIVE)


@pytest.mark.parametrize(
    "told",
    [
        "Lò Văn Xá là kẻ lừa đảo, quỵt của thợ trăm triệu đồng. Thợ ngồi chờ trước cổng.",
        "Gã chủ bãi tên Tạ Hữu V. đã đánh gãy tay hai phu cát. Bãi nằm sau rặng tre.",
        "Đinh Thế Mão, thủ quỹ hội, là tên tham ô. Sổ của hội mất hai trang.",
    ],
)
def test_who_is_named_a_criminal_by_the_author_is_judged_early(told: str) -> None:
    assert find_early_verdict(reading(told))


@pytest.mark.parametrize(
    "told",
    [
        'Bà Năm gọi ông Xá là "kẻ lừa đảo". Công an xã đang xác minh đơn của bà.',
        "Công an nghi Lò Văn Xá là kẻ lừa đảo. Vụ việc đang được điều tra.",
        "Ông Xá là kẻ lãng du, mê đàn đá. Làng nào cũng có người nhớ ông.",
        "Gã thợ hàn tên Tạ Hữu V. đã cứu ba em nhỏ. Cả xóm gọi gã là anh hùng.",
        "Tòa tuyên phạt Lò Văn Xá 7 năm tù. Xá là kẻ lừa đảo chuyên nghiệp, bản án ghi.",
    ],
)
def test_a_hedge_a_quotation_a_judgment_or_praise_is_no_early_verdict(told: str) -> None:
    assert not find_early_verdict(reading(told))


def test_a_judgment_of_another_case_ends_nothing() -> None:
    told = "Lò Văn Xá là kẻ lừa đảo. Hồi tháng ba, tòa đã tuyên hai năm tù với người ở một bến khác."
    assert find_early_verdict(reading(told))


def test_a_letter_of_the_office_from_before_is_no_voice() -> None:
    assert not has_official_voice(
        reading("Sở Giáo dục và Đào tạo có Công văn số 12/SGDĐT-VP yêu cầu dừng thu tiền.")
    )
    assert not has_official_voice(reading("Đoàn thanh tra công bố quyết định kiểm tra định kỳ."))
    assert has_official_voice(reading("Sở Giáo dục và Đào tạo yêu cầu trường trả lại tiền."))


def test_the_tag_of_an_official_voice_counts() -> None:
    assert not unheard(reading(COMPLAINT), NEGATIVE, agency_voice=True)


def test_what_lacks_in_another_province_is_not_ours_unless_an_agency_of_ours_answers() -> None:
    article = Article(id="a", url="", title="Hải Phòng: đường làng sa lầy", body=COMPLAINT)
    read = read_article(article, date(2026, 9, 1), read_provinces(load_places()))
    assert not concerns_us(read, tagged(read))
    assert concerns_us(read, tagged(read, agencies=(AgencyTag(id="qn-xaydung", score=0.8),)))
    assert concerns_us(
        read,
        tagged(read, places=(PlaceTag(id="xa-21115", name="Trà Bồng", field=Field.TITLE, start=0, end=8),)),
    )


def test_wrongs_of_another_province_get_no_flag() -> None:
    body = (
        "Một người giấu tên nói chủ đò {} đã thu tiền hai lần. Người này cũng cho biết sổ thu giấu ở bến. Lò Văn Xá chính là kẻ "
        "lừa đảo."
    )
    flags = {}
    for province in ("Hải Phòng", "Quảng Ngãi"):
        one = Article(id="a", url="", title=f"{province}: bến đò thu tiền", body=body.format(province))
        item = tagged(read_article(one, date(2026, 9, 1)))
        known = {"facts": Facts(()), "agencies": load_agencies(), "places": load_places(), "groups": {}}
        (found,) = flag([item], **known, today=date(2026, 9, 1))
        flags[province] = {one.signal.value for one in found.flags}
    assert flags == {"Hải Phòng": set(), "Quảng Ngãi": {"F-6", "F-10"}}


@pytest.mark.parametrize(
    "act",
    [
        "Chủ tịch UBND xã đã ra quyết định xử phạt nhà thầu.",
        "Nhà thầu bị phạt 40 triệu đồng.",
        "Hội đồng xét xử hoãn phiên tòa.",
        "Tòa tuyên phạt chủ thầu 3 năm tù.",
    ],
)
def test_an_authority_that_has_decided_has_been_heard(act: str) -> None:
    assert not unheard(reading(f"{COMPLAINT}\n\n{act}"), NEGATIVE)


def test_a_sad_event_is_no_complaint() -> None:
    body = "Sáng nay, một xe tải lật ở chân đèo. Hai người bị thương được đưa đi cấp cứu."
    assert not unheard(reading(body, title="Tai nạn ở chân đèo"), NEGATIVE)


@pytest.mark.parametrize(
    "source",
    [
        "Một người am hiểu vụ việc nói đã có chia chác.",
        "Một lãnh đạo không tiện nói tên bảo ai cũng biết.",
        "Một phụ huynh không muốn ra mặt kể lại khoản thu.",
        "Người cung cấp thông tin đề nghị được bảo mật danh tính.",
        "Một nguồn thân cận với giám đốc nói vậy.",
        "Ông N.V.T. nói đã nộp tiền.",
    ],
)
def test_a_source_may_be_left_unnamed_in_many_words(source: str) -> None:
    body = f"Muốn qua trạm, mỗi xe phải nộp tiền lót tay. {source}"
    assert find_anonymous_only(reading(body))
    assert not find_anonymous_only(reading(f"{body} Bà Lê Thị Bưởi kể đã nộp ba lần."))


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Theo nguồn tin riêng, mỗi xe phải nộp tiền. Một cán bộ xin giấu tên nói ai cũng biết.", True),
        ("Theo nguồn tin riêng, mỗi xe phải nộp tiền. Ông Trần Văn Tỏ kể đã nộp ba lần.", False),
        ("Một cán bộ xin giấu tên nói ai cũng biết. Sở Xây dựng cho biết đã lập đoàn kiểm tra.", False),
        ("Bà Lê Thị Bưởi kể đã nộp tiền.", False),
    ],
)
def test_only_articles_without_any_named_source_are_flagged(body: str, flagged: bool) -> None:
    assert bool(find_anonymous_only(reading(body))) is flagged


@pytest.mark.parametrize(
    ("title", "body", "flagged"),
    [
        (
            "Cả xã tháo chạy vì đập sắp vỡ",
            "Chủ đập khẳng định không có ai tháo chạy. Nước hồ ở mức thấp.",
            True,
        ),
        (
            "Hàng loạt tiểu thương đóng sạp",
            "Hai sạp nghỉ vì việc nhà. Chợ vẫn họp bình thường. Khách đông như mọi ngày.",
            True,
        ),
        ("Cả xã tháo chạy vì đập sắp vỡ", "Hàng trăm người tháo chạy trong đêm, đồ đạc bỏ lại.", False),
        ("Chợ Bàu mở lại", "Chợ hoạt động bình thường từ sáng nay.", False),
        ("Có chuyện cả xã tháo chạy?", "Chủ đập khẳng định không có ai tháo chạy.", False),
    ],
)
def test_a_loud_headline_that_the_text_denies_is_flagged(title: str, body: str, flagged: bool) -> None:
    assert bool(find_headline_gap(reading(body, title=title))) is flagged


@pytest.mark.parametrize(
    ("title", "body", "flagged"),
    [
        ("Vạch mặt kẻ lừa đảo ở chợ Bàu", "Công an mới khởi tố bị can. Kẻ lừa đảo này vẫn chối.", True),
        (
            "Vạch mặt kẻ lừa đảo ở chợ Bàu",
            "Tòa tuyên phạt bị cáo 7 năm tù. Kẻ lừa đảo này đã nhận tội.",
            False,
        ),
        ("Thủ kho bị bắt", "Ông B. bị bắt tối qua. Ông này đã thụt két 2 tỷ đồng của kho.", True),
        ("Quan tham sa lưới", "Vụ án chưa được đưa ra xét xử. Ông B. đã khai khống ngày công.", True),
        ("Thủ kho bị bắt", "Ông B. bị bắt tối qua, bị tố đã thụt két 2 tỷ đồng.", False),
        ("Thủ kho lãnh án", "Ông B. đã thụt két, bị bắt năm ngoái, nay lãnh án 5 năm tù.", False),
        ("Khởi tố một tiểu thương", "Công an khởi tố bị can để điều tra. Tiểu thương phủ nhận.", False),
        ("Cẩn thận kẻ lừa đảo qua điện thoại", "Công an khuyến cáo người dân không chuyển tiền.", False),
    ],
)
def test_guilt_before_a_judgment_is_flagged(title: str, body: str, flagged: bool) -> None:
    assert bool(find_early_verdict(reading(body, title=title))) is flagged


@pytest.mark.parametrize(
    "body",
    [
        (
            "Mười bốn cụm loa im tiếng từ đầu mùa mưa. Ông Trứ bảo đã gọi lên trên ba bận, lần nào cũng nghe câu để xem. "
            "Hôm nước lên, cả xóm không có một tiếng báo. Chiếc loa sắt đã có tổ chim."
        ),
        (
            "Cống khởi công từ năm 2023, nay mới có hai trụ. Anh Phước mất trắng vụ trước, vụ này bỏ đất. "
            "Máy đào nằm hoen gỉ. Bà con phải chung tiền khoan giếng, giếng nào cũng cạn."
        ),
        (
            "Cửa biển cạn, tàu mắc cát cả buổi. Ngư dân phải thuê tàu kéo, mỗi lần ba triệu. "
            "Họ từng kiến nghị ở ba kỳ họp dân mà chưa thấy ai trả lời."
        ),
    ],
)
def test_complaints_in_many_words_are_flagged_without_any_tone(body: str) -> None:
    assert unheard(reading(body, title="Ghi ở cơ sở"), NEUTRAL)


@pytest.mark.parametrize(
    "body",
    [
        "Quán bà Tư nằm sau gốc me. Nay con gái phụ, khách đông, ai cũng khen nước mắm ngon.",
        "Bão làm chìm mười chiếc tàu. Ông Trai mất chiếc tàu tỷ rưỡi. Các hộ nhờ người lặn tìm máy.",
        "Công an khởi tố bốn bị can. Các bị can khai nhận, bị hại được trả lại tiền.",
        "Ông Tạ nặn gốm từ nhỏ. Chiếc ang nứt ông để góc nhà, không bán. Năm ngoái lò nổ, khói mù, ông phải nghỉ ba tháng.",
        "Gò đất bỏ hoang, ông trồng cây mười năm nay. Cây chết, ông phải trồng lại, không ai trả công.",
        "Con làm vỡ bình rồi im lặng. Cha mẹ không nên quát. Nên hỏi vì sao, chờ con kể, đừng để con sợ.",
        "Tháng nào cũng có người gửi hai bao gạo, xin không nêu tên. Một tài xế giấu tên chở gạo không lấy công.",
        "Cá ngừ còn 95 nghìn đồng mỗi ký. Nhiều chủ tàu chờ giá lên mới bán, tàu vẫn đi biển đều.",
    ],
)
def test_life_misfortune_crime_and_markets_are_no_complaints(body: str) -> None:
    assert not unheard(reading(body, title="Ghi ở cơ sở"), NEUTRAL)


@pytest.mark.parametrize(
    ("title", "body", "flagged"),
    [
        (
            "Cháy lớn ở khu kinh tế, hàng nghìn công nhân tháo chạy",
            (
                "Đống pallet ngoài bãi bốc cháy, được dập trong mười phút. Công nhân vẫn làm việc. "
                "Không có thiệt hại về người. Ca chiều vào đúng giờ."
            ),
            True,
        ),
        (
            "Rau tồn dư thuốc sâu gấp chục lần",
            "Cả 60 mẫu đều đạt. Không phát hiện tồn dư vượt mức cho phép. Các vườn xuất rau bình thường.",
            True,
        ),
        (
            "Không để xảy ra ô nhiễm từ sự cố tàu mắc cạn",
            "Lãnh đạo cho biết chưa từng có sự cố nào như vậy, yêu cầu không để xảy ra ô nhiễm.",
            False,
        ),
        (
            "Hàng loạt sai phạm về đất đai",
            "Không khắc phục sai phạm, công ty bị phạt. Đất sử dụng không đúng mục đích.",
            False,
        ),
    ],
)
def test_what_the_body_tells_decides_about_a_loud_headline(title: str, body: str, flagged: bool) -> None:
    assert bool(find_headline_gap(reading(body, title=title))) is flagged


def test_what_we_all_have_to_do_condemns_nobody() -> None:
    body = "Cơ quan điều tra đang xác minh. Chúng ta đã nói nhiều. Chúng ta phải khắc phục."
    assert not find_early_verdict(reading(body))


@pytest.mark.parametrize(
    "source",
    ["một người đề nghị không đăng tên", "tài xế (đã đổi tên)", "người phụ nữ xin giấu danh tính"],
)
def test_a_source_without_a_name_is_known_in_many_words(source: str) -> None:
    body = f"Theo {source}, tháng nào cũng phải nộp. Nguồn tin này không cho chụp sổ."
    assert find_anonymous_only(reading(body))


@pytest.mark.parametrize(
    "voice",
    [
        "Phó Giám đốc Sở Xây dựng Ngô Văn Xa nhận thiếu sót ấy.",
        "Sở Xây dựng, qua lời Giám đốc Ngô Văn Xa, dự định làm lại đường.",
    ],
)
def test_an_office_that_owns_a_fault_or_speaks_through_its_head_is_heard(voice: str) -> None:
    assert has_official_voice(reading(voice))


@pytest.mark.parametrize(
    "teller",
    [
        "Một người tự xưng là cựu nhân viên ban quản lý, giấu tên, cho rằng hồ sơ làm sau.",
        "Cựu cán bộ phòng kinh tế nói lô đất đã có chủ.",
    ],
)
def test_who_once_worked_for_an_office_is_not_its_voice(teller: str) -> None:
    assert not has_official_voice(reading(teller))


ACCUSED = (
    "Một phụ huynh giấu tên nói rèm cửa bị thay bằng loại mỏng hơn hồ sơ. "
    "Người gửi phản ánh, đề nghị không công khai danh tính, kể phải nộp thêm tiền."
)


def test_who_sends_a_complaint_is_no_giver() -> None:
    assert find_anonymous_only(reading(ACCUSED))
    assert not find_anonymous_only(reading(f"{ACCUSED} Bà Lê Thị Bưởi kể đã thấy hóa đơn."))


def test_a_head_called_by_one_name_the_second_time_only_answers() -> None:
    answer = (
        "Phó Giám đốc Bệnh viện tỉnh Lê Quốc Bảo nói đã xem lại camera. Ông Bảo nói mong người viết đến gặp."
    )
    assert find_anonymous_only(reading(f"{ACCUSED} {answer}"))
    assert not find_anonymous_only(reading(f"{ACCUSED} {answer} Ông Lành nói cháu ông cũng nộp."))


@pytest.mark.parametrize(
    "cited",
    [
        "Theo Quyết định số 19/2026/QĐ-UBND ngày 3/2/2026, mỗi hộ được hỗ trợ 5 triệu đồng.",
        "Một cựu trưởng phòng, với điều kiện không nêu tên, kể hồ sơ được sửa ba lần.",
        "Một cán bộ thuộc sở, xin giấu tên, cho biết ai cũng biết chuyện này.",
        "Bà Hường kể bệnh viện nói hết thuốc, ra ngoài mà mua.",
        "Ban quản lý hứa sẽ thay đèn, nhưng đến nay đường vẫn tối.",
    ],
)
def test_a_rule_cited_a_former_officer_hearsay_and_a_promise_not_kept_are_no_voice(cited: str) -> None:
    assert not has_official_voice(reading(cited))
    assert unheard(reading(f"{COMPLAINT}\n\n{cited}"), NEGATIVE)


@pytest.mark.parametrize(
    "voice",
    [
        "Ông Lò Văn Mo, Giám đốc Sở Xây dựng, có mặt từ sớm. Ông đáp sẽ cho sửa ngay tuần này.",
        "Thanh tra Sở Nông nghiệp và Môi trường tỉnh Quảng Ngãi đã phát hiện vi phạm.",
        "Chủ tịch UBND xã vừa ký văn bản thúc nhà thầu làm tiếp.",
    ],
)
def test_an_officer_who_goes_on_by_pronoun_and_an_office_that_acts_are_heard(voice: str) -> None:
    assert has_official_voice(reading(voice))
    assert not unheard(reading(f"{COMPLAINT}\n\n{voice}"), NEGATIVE)


def test_a_neighbour_who_goes_on_by_pronoun_is_no_official() -> None:
    assert not has_official_voice(reading("Ông Lò Văn Mo, thợ hồ, có mặt từ sớm. Ông đáp chưa ai sửa."))


def test_a_petition_left_unanswered_is_a_complaint_in_a_warm_story() -> None:
    body = (
        "Đội kèn của xóm có mười hai người, tập mỗi tối rằm. Khán giả vỗ tay theo nhịp. "
        "Ông Lê Sỏi trách ba năm gửi đơn xin chiếc trống mà không thấy ai hồi âm."
    )
    assert unheard(reading(body, title="Tiếng kèn xóm Bãi"), NEUTRAL)
    answered = body.replace("trách ba năm gửi đơn xin chiếc trống mà không thấy ai hồi âm", "giữ nhịp trống")
    assert not unheard(reading(answered, title="Tiếng kèn xóm Bãi"), NEUTRAL)


def test_a_feast_is_no_complaint_whatever_nobody_did_there() -> None:
    body = (
        "Lễ hội cồng chiêng khai mạc tối thứ Sáu, có 40 gian hàng. Chiếc gùi lạ chưa ai đặt tên, không ai mua. "
        "Du khách không hiểu lời hát nhưng ai cũng ngồi tới khuya. Ngày bế mạc có thi nấu cơm lam."
    )
    assert not unheard(reading(body, title="Đêm cồng chiêng"), NEUTRAL)


CONDEMNED = (
    "Kẻ vòi vĩnh ấy là một cán bộ địa chính. Hắn đã vòi tiền hàng chục gia đình. "
    "Tội lỗi của hắn không thể chối cãi."
)


def test_who_is_condemned_where_no_case_is_told_of_is_judged_early() -> None:
    assert find_early_verdict(reading(CONDEMNED))


@pytest.mark.parametrize(
    "fair",
    [
        "Ông ta bị tố vòi tiền hàng chục gia đình. Người tố cáo nói có giấy tay.",
        "Kẻ trộm vào vườn lúc nửa đêm. Sáng ra mất hai buồng chuối.",
        f"{CONDEMNED} Tòa tuyên phạt bị cáo 7 năm tù.",
        '"Kẻ nào lấy tiền thì có tội", cụ nói. "Hắn đã vòi tiền, trời không dung", cụ thở dài.',
    ],
)
def test_a_charge_a_theft_a_judgment_and_a_quoted_curse_are_no_early_verdict(fair: str) -> None:
    assert not find_early_verdict(reading(fair))


@pytest.mark.parametrize(
    "asked", ["Tòa chưa tuyên án.", "Viện kiểm sát đề nghị 7 năm tù.", "Ông ta từng lãnh án 2 năm tù."]
)
def test_what_is_asked_for_expected_or_long_past_is_no_judgment(asked: str) -> None:
    assert find_early_verdict(reading(f"{CONDEMNED} {asked}"))


def test_a_headline_of_killing_is_denied_by_no_death() -> None:
    title = "Thảm sát đàn bò tót ở rừng đầu nguồn"
    told = "Kiểm lâm cho biết chưa phát hiện cá thể bò tót nào chết. Máy ảnh chụp được cả đàn."
    assert find_headline_gap(reading(told, title=title))
    killed = "Kiểm lâm cho biết bốn con bò tót bị sát hại bằng súng. Xác được chôn tại chỗ."
    assert not find_headline_gap(reading(killed, title=title))


def test_a_headline_of_a_feast_called_off_is_denied_by_its_being_held() -> None:
    title = "Hủy lễ khai trương bến thuyền vì bão"
    assert find_headline_gap(reading("Bến thuyền vẫn khai trương đúng giờ sáng 4/5.", title=title))
    assert not find_headline_gap(reading("Ban tổ chức hủy lễ, chờ sóng êm.", title=title))


def test_a_message_without_a_sender_is_unnamed_and_who_is_accused_is_no_source_of_it() -> None:
    body = (
        "Một tin nhắn không người gửi kể tổ trọng tài nhận tiền. Một tài khoản vô danh nói thêm chuyện sửa điểm. "
        "Sở Văn hóa khẳng định không có việc này."
    )
    assert find_anonymous_only(reading(body))
    assert find_anonymous_only(reading(f"{body} Anh Lê Văn Đó, người bị nêu tên, nói hôm ấy đau chân."))
    assert not find_anonymous_only(reading(f"{body} Anh Lê Văn Đó, huấn luyện viên, nói đã thấy phong bì."))


def test_a_fine_of_before_is_no_decision() -> None:
    assert unheard(reading(f"{COMPLAINT}\n\nNăm ngoái nhà thầu này từng bị phạt 8 triệu đồng."), NEGATIVE)
    assert not unheard(reading(f"{COMPLAINT}\n\nHôm qua nhà thầu bị phạt 8 triệu đồng."), NEGATIVE)


def test_an_account_without_a_name_is_an_unnamed_source() -> None:
    body = "Một tài khoản lạ đăng rằng nhà nào cũng bị cắt phế. Người tự xưng thợ hồ, giấu mặt, kể theo."
    assert find_anonymous_only(reading(body))
    gift = "Người gửi xin không nêu tên. Một bệnh nhân giấu tên gửi lại chai mật ong để cảm ơn."
    assert not find_anonymous_only(reading(gift))


@pytest.mark.parametrize(
    "told",
    [
        "Kẻ lừa đảo Bừng hẹn tuần sau trả, tuần sau lại hẹn.",
        "Cả xóm nhớ mặt tên trộm cắp Vạnh, người vẫn ngồi quán nước đầu hẻm.",
        "Kẻ đầu độc Sửu còn đi chợ mỗi sáng.",
        "Chủ trại chính là tội đồ gieo bệnh cho cả vùng.",
        "Giám đốc xưởng đích thị là kẻ xả nước đen xuống mương.",
        "Kế toán trường chính là thủ phạm vụ mất quỹ.",
    ],
)
def test_a_crime_put_before_a_name_or_a_post_judges_early(told: str) -> None:
    assert find_early_verdict(reading(f"Quán mở từ sáng sớm. {told}"))


@pytest.mark.parametrize(
    "fair",
    [
        "Kẻ lừa đảo gọi điện xưng là nhân viên ngân hàng. Mọi người đừng đọc mã.",
        "Chủ trại chính là người gieo giống mới cho cả vùng.",
        "Giám đốc xưởng bị nghi chính là kẻ xả nước đen xuống mương.",
        '"Chủ trại chính là tội đồ", một người nói.',
        "Kẻ lừa đảo Bừng bị tòa tuyên phạt 7 năm tù.",
        "Có phải kế toán trường chính là thủ phạm?",
    ],
)
def test_a_warning_a_doubt_a_quotation_and_a_judgment_call_nobody_guilty_early(fair: str) -> None:
    assert not find_early_verdict(reading(f"Quán mở từ sáng sớm. {fair}"))


@pytest.mark.parametrize(
    "still_open",
    [
        "Chưa có cơ quan nào kết luận.",
        "Chuyện ấy chưa có đoàn nào thanh tra.",
        "Đến nay không cấp nào xác minh.",
    ],
)
def test_what_nobody_has_looked_into_is_an_open_case(still_open: str) -> None:
    crowd = "Cánh cân mủ đã bỏ túi riêng tiền của dân. Bọn tham nhũng ấy chia nhau theo thứ bậc."
    assert find_early_verdict(reading(f"{crowd} {still_open}"))
    assert not find_early_verdict(reading(f"Cân mủ thiếu hai ký mỗi chuyến. {still_open}"))


@pytest.mark.parametrize(
    "nobody",
    [
        "Dân báo nhiều lần mà chưa thấy ai xuống lấy mẫu.",
        "Đến hôm nay chưa có cán bộ nào xuống đo.",
        "Cống hỏng mà không đơn vị nào xuống sửa.",
    ],
)
def test_fish_that_die_where_nobody_comes_are_a_complaint_and_no_disaster(nobody: str) -> None:
    assert unheard(reading(f"Cá chết trắng suối, nước đen từ cống xưởng mì. {nobody}"), NEUTRAL)
    assert not unheard(reading("Cá chết vì lũ. Hai người chết khi lật ghe. Sạt lở chắn đường."), NEUTRAL)


@pytest.mark.parametrize(
    "named",
    [
        "Sở Giao thông vận tải trước đây từng về đo, để lại mấy cọc gỗ.",
        "Xe đỗ trước phòng giao dịch kho bạc, chắn lối đi.",
        "Công an giao thông có cái chốt cách đó hai cây số.",
    ],
)
def test_the_name_of_an_office_of_transport_is_no_word_of_its_own(named: str) -> None:
    assert not has_official_voice(reading(f"{COMPLAINT} {named}"))
    assert has_official_voice(reading(f"{COMPLAINT} Sở Giao thông vận tải giao đội duy tu vá đường."))


@pytest.mark.parametrize(
    ("told", "alone"),
    [
        ("Giám đốc Sở Y tế Lê Văn Bo xác nhận đơn vị đang xác minh.", True),
        ("Giám đốc Sở Y tế Lê Văn Bo cho biết hiện chưa có kết luận.", True),
        ("Công an xã cho biết đã nhận đơn, chưa khởi tố bị can nào.", True),
        ("Chi cục trưởng Lê Văn Bo nói đã đình chỉ người bị nêu để làm rõ.", True),
        ("Giám đốc Sở Y tế Lê Văn Bo xác nhận có việc thay rèm.", False),
        ("Chi cục trưởng Lê Văn Bo nói đã đình chỉ người nhận tiền.", False),
        ("Chủ thầu đã bị khởi tố, tạm giam.", False),
    ],
)
def test_what_is_looked_into_bears_out_nobody_without_a_name(told: str, *, alone: bool) -> None:
    assert bool(find_anonymous_only(reading(f"{ACCUSED} {told}"))) == alone


def test_several_who_ask_together_not_to_be_named_are_several_sources() -> None:
    office = "Phó Giám đốc Sở Xây dựng Lê Văn Bo trả lời rằng hồ sơ treo hai mươi ngày ở nhà văn hóa."
    several = "Ba người chúng tôi gặp đều xin không nêu danh tính, đều cho rằng vườn được đo rộng hơn."
    one = "Một người chúng tôi gặp xin không nêu danh tính, cho rằng vườn được đo rộng hơn."
    assert find_anonymous_only(reading(f"{several} {office}"))
    assert not find_anonymous_only(reading(f"{one} {office}"))


@pytest.mark.parametrize(
    "no_source",
    [
        "Tên bịt mặt vứt dao. Kẻ bịt mặt nói sẽ quay lại, dọa đánh chủ quán.",
        "Cán bộ điều tra đang xác minh nguồn tin. Đoàn vừa tiếp nhận nguồn tin về việc tráo hồ sơ.",
        "Hai nghìn thí sinh ghi tên vào cuộc thi. Mười đội ghi tên vào giải, chạy tiếp sức.",
    ],
)
def test_a_culprit_a_report_and_an_entry_are_no_unnamed_sources(no_source: str) -> None:
    assert not find_anonymous_only(reading(no_source))


def test_an_insurance_is_no_office_and_a_count_names_no_speaker() -> None:
    told = "Toàn tỉnh có 900 người theo loại hình bảo hiểm xã hội tự nguyện. Ở Kon Tum, tính đến tháng 9 có 40 xưởng."
    assert not has_official_voice(reading(told))
    assert has_official_voice(reading("Bảo hiểm xã hội tỉnh cho biết đã trả lại tiền."))
    assert find_anonymous_only(reading(f"{ACCUSED} {told}"))


@pytest.mark.parametrize(
    "told",
    [
        "Lò Tiến X., chủ quán nước, là tên trùm đào vàng lậu.",
        "K. là thằng ăn trộm, ai cũng ngờ.",
        "Mụ Lò Thị Xá đã bóc lột cả chợ bằng lãi cắt cổ.",
    ],
)
def test_who_is_named_as_thief_head_or_leech_is_judged_early(told: str) -> None:
    assert find_early_verdict(reading(f"Quán mở từ sáng sớm. {told}"))
    assert not find_early_verdict(reading(f"Quán mở từ sáng sớm. {told} Tòa tuyên phạt bị cáo 7 năm tù."))
