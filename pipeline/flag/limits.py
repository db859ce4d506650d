"""Which proper names of a sentence limit its numbers, saying where or of whom they hold; who says them limits nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.flag.guarded import Guarded
from pipeline.flag.names import Name, is_in_capitals, word_set
from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Reading, Sentence

_ATTRIBUTION = Guarded(
    r"^.{0,90}?(?<!\w)(?<!tiếng )(?<!được )(?<!bị )(?:cho biết|cho hay|nói|khẳng định|thông tin|cho rằng|thống kê|báo cáo|công bố|nêu|thông báo|nhắc lại|nhớ lại|dẫn số liệu|nhẩm tính|xác nhận|chia sẻ|thừa nhận|kể)(?: rằng)?,? "
)
_SPEAKER = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|già|cụ|theo|sở|ban|bộ|cục|công an|ubnd|hđnd|ủy ban|phòng|trung tâm|thanh tra|hội|viện|trạm|giám đốc|chủ tịch|bí thư|phó|trưởng|đại diện|lãnh đạo|người|tỉnh|ngành|cơ quan|tòa|bản án|quảng ngãi|kon tum|thượng tá|đại tá|trung tá|thiếu tá|chủ)(?!\w)"
)
"""Who may say something; a province that counts for itself (`Đắk Lắk cũng vừa thống kê`) is the place of the number."""
_AGENCY = Guarded(
    r"(?<!\w)(?:(?<!cơ )(?<!trụ )sở|ubnd|hđnd|ủy ban nhân dân|công an|ban quản lý|ban(?! (?:hành|đầu|ngày|đêm|phát))|(?<!cán )(?<!toàn )(?<!nội )(?<!đồng )(?<!tiến )bộ(?! đội)|"
    r"(?<!nổi )(?<!bố )cục|chi cục|tổng cục|thanh tra|(?<!tập )đoàn|(?<!xã )(?<!lễ )(?<!ngày )(?<!cơ )(?<!đại )(?<!tuần )hội|trung tâm|"
    r"(?<!tiêm )(?<!dự )(?<!biên )(?<!quốc )(?<!giải )phòng(?! (?:học|bệnh|chống|ngừa|cháy|trọ|khám|dịch|dại|ở|bỏng))|tỉnh ủy|liên minh|kiểm lâm)(?!\w)"
    r"(?:[^,.;:0-9]*?(?=[,.;:]|$| (?:cho|có|đã|tỉnh|ghi|thống|nêu|đặt|là|phát|giao|cấp))"
    r"|(?:(?!(?:xã|phường|đặc khu|huyện)(?!\w))[^,.;:0-9])*?(?= (?:về|trong|hồi|hôm) ))"
)
_PLACED = re.compile(r"(?:(?<!\w)(?:ở|tại|của|riêng|từ|về|như|với|là|và|hay)|,) $")
_TITLED = word_set(
    "nhà quyết nghị chỉ luật thông kế đại hội thể giải bộ ban văn đảng quốc chính trung mặt đoàn tết mùa bình chương đề hiến nông y "
    "lễ liên báo tờ bản công chủ tổng viện tòa sở ủy khu huy cờ bằng huân du kết cụm đài bảo phòng quỹ hệ trường trung đề ngành kè"
)
"""Syllables that begin a common noun which is written with a capital."""
_POST = re.compile(
    r"(?:phó )?(?:tổng )?(?:giám đốc|chủ tịch|bí thư|chánh văn phòng|chi cục trưởng|cục trưởng|trưởng (?:ban|phòng|đoàn))(?!\w)"
)
"""A post at the head of a sentence, of which `Phó Giám` is written large: it says neither where nor of whom."""
_FAMILIES = word_set(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý mai đinh trịnh lương thái tạ tô tôn trương đào lưu lâm phùng "
    "châu kiều quách hà cao vương tăng mạc giáp nông hứa tống lục nghiêm ung diệp doãn lã liêu mã nhữ ngụy phí sầm tiêu thân triệu tưởng vi "
    "lò quàng đàm bạch cung dư giang cổ khổng"
)
"""Names of families: who bears one is a person, which says neither where nor of what a number is."""
_BEFORE_A_PERSON = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|cụ|bác sĩ|kỹ sư|giám đốc|chủ tịch|trưởng ban|làng|già làng) $"
)
_LONGEST_BEFORE = 20
"""Characters before a name that are looked at: more than the longest word that tells a person."""
_GONE_TO = re.compile(
    r"(?<!\w)(?:làm việc|làm ăn|làm thuê|đi|sang|học|lao động|sinh sống|định cư) (?:ở|tại) $"
)
"""`18 tỷ đồng của những người muốn đi làm việc ở Nhật`: where somebody goes."""


def limits_of(sentence: Sentence, reading: Reading) -> tuple[Name, ...]:
    """Return the proper names that say where or of whom; speakers and agencies limit nothing."""
    small = sentence.small
    skipped = [m.span() for m in _AGENCY.finditer(small)]
    said = end_of_attribution(small)
    if said and not any(q.start < said for q in sentence.quantities):
        skipped.append((0, said))
    names = (_without_number(name, sentence) for name in sentence.names)
    return tuple(
        name
        for name in names
        if not any(start <= name.start < end for start, end in skipped)
        and not _is_an_office(sentence.text[name.start : name.end])
        and not _is_a_person(name)
        and not _BEFORE_A_PERSON.search(small[max(0, name.start - _LONGEST_BEFORE) : name.start])
        and not name.text.startswith(("luật ", "tết "))
        and not _is_common(name, small)
        and not _POST.match(small, name.start)
        and not _is_a_given_name(name, reading)
    )


def end_of_attribution(small: str) -> int:
    """Return where the words end that say who tells what follows (`Bà Thu, phòng mầm non, nói`), nought without any."""
    said = _ATTRIBUTION.match(small)
    return said.end() if said is not None and _SPEAKER.search(said.group()) else 0


def _is_a_person(name: Name) -> bool:
    """Tell whether a name begins with a family name and has three syllables or more (`Vũ Thị Kim Thoa`)."""
    family, *given = name.text.split()
    named = family in _FAMILIES or given[:1] in (["thị"], ["văn"])
    return not name.type and named and len(given) > 1 and name.text != "hồ chí minh"


def _is_a_given_name(name: Name, reading: Reading) -> bool:
    """Tell whether a name of one syllable is that of a person whom the article names in full (`Nguyễn Hữu Đan`)."""
    if name.type or " " in name.text:
        return False
    return any(
        _is_a_person(other) and other.text.endswith(f" {name.text}")
        for sentence in reading.sentences
        for other in sentence.names
    )


def _is_an_office(written: str) -> bool:
    """Tell whether a name is all capitals (`UBND`, `CDC`), which are offices but for some cities."""
    return written.isupper() and not is_in_capitals(written)


def _is_common(name: Name, small: str) -> bool:
    """Tell whether one capital syllable is a common noun written large (`Nhà nước`, `Quyết định`, `tháng Mười`)."""
    if " " in name.text or name.type:
        return False
    goes_on = small[name.end : name.end + 1] == " " and small[name.end + 1 : name.end + 2].isalpha()
    return not _PLACED.search(small[: name.start]) or (goes_on and name.text in _TITLED)


def _without_number(name: Name, sentence: Sentence) -> Name:
    """Return the name without a number that is a quantity (`Quảng Ngãi 480 tỷ đồng`)."""
    space = sentence.text.rfind(" ", name.start, name.end)
    if space > 0 and any(name.start < quantity.start < name.end for quantity in sentence.quantities):
        return replace(name, end=space, text=name.text.rpartition(" ")[0])
    return name


def is_attached(sentence: Sentence, quantity: Quantity, name: Name) -> bool:
    """Tell whether a name behind the quantity says where it holds: `402 nhà ở phường Trà Câu`."""
    between = sentence.small[quantity.end : name.start]
    if _GONE_TO.search(between):
        return False
    return bool(
        re.search(
            r"(?:^|\W)(?:ở|tại|trên địa bàn|của|cho|thuộc)(?: (?:riêng|tỉnh|huyện|xã|phường|thành phố|thị xã|đặc khu|khu|người))* $",
            between,
        )
    ) and not re.search(r"[,;]|tập trung|nhất là", between)
