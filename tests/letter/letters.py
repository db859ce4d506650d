"""Strategies of whole letters, for the properties and the long proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from hypothesis import strategies as st

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import (
    Contact,
    ContestedPassage,
    Evidence,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    Signatory,
    Work,
)

PHRASE = (
    "toàn tỉnh ghi nhận ca mắc sốt xuất huyết trường học thủy điện Đăk Glei Rờ Kơi quyết định số 12/QĐ-UBND 1.254 18,5% người dân"
    " phản ánh chậm hỗ trợ bão lũ “lời nói” (theo báo cáo) cán bộ xã Ia H’Drai, ngày 05/10/2026; năm học dự án: đường tỉnh 676"
)
WORDS = PHRASE.split()
SENDERS = (
    ("", "UBND tỉnh Quảng Ngãi", "UBND-KGVX", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ("", "UBND tỉnh Quảng Ngãi", "UBND-NC", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ("", "Ủy ban nhân dân xã Măng Đen", "UBND-VX", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("UBND tỉnh Quảng Ngãi", "Sở Y tế tỉnh Quảng Ngãi", "SYT-VP", ("GIÁM ĐỐC",)),
    (
        "UBND tỉnh Quảng Ngãi",
        "Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi",
        "SVHTTDL-VP",
        ("Q. GIÁM ĐỐC",),
    ),
    (
        "UBND tỉnh Quảng Ngãi",
        "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp tỉnh Quảng Ngãi",
        "BQL-VP",
        ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
    ),
    ("", "Công an tỉnh Quảng Ngãi", "CAT-PV01", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
)
OUTLETS = (
    "Báo Vạn Lý",
    "Tạp chí Sống Trọn",
    "Đài Phát thanh - Truyền hình Sao Biển",
    "Tạp chí điện tử Nghiên cứu và Ứng dụng Khoa học, Công nghệ, Môi trường và Phát triển bền vững Miền Trung - Tây Nguyên",
)
NAMES = ("Lê An", "Nguyễn Thị Hoàng Phương Thảo Vy", "Y Blơm Niê", "A Thút")


def phrases(longest: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=longest).map(" ".join)


MOMENTS = st.datetimes(min_value=datetime(2016, 1, 1), max_value=datetime(2029, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=VIETNAM)
)
EVIDENCE = st.builds(Evidence, statement=phrases(30), source_doc=phrases(20))
PASSAGES = st.builds(
    ContestedPassage,
    field=st.sampled_from(Field),
    start=st.just(0),
    end=st.just(0),
    quote=phrases(80),
    problem=st.just("") | phrases(30),
    evidence=st.lists(EVIDENCE, min_size=1, max_size=3).map(tuple),
)
WORKS = st.builds(
    Work,
    outlet=st.sampled_from(OUTLETS),
    outlet_address=st.just("") | st.sampled_from(OUTLETS),
    medium=st.sampled_from(Medium),
    title=phrases(20),
    section=st.just("") | phrases(4),
    url=st.just("") | st.just("https://vanly.example/" + "rat-dai-" * 20 + "1.html"),
    published_at=st.none() | MOMENTS,
    author=st.none() | st.sampled_from(NAMES),
    capture_sha256=st.just("") | st.just("3f" * 32),
    captured_at=st.none() | MOMENTS,
    issue=st.just("") | st.just("số 324"),
)
CONTACTS = st.none() | st.builds(
    Contact,
    full_name=st.sampled_from(NAMES),
    post=st.just("") | st.just("Chánh Văn phòng"),
    phone=st.just("") | st.just("0255.000.0101"),
    email=st.just("") | st.just("phatngon@syt.example"),
)


@st.composite
def requests(draw: Callable[[st.SearchStrategy], object]) -> LetterRequest:
    """Draw a letter that may leave: every optional field present or not."""
    parent, agency, symbol, authority = draw(st.sampled_from(SENDERS))
    return LetterRequest(
        kind=draw(st.sampled_from(LetterKind)),
        agency_id="qn",
        agency_name=agency,
        parent_name=parent,
        symbol=symbol,
        place=draw(st.sampled_from(("Quảng Ngãi", "Kon Tum", "Măng Đen"))),
        work=draw(WORKS),
        passages=tuple(draw(st.lists(PASSAGES, min_size=1, max_size=4))),
        signatory=Signatory(authority=authority, full_name=draw(st.sampled_from(NAMES))),
        contact=draw(CONTACTS),
        on=draw(st.dates(min_value=date(2016, 1, 1), max_value=date(2028, 1, 1))),
        also_to=tuple(draw(st.lists(st.sampled_from(OUTLETS), max_size=3))),
        round=draw(st.integers(1, 3)),
        final=draw(st.booleans()),
    )


ISSUED = st.none() | st.tuples(
    st.integers(1, 3000), st.dates(min_value=date(2016, 1, 1), max_value=date(2028, 1, 1))
)
