"""Classes of language that authors unknown to the rules wrote in, each with what only looks like it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from made_facts import NINE_MONTHS, figure

from pipeline.domain.facts import Fact, FactKind
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.documents import Documents, find_documents
from pipeline.flag.events import Events, find_events
from pipeline.flag.figures import find_figures
from pipeline.flag.indicators import prepare
from pipeline.flag.lookup import Figures
from pipeline.flag.periods import find_periods
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.roster import Roster, find_persons

PROVINCES = read_provinces(load_places())
TODAY = date(2026, 10, 12)


FIGURES = Figures(
    prepare(
        [
            figure(
                "HTX",
                "Số hợp tác xã tạm ngừng hoạt động 9 tháng đầu năm 2026",
                "hợp tác xã tạm ngừng",
                "137",
                "hợp tác xã",
            ),
            figure(
                "FRAUD",
                "Số tiền bị chiếm đoạt qua đầu tư tiền ảo 9 tháng đầu năm 2026",
                "tiền bị chiếm đoạt vì tiền ảo",
                "64,7",
                "tỷ đồng",
            ),
            figure(
                "FLU",
                "Số người tiêm vắc xin phòng cúm 9 tháng đầu năm 2026",
                "người tiêm phòng cúm",
                "15284",
                "người",
            ),
            figure(
                "MUSEUM",
                "Lượt khách đến phường Sa Huỳnh 9 tháng đầu năm 2026",
                "lượt khách đến Sa Huỳnh",
                "93750",
                "lượt",
                place="phường Sa Huỳnh",
            ),
            figure(
                "PEPPER",
                "Diện tích hồ tiêu toàn tỉnh năm 2026",
                "diện tích hồ tiêu",
                "2340",
                "ha",
                (date(2026, 1, 1), date(2026, 12, 31)),
            ),
            figure(
                "HOMES",
                "Số hộ bị cô lập do sạt lở đèo Eo Chim",
                "hộ bị cô lập",
                "58",
                "hộ",
                (date(2026, 9, 21), date(2026, 9, 23)),
                "xã Ba Vì",
            ),
            figure(
                "DROWNED",
                "Số trẻ em tử vong do tai nạn thương tích 6 tháng đầu năm 2026",
                "trẻ tử vong vì tai nạn thương tích",
                "23",
                "trẻ",
                (date(2026, 1, 1), date(2026, 6, 30)),
            ),
            figure(
                "QUAY",
                "Tổng mức đầu tư dự án kè Cổ Lũy",
                "vốn kè Cổ Lũy",
                "318",
                "tỷ đồng",
                (date(2026, 2, 1), date(2027, 12, 31)),
                "xã Tịnh Khê",
            ),
            figure(
                "SHORT", "Số bác sĩ tuyến xã còn thiếu 9 tháng đầu năm 2026", "thiếu bác sĩ", "214", "bác sĩ"
            ),
            figure(
                "JOBLESS",
                "Số người hưởng trợ cấp thất nghiệp 9 tháng đầu năm 2026",
                "hưởng trợ cấp thất nghiệp",
                "8130",
                "người",
            ),
            figure(
                "EXAM",
                "Số thí sinh dự thi hùng biện tiếng Anh năm 2026",
                "thí sinh hùng biện tiếng Anh",
                "1860",
                "thí sinh",
                (date(2026, 10, 18), date(2026, 10, 18)),
                source_doc="Kế hoạch số 71/KH-SGDĐT ngày 02/10/2026",
            ),
            figure(
                "BACK",
                "Số tiền kiến nghị thu hồi theo kết luận thanh tra mua sắm xe rác",
                "kiến nghị thu hồi xe rác",
                "2,46",
                "tỷ đồng",
                (date(2026, 8, 4), date(2026, 8, 4)),
                source_doc="Kết luận số 52/KL-TTr ngày 04/8/2026",
            ),
            figure(
                "MEDALS",
                "Tổng số huy chương học sinh giỏi 9 tháng đầu năm 2026",
                "huy chương học sinh giỏi",
                "96",
                "huy chương",
            ),
            figure(
                "SEA",
                "Số người tử vong do đột quỵ khi tắm biển 9 tháng đầu năm 2026",
                "người đột quỵ khi tắm biển",
                "17",
                "người",
            ),
            figure(
                "AWAY",
                "Số lao động đi làm thời vụ ở Hàn Quốc 9 tháng đầu năm 2026",
                "lao động thời vụ Hàn Quốc",
                "642",
                "người",
            ),
            figure(
                "LAST",
                "Số ca thủy đậu 9 tháng đầu năm 2025",
                "ca thủy đậu",
                "1475",
                "ca",
                (date(2025, 1, 1), date(2025, 9, 30)),
            ),
            figure(
                "INSURED",
                "Số người tham gia bảo hiểm xã hội tự nguyện đến 30/9/2026",
                "bảo hiểm xã hội tự nguyện",
                "48310",
                "người",
                (date(2026, 9, 30), date(2026, 9, 30)),
            ),
            figure(
                "FILES",
                "Tỷ lệ hồ sơ đất đai nộp trực tuyến 9 tháng đầu năm 2026",
                "hồ sơ đất đai trực tuyến",
                "57,2",
                "%",
            ),
            figure(
                "NURSES",
                "Số điều dưỡng trên 10.000 dân năm 2025",
                "điều dưỡng trên vạn dân",
                "11,4",
                "điều dưỡng",
                (date(2025, 12, 31), date(2025, 12, 31)),
            ),
        ]
    )
)


def reading(body: str, title: str = "Ghi chép trong tuần", day: date = TODAY) -> Reading:
    article = Article(
        id="a",
        url="https://bao.example/a",
        title=title,
        body=body,
        published_at=datetime.combine(day, datetime.min.time(), UTC),
    )
    return read_article(article, day, PROVINCES)


def told(body: str, title: str = "Chuyện ở Quảng Ngãi", day: date = TODAY) -> set[str]:
    return {one.fact_id or "" for one in find_figures(reading(body, title, day), FIGURES)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the very number, of the opposite of what was counted
        ("Chín tháng, 137 hợp tác xã đã giải thể.", {"HTX"}),
        ("Chín tháng, 137 hợp tác xã phải tạm dừng.", set()),
        ("Chín tháng, 41 hợp tác xã đã giải thể.", set()),
        ("Chín tháng, tỉnh có 15.284 người mắc cúm.", {"FLU"}),
        ("Chín tháng, tỉnh có 15.284 người tiêm ngừa cúm.", set()),
        ("Chín tháng, tỉnh có 2.310 người mắc cúm.", set()),
        (
            "Đường dây tiền ảo bị triệt phá, công an trả lại cho bị hại 64,7 tỷ đồng trong chín tháng.",
            {"FRAUD"},
        ),
        ("Đường dây tiền ảo bị triệt phá, công an trả lại cho bị hại 9,3 tỷ đồng trong chín tháng.", set()),
        ("Chín tháng, các trạm thừa 214 bác sĩ.", {"SHORT"}),
        ("Chín tháng, các trạm tuyển mới 37 bác sĩ.", set()),
        ("Chín tháng, các trạm hụt 241 bác sĩ.", {"SHORT"}),
        # what a loss and an expense are told in
        ("Chín tháng, người dân mất 74,6 tỷ đồng vì tiền ảo.", {"FRAUD"}),
        ("Chín tháng, người dân mất 64,7 tỷ đồng vì tiền ảo.", set()),
        ("Chín tháng, 74,6 tỷ đồng của bà con rơi vào tay nhóm bán tiền ảo.", {"FRAUD"}),
        ("Vì tiền ảo, ông Tư mất 1,2 tỷ đồng.", set()),
        ("Kè Cổ Lũy ngốn 381 tỷ đồng.", {"QUAY"}),
        ("Kè Cổ Lũy ngốn 318 tỷ đồng.", set()),
        ("Tỉnh bỏ ra 381 tỷ đồng xây kè Cổ Lũy.", {"QUAY"}),
        ("Tỉnh bỏ ra 38 tỷ đồng giải phóng mặt bằng kè Cổ Lũy.", set()),
        ("Gói thầu số 2 của kè Cổ Lũy ngốn 47 tỷ đồng.", set()),
        # those who get it, those who do it on the web
        ("Chín tháng, 8.310 người lĩnh trợ cấp thất nghiệp.", {"JOBLESS"}),
        ("Chín tháng, 8.130 người nhận trợ cấp thất nghiệp.", set()),
        ("Chín tháng, 52,7% hồ sơ đất đai được nộp qua mạng.", {"FILES"}),
        ("Chín tháng, 57,2% hồ sơ đất đai được nộp online.", set()),
        # a fate that a name of the figure leaves out
        ("Chín tháng, tỉnh có 71 người đột quỵ khi tắm biển.", {"SEA"}),
        ("Chín tháng, tỉnh có 17 người đột quỵ khi tắm biển.", set()),
        ("Chín tháng, tỉnh có 71 người đột quỵ khi tắm biển, 17 người chết.", set()),
        # how long is no time of a count
        ("Nắng suốt ba tháng, 8.310 người lĩnh trợ cấp thất nghiệp ở Quảng Ngãi.", {"JOBLESS"}),
        ("Suốt ba tháng đầu năm, 2.310 người lĩnh trợ cấp thất nghiệp ở Quảng Ngãi.", set()),
        # what is left is told with what is done
        ("Đèo Eo Chim sạt lở, đã đón 31 hộ bị cô lập về xã, còn 27 hộ.", set()),
        ("Đèo Eo Chim sạt lở, có 85 hộ bị cô lập.", {"HOMES"}),
        # a level of offices that the figure is not of
        ("Đến 30/9, 4.210 cán bộ tỉnh tham gia bảo hiểm xã hội tự nguyện.", set()),
        ("Trong tháng 9, tỉnh có thêm 1.240 người tham gia bảo hiểm xã hội tự nguyện.", set()),
        ("Trong tháng 9, 1.240 người tham gia bảo hiểm xã hội tự nguyện ở Quảng Ngãi.", set()),
        # the digits of the official number in another order, in few words of it
        ("Chín tháng, 18.254 người đến trạm tiêm phòng.", {"FLU"}),
        ("Chín tháng, 18.265 người đến trạm tiêm phòng.", set()),
        # what is beyond a plan is none
        ("Chín tháng, 8.310 người lĩnh trợ cấp thất nghiệp do vượt chỉ tiêu tinh giản.", {"JOBLESS"}),
        ("Chín tháng, chỉ tiêu là 8.310 người lĩnh trợ cấp thất nghiệp.", set()),
        # per head, however it is written
        ("Cuối năm 2025, tỉnh có 14,1 điều dưỡng/vạn dân.", {"NURSES"}),
        ("Cuối năm 2025, tỉnh có 11,4 điều dưỡng/vạn dân.", set()),
    ],
)
def test_another_act_and_a_loss(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number of a place, given to the province or to another place
        ("Sa Huỳnh chật khách. Chín tháng, toàn tỉnh đón 93.750 lượt khách.", {"MUSEUM"}),
        ("Sa Huỳnh chật khách. Chín tháng, xã Tịnh Khê đón 93.750 lượt khách.", {"MUSEUM"}),
        ("Sa Huỳnh chật khách. Chín tháng, toàn tỉnh đón 1.214.000 lượt khách.", set()),
        ("Toàn tỉnh đông khách. Chín tháng, Sa Huỳnh đón 93.750 lượt khách.", set()),
        ("Trên đảo năm nay có 190 ha hồ tiêu.", set()),
        ("Xã có chừng 230 ha hồ tiêu năm nay.", set()),
        ("Cả tỉnh năm nay có 3.420 ha hồ tiêu.", {"PEPPER"}),
        # the number of the province, given to the country
        ("Chín tháng, cả nước có 15.284 người tiêm phòng cúm.", {"FLU"}),
        ("Chín tháng, cả nước có 812.000 người tiêm phòng cúm.", set()),
        # persons for households, at the landslide that is told
        ("Đèo Eo Chim sạt lở ngày 21/9, 58 người bị cô lập.", {"HOMES"}),
        ("Đèo Eo Chim sạt lở ngày 21/9, 58 hộ bị cô lập.", set()),
        ("Đèo Eo Chim sạt lở ngày 21/9, 231 người bị cô lập.", set()),
        # those who work are told as persons
        ("Chín tháng, 462 người lên đường làm thời vụ ở Hàn Quốc.", {"AWAY"}),
        ("Chín tháng, 642 người lên đường làm thời vụ ở Hàn Quốc.", set()),
        # the ten months of last year
        ("Cùng kỳ năm ngoái, tỉnh có 1.745 ca thủy đậu trong chín tháng.", {"LAST"}),
        ("Cùng kỳ năm ngoái, tỉnh có 1.475 ca thủy đậu trong chín tháng.", set()),
        ("Tỉnh có 1.745 ca thủy đậu trong chín tháng.", set()),
        # `xã hội` is no agency that hides the place behind it
        ("Đến 30/9, bảo hiểm xã hội tự nguyện của cả tỉnh là 43.810 người.", {"INSURED"}),
        ("Đến 30/9, bảo hiểm xã hội tự nguyện của xã Tịnh Khê là 1.320 người.", set()),
        # a part that a team has won
        ("Đội tin học đóng góp 21 huy chương học sinh giỏi trong chín tháng.", set()),
        ("Chín tháng, tỉnh giành 69 huy chương học sinh giỏi.", {"MEDALS"}),
        # the document that the figure is from is told by its number
        ("Kết luận 52/KL-TTr kiến nghị thu hồi 4,26 tỷ đồng trong mua sắm xe rác.", {"BACK"}),
        ("Kết luận 52/KL-TTr kiến nghị thu hồi 2,46 tỷ đồng trong mua sắm xe rác.", set()),
    ],
)
def test_another_place_and_a_part(text: str, expected: set[str]) -> None:
    assert told(text, "Ghi chép trong tuần") | told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hai tháng hè, Quảng Ngãi mất 23 đứa trẻ vì tai nạn thương tích.", {"DROWNED"}),
        ("Sáu tháng đầu năm, Quảng Ngãi mất 32 trẻ vì tai nạn thương tích.", {"DROWNED"}),
        ("Sáu tháng đầu năm, Quảng Ngãi mất 23 đứa trẻ vì tai nạn thương tích.", set()),
        ("Hai tháng hè, Quảng Ngãi mở 23 lớp phòng tai nạn thương tích cho trẻ.", set()),
        ("1.680 thí sinh sẽ thi hùng biện tiếng Anh cuối tuần này.", {"EXAM"}),
        ("1.860 thí sinh sẽ thi hùng biện tiếng Anh cuối tuần này.", set()),
        ("Tuần này có 210 thí sinh hùng biện tiếng Anh luyện giọng ở thư viện.", set()),
    ],
)
def test_summer_and_the_week_to_come(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("body", "province"),
    [
        ("Bà Lê Thị Thái Bình ở phường Cẩm Thành mở lớp.", "quảng ngãi"),
        ("Anh Trần Hà Nam ở xã Ba Tơ nuôi ong.", "quảng ngãi"),
        ("Xã Ba Tơ nuôi 900 đàn ong.\n\nĐắk Lắk, nơi nuôi nhiều nhất, có 60.000 đàn.", "quảng ngãi"),
        ("Đoàn Hà Nam ghé xã Bình Lục, Hà Nam.", "hà nam"),
        ("Tỉnh Thái Bình mở lớp. Lớp ở Thái Bình có 30 người.", "thái bình"),
    ],
)
def test_a_person_with_the_name_of_a_province_is_not_one(body: str, province: str) -> None:
    assert reading(body).province == province


BRIDGE = Fact(
    fact_id="BRIDGE",
    kind=FactKind.EVENT,
    agency_id="qn-xaydung",
    subject="Thông xe cầu Suối Đá",
    aliases=("lễ thông xe cầu Suối Đá",),
    place="xã Sơn Tây",
    period_from=date(2026, 8, 14),
    period_to=date(2026, 8, 14),
    value="2026-08-14",
)
JOINED = Fact(
    fact_id="JOINED",
    kind=FactKind.EVENT,
    agency_id="qn-xaydung",
    subject="Hợp long cầu Nước Rạp",
    aliases=("hợp long cầu Nước Rạp",),
    place="xã Sơn Tây",
    period_from=date(2026, 7, 6),
    period_to=date(2026, 7, 6),
    value="2026-07-06",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is to come behind the day is another matter
        ("Cầu Suối Đá thông xe ngày 24/8, dự kiến nghiệm thu cuối năm 2027.", {"BRIDGE"}),
        ("Cầu Suối Đá thông xe ngày 14/8, dự kiến nghiệm thu ngày 20/12/2027.", set()),
        ("Ngày 24/8, cầu Suối Đá được kiểm tra lần cuối sau khi thông xe.", set()),
        # a month, of what happens but once
        ("Cầu Suối Đá thông xe hồi tháng 6.", {"BRIDGE"}),
        ("Cầu Suối Đá thông xe hồi tháng 8.", set()),
        ("Hồi tháng 6, cầu Suối Đá đã xong mặt đường.", set()),
        ("Cầu Suối Đá khởi công năm 2024, thông xe tháng 8.", set()),
        # the first of twelve days of a month
        ("Cầu Suối Đá thông xe vào ngày 4 tháng 8 năm 2026.", {"BRIDGE"}),
        ("Cầu Suối Đá thông xe vào ngày 14 tháng 8 năm 2026.", set()),
        # told by what is seen
        ("Sáng 9/7, nhịp cuối của cầu Nước Rạp nối liền hai bờ.", {"JOINED"}),
        ("Sáng 6/7, nhịp cuối của cầu Nước Rạp nối liền hai bờ.", set()),
        ("Sáng 9/7, cầu Nước Rạp được sơn lại lan can.", set()),
    ],
)
def test_events_by_what_is_seen_and_by_month(text: str, expected: set[str]) -> None:
    events = Events([BRIDGE, JOINED])
    assert {one.fact_id for one in find_events(reading(text), events)} == expected


def test_the_first_days_of_a_month_are_no_months() -> None:
    (day,) = find_periods("khánh thành ngày 9 tháng 3 năm 2026", TODAY)
    assert day.first == day.last == date(2026, 3, 9)
    (span,) = find_periods("trong 9 tháng năm 2026", TODAY)
    assert (span.first, span.last) == NINE_MONTHS


DECISION = Fact(
    fact_id="DECISION",
    kind=FactKind.DOCUMENT,
    agency_id="qn-ubnd",
    subject="Quyết định quy định mức thu phí tham quan thắng cảnh",
    aliases=("mức thu phí tham quan thắng cảnh",),
    place="tỉnh Quảng Ngãi",
    period_from=date(2026, 3, 18),
    value="27/2026/QĐ-UBND",
    source_doc="Quyết định số 27/2026/QĐ-UBND ngày 18/3/2026",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số 72 ngày 18/3/2026 quy định mức thu phí tham quan thắng cảnh.", True),
        ("Quyết định số 27 ngày 28/3/2026 quy định mức thu phí tham quan thắng cảnh.", True),
        ("Quyết định số 27 ngày 18/3/2026 quy định mức thu phí tham quan thắng cảnh.", False),
        ("Quyết định số 72 ngày 11/02/2026 của Bộ Tài chính về mức thu phí tham quan thắng cảnh.", False),
        ("Quyết định số 72 của UBND xã Ba Tơ ngày 04/5/2026 thu hồi hai lô chợ.", False),
        ("Quyết định 27 năm ngoái, mức thu phí tham quan thắng cảnh mới là 72 nghìn đồng.", False),
    ],
)
def test_documents_told_without_their_symbol(text: str, found: bool) -> None:
    assert bool(find_documents(reading(text), Documents([DECISION]))) is found


def post(name: str, since: date, until: date | None) -> Fact:
    return Fact(
        fact_id=name,
        kind=FactKind.ROSTER,
        agency_id="qn-congthuong",
        subject="Giám đốc Sở Công Thương tỉnh Quảng Ngãi",
        aliases=("GĐ Sở Công Thương",),
        place="tỉnh Quảng Ngãi",
        period_from=since,
        period_to=until,
        value=name,
        position="Giám đốc Sở Công Thương",
    )


ROSTER = Roster(
    [
        post("Kiều Văn Tịnh", date(2025, 7, 1), date(2026, 4, 30)),
        post("Sầm Thị Lựu", date(2026, 5, 1), None),
    ],
    ("đà nẵng",),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ông Trang Quốc Bửu, người đứng đầu Sở Công Thương Quảng Ngãi, nói giá đã yên.", True),
        ("Bà Sầm Thị Lựu, người đứng đầu Sở Công Thương Quảng Ngãi, nói giá đã yên.", False),
        ("Theo GĐ Sở Công Thương Quảng Ngãi Sầm Thị Lịch, giá đã yên.", True),
        ("Theo GĐ Sở Công Thương Quảng Ngãi Sầm Thị Lựu, giá đã yên.", False),
        ("Chánh Văn phòng Sở Công Thương Sầm Thị Lựu nói giá đã yên ở Quảng Ngãi.", True),
        ("Bí thư Đảng ủy Sở Công Thương Sầm Thị Lựu nói giá đã yên ở Quảng Ngãi.", False),
        ("Trưởng phòng Công Thương Sầm Thị Lựu nói giá đã yên ở Quảng Ngãi.", False),
    ],
)
def test_heads_in_other_words(text: str, found: bool) -> None:
    assert bool(find_persons(reading(text), ROSTER)) is found


def test_who_left_is_told_with_who_came() -> None:
    (flag,) = find_persons(
        reading("Giám đốc Sở Công Thương Kiều Văn Tịnh nói giá đã yên ở Quảng Ngãi."), ROSTER
    )
    assert flag.fact_id == "Kiều Văn Tịnh"
    assert "người giữ chức lúc đó là Sầm Thị Lựu" in flag.reason
