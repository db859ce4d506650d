"""What makes a number another one than the register holds: a narrower scope, or the opposite of what is counted.

`Khách quốc tế`, `các xã miền núi`, `đợt đầu` are parts of a whole; `chi ngân sách` stands beside `thu ngân sách`,
`bế mạc` beside `khai mạc`. A word counts only where the fact itself does not have it.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.flag.guarded import Guarded, opening_words, words_in
from pipeline.flag.names import any_of

_NARROWER = Guarded(
    r"(?<!\w)(?<!trường )(?<!ptdtbt )(?<!ptdtnt )(?:quốc tế|nội địa|(?<!ngập )(?<!chìm )(?<!ngâm )(?<!nằm )(?<!đứng )(?<!dầm )trong nước|nước ngoài|ngoài nước|ngoại tỉnh|ngoài tỉnh|miền núi|vùng cao|vùng sâu|vùng xa|đồng bằng|trung du|"
    r"ven biển|hải đảo|nông thôn|thành thị|đô thị|biên giới|dân tộc thiểu số|xứ lạnh|hệ (?!thống)\w+|bậc \w+|khối \w+|cấp (?:tiểu học|mầm non|thcs|thpt)|"
    r"mầm non|tiểu học|thcs|trung học cơ sở|thpt|trung học phổ thông|ngoài công lập|công lập|tư thục|phụ nữ|nữ|nam giới|đợt (?:đầu|này|một|hai|\d+)|"
    r"bước đầu|lần này|bảng [a-h]|nội dung \w+|lứa tuổi \w+|giai đoạn (?:một|hai|\d)(?!\d)|cận nghèo|ngoài ngân sách|trung ương|nặng|nguy kịch|nhẹ|(?<!các )loại \w+|(?<!xếp )hạng \w+|(?<!tay )(?<!túi )(?<!bởi )nhóm (?!(?:hộ|này|ấy|đó|trên|kia|người)(?!\w))\w+|"
    r"(?:quốc lộ|tỉnh lộ|huyện lộ|hương lộ|đường tỉnh) \d+\w?|gỗ lớn|xuất khẩu|bán trú|nội trú|trẻ em|người già|cao tuổi|vị thành niên|hộ kinh doanh|tư nhân|fdi|một số|liên quan(?: đến| tới)? \w+|nâng cao|kiểu mẫu|đăng ký tăng thêm|điều chỉnh tăng thêm|(?:cấp|(?<=cán bộ )) ?(?:tỉnh|huyện|xã|trung ương)|bằng cấp|chứng chỉ|tiếng \w+|ngoại ngữ|tin học|(?<=cháy )(?:rừng|xe|nhà|chợ|tàu|xưởng)|làm rõ|khám phá|phá án|vài(?! (?:năm|tháng|ngày|tuần|hôm|giờ))|phần lớn|đa số|đột biến|"
    r"(?<=xuất khẩu )(?:dăm gỗ|gỗ|gạo|thủy sản|hải sản|nông sản|thép|dệt may|may mặc|da giày|giày|tinh bột|mì|cà phê|cao su|sầu riêng|linh kiện|"
    r"điện tử|sợi|xăng dầu|dầu|tôm|cá|trái cây)|chương trình mục tiêu quốc gia|vốn (?:sự nghiệp|oda|vay|nước ngoài|trung ương|địa phương)|nồng độ cồn|khu vực (?!tỉnh)\w+|(?<!do )(?<!theo )(?<!của )(?<!sổ sách )(?<!số liệu )(?<!báo cáo )(?<!ghi nhận )(?<!thống kê )ngành (?!y tế|giáo dục|nông nghiệp|du lịch|chức năng|công thương|thuế|(?:đã|sẽ|đang|này|ấy|đó|cũng|còn|vừa|mới|chỉ|có|được|phải|cho|ta|mình|tỉnh)(?!\w))\w+)(?!\w)"
)
_BEFORE_WORD = re.compile(r"^(?:ngành|liên quan(?: đến| tới)?) ")
_SOLVED = frozenset({"làm rõ", "khám phá", "phá án"})
_DETECTED = ("phát hiện", "bắt giữ", "triệt phá", "xử lý")
"""A case solved is one of those that happened, but the same as one that was found out."""
_SECTOR = Guarded(
    r"(?:^|[.,;:] ?)(?:riêng |về |ngành (?!y tế|giáo dục|du lịch|nông nghiệp)|lĩnh vực |trong đó,? )*(?P<sector>nông nghiệp|công nghiệp|thủy sản|giao thông|thủy lợi|giáo dục|y tế|điện lực|"
    r"chăn nuôi|trồng trọt|lâm nghiệp|dịch vụ|du lịch|xây dựng|thương mại)(?= )"
)
_DENIED = Guarded(
    r"^(?:\s*\w+){0,4} (?P<word>chưa|không(?! (?:đúng|phép|chỉ|gian|khí|quá|dưới|ai|trở về|qua khỏi|bao giờ|về|kịp))|thiếu(?! nước)|vắng|nguyên vẹn|an toàn|vô sự|thoát nạn|lành lặn)(?!\w)"
)
_NOT_YET = re.compile(
    r"^(?:\s*\w+){0,4}? (?P<word>chưa|không)(?! (?:còn|chỉ|phải|kể|đúng|phép|gian|khí|quá|dưới|ai|bao|về|kịp|ngừng|hề|tính|riêng|may)(?!\w))(?P<what>(?: \w+){1,4})"
)
_SAVED = ("an toàn", "vô sự", "thoát nạn", "lành lặn")
_LACK = ("thiếu", "chưa", "không", "mất")
"""`6.530 hộ không có nước` lack it."""
_FORMS = {
    "thpt": ("thpt", "trung học phổ thông"),
    "thcs": ("thcs", "trung học cơ sở"),
    **{level: (f"cấp {level}", f"cán bộ {level}") for level in ("tỉnh", "huyện", "xã", "trung ương")},
}
"""What the fact may call a part that a text calls by another form; `cán bộ tỉnh` by its level, not by its province."""
_UP_TO = re.compile(r" (?:cho )?(?:đến|tới|lên)(?!\w)")
_JOINED = re.compile(r"^,? (?:và|lẫn|cùng|hay|hoặc) (?:\w+ ){0,2}$")
_HALVES = (
    "quốc tế",
    "nội địa",
    "trong nước",
    "nước",
    "tỉnh",
    "miền núi",
    "đồng bằng",
    "nông thôn",
    "thành thị",
    "đô thị",
    "nữ",
    "nam",
    "công lập",
    "nặng",
    "nhẹ",
)
"""Parts that come in twos and together are all."""
_OCCASION = re.compile(
    r"(?<!\w)(?:Đại hội(?= T)|Giải(?= (?:chạy|bóng|điền|đua|vô|thể|bơi|cờ|võ|việt|xe|quần|cầu|leo|marathon|Marathon))|Hội (?:thi|thao|khỏe|diễn|chợ)|Liên hoan|Lễ hội|Tuần lễ|Cuộc thi|Festival|Ngày hội|Phiên chợ)"
    r"(?: (?:[-–] )?(?!(?:tại|ở|năm|lần|khai|bế|diễn|sẽ|đã|do|có|là|với|trong|và|để|chính|mở màn|kết|khép|quy|thu|vừa|được|từ|vào|đón)(?!\w))[^\W\d_]+){2,9}"
)
"""A contest or festival by its name (`Đại hội Thể thao toàn quốc`, `Tuần lễ Văn hóa Sa Huỳnh`)."""
_OF_ANY = frozenset({"tỉnh", "quảng", "ngãi", "kon", "tum", "mở", "rộng", "cấp", "các"})
_ALIKE = 0.7
_UNDONE = re.compile(r"(?<!\w)chưa (?:được )?(?P<act>\w+ \w+)")
_NOT = any_of(r"chưa|không|thiếu|còn")
_WHOLE = re.compile(r"(?<!\w)(?:tổng|toàn tỉnh|cả tỉnh|tất cả|chung)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two things that exclude each other, with the words that every way to say it begins with."""

    pattern: re.Pattern[str]
    openings: frozenset[str] | None

    def is_said(self, text: str, said: frozenset[str]) -> bool:
        """Tell whether a text with the words `said` speaks of this side."""
        begun = self.openings is None or not self.openings.isdisjoint(said)
        return begun and bool(self.pattern.search(text))


_OPPOSITES = tuple(
    tuple(_Side(any_of(side), opening_words(side)) for side in sides)
    for sides in (
        (r"xuất khẩu(?! lao động)", r"(?<!xuất )nhập khẩu"),
        (
            r"thu ngân sách|tổng thu|số thu|thu nội địa",
            r"chi ngân sách|tổng chi|chi thường xuyên|bội chi|chi đầu tư",
        ),
        (r"thu nội địa", r"xuất nhập khẩu|hải quan"),
        (r"nhập viện|mắc", r"xuất viện|khỏi bệnh|ra viện|chữa khỏi"),
        (r"khai mạc", r"bế mạc"),
        (r"khởi công|động thổ", r"khánh thành|hoàn thành|thông xe|đưa vào sử dụng"),
        (r"lần đầu", r"cấp đổi|cấp lại"),
        (r"thiếu", r"thừa|dôi dư|tuyển(?: dụng| mới| thêm)?|điều chuyển"),
        (r"(?<!rừng )trồng(?: mới)?(?= rừng|(?! trọt))|trồng mới", r"bị phá|phá rừng|chặt hạ|lấn chiếm"),
        (r"khai thác", r"nuôi trồng|nuôi"),
        (r"(?<!cận )nghèo", r"cận nghèo|thoát nghèo|tái nghèo"),
        (r"bỏ học|nghỉ học|chưa trở lại", r"(?<!chưa )(?<!không )(?:trở lại|quay lại)(?: lớp| trường)"),
        (r"đăng ký dự thi|dự thi", r"vắng(?: thi| mặt)?|bỏ thi"),
        (r"việc làm", r"đào tạo(?: nghề)?|dạy nghề|học nghề|thất nghiệp"),
        (r"doanh thu", r"lợi nhuận|nộp thuế|nộp ngân sách"),
        (r"diện tích", r"sản lượng|năng suất"),
        (r"tổng mức đầu tư|vốn đầu tư|vốn đăng ký", r"bố trí|giải ngân|tạm ứng|đã chi|vốn thực hiện|hỗ trợ"),
        (r"(?<!khắc phục )thiệt hại", r"hỗ trợ|khắc phục"),
        (
            r"thành lập mới|đăng ký mới|thành lập|ra đời|gia nhập thị trường",
            r"tạm ngừng|ngừng hoạt động|giải thể|phá sản|rút lui|quay (?:trở )?lại hoạt động",
        ),
        (
            r"tạm (?:ngừng|dừng|ngưng)(?: kinh doanh| hoạt động)?",
            r"giải thể|phá sản|đóng mã số thuế|chấm dứt hoạt động",
        ),
        (
            r"(?<!có )chiếm đoạt|bị lừa|thiệt hại",
            r"thu hồi(?! đất)|trả lại|hoàn trả|nộp lại|phong tỏa|ngăn chặn",
        ),
        (
            r"(?<!không )(?<!chưa )tiêm(?: (?:phòng|chủng|ngừa|nhắc))?(?: (?:vắc xin|vắc-xin|vaccine))?(?: (?:phòng|ngừa))?(?: bệnh)?|chủng ngừa",
            r"mắc(?: bệnh)?|nhiễm(?: bệnh)?|phát bệnh|lên cơn|dương tính|tử vong|chết",
        ),
        (r"nghỉ việc|thôi việc|nghỉ hưu|bỏ việc|tinh giản", r"tuyển(?: dụng| mới| thêm)?|bổ nhiệm|tiếp nhận"),
        (r"phát hiện|bắt giữ|triệt phá|xảy ra", r"xét xử|truy tố|tuyên án|thụ lý"),
        (r"trúng tuyển|đỗ|đậu", r"dự thi|đăng ký|nộp hồ sơ|trượt|rớt"),
        (r"vay vốn|được vay|cho vay", r"trả nợ|thu nợ|nợ quá hạn|huy động|tiền gửi"),
        (r"tiêu hủy|tiêu huỷ|bị chết", r"tiêm(?: phòng)?|tái đàn|nhập về|xuất bán|xuất chuồng"),
        (r"sản xuất|phát điện|sản lượng(?! (?:\w+ )?thương phẩm)", r"tiêu thụ|bán ra|thương phẩm"),
        (
            r"tạm (?:ngừng|dừng|ngưng)|giải thể|ngừng hoạt động|rút lui|rời (?:khỏi )?thị trường",
            r"(?:quay|trở) (?:trở )?lại (?:hoạt động|kinh doanh|thị trường|sản xuất)|hoạt động trở lại",
        ),
        (r"(?:phòng học|phòng) (?:xây )?mới|xây mới", r"xuống cấp|cần (?:thay thế|sửa chữa)|tạm bợ|mượn tạm"),
        (
            r"(?:thi|vào|tuyển sinh|chỉ tiêu) lớp 10",
            r"(?:thi )?tốt nghiệp|thi đại học|(?:thpt|trung học phổ thông) quốc gia",
        ),
        (r"tự nguyện", r"bắt buộc"),
        (r"bán trú", r"nội trú", r"ngoại trú"),
        (r"(?<!ngoài )công lập", r"tư thục|dân lập|ngoài công lập"),
        (r"(?:khách|lượt|người) quốc tế", r"(?:khách|lượt|người) (?:nội địa|trong nước)"),
        (r"xuất cảnh", r"nhập cảnh"),
        (r"(?:trước|đúng|kịp) hạn", r"(?:trễ|quá|chậm) hạn"),
        (r"vận hành|(?<!ngừng )(?<!dừng )(?<!ngưng )hoạt động", r"xây dựng|thi công|đề xuất|xin đầu tư"),
        (r"làm việc", r"tuyển(?: dụng| mới| thêm)?|mất việc|cắt giảm|nghỉ việc"),
    )
)


_BY_WORD: dict[str, frozenset[int]] = {
    word: frozenset(
        number
        for number, sides in enumerate(_OPPOSITES)
        if any(word in (side.openings or ()) for side in sides)
    )
    for word in {word for sides in _OPPOSITES for side in sides for word in side.openings or ()}
}
"""Which opposites a word may begin a side of."""
_ALWAYS = frozenset(
    number for number, sides in enumerate(_OPPOSITES) if any(side.openings is None for side in sides)
)
"""Opposites with a side whose first words cannot be told."""


_RANK = re.compile(
    r"(?:(?:huy chương|giải|bằng|hạng|cúp|huân chương) )?(?P<rank>nhất|nhì|ba|tư|khuyến khích|đặc biệt|vàng|bạc|đồng)(?! đội| hạng|\w)"
    r"(?!,? (?:và |lẫn |hay |hoặc )?(?:(?:huy chương|giải) )?(?:nhì|ba|khuyến khích|bạc|đồng)(?!\w))"
)
_AWARDS = ("huy chương", "giải", "bằng", "cúp", "huân chương")
_GROUPS = r"học sinh|sinh viên|trẻ dưới|trẻ em|người già|người cao tuổi|hộ nghèo|công nhân|nông dân|ngư dân|đồng bào|công chức|phụ nữ|thanh niên|lao động"
_OF_A_GROUP = re.compile(
    rf"(?<!\w)(?:{_GROUPS})(?! và)(?: (?:nghèo|của|ở|trên|toàn|cả|tỉnh|quảng ngãi|địa bàn|này|\d+ tuổi)){{0,6}}(?: (?:đã|mới|chỉ|còn))*"
    r" (?:đạt|là|lên|tới|đến|hơn|gần|khoảng|ở mức|chiếm)(?: \w+){0,2} $"
)


_USE = re.compile(
    r"(?<!\w)(?P<use>nợ|chi(?! (?:phí|cục|nhánh|hội|tiết))|mua|(?<!chi )trả(?! lời)|vay|đóng góp|bồi thường|đền bù|hỗ trợ|tặng|ủng hộ|lãi|lỗ|thuê|quyên góp|kêu gọi)(?!\w)"
)


def is_of_another_use(left: str, right: str, known: str) -> bool:
    """Tell whether a sum is told of another use (`nợ lương 720 triệu đồng`) than a figure, all in small letters."""
    uses = {found["use"] for found in _USE.finditer(f"{left} {right}")}
    return bool(uses) and not any(use in known for use in uses)


def is_of_another_rank(behind: str, known: str) -> bool:
    """Tell whether a number counts the prizes of one rank (`16 giải Nhì`) that a figure does not speak of.

    `behind` begins with what is counted; both in small letters. `Huy chương vàng, bạc` are those of several ranks.
    """
    if not behind.startswith(_AWARDS):
        return False
    told = _RANK.match(behind)
    return told is not None and told["rank"] not in words_in(known)


def is_of_a_group(left: str, known: str) -> bool:
    """Tell whether a share is that of a group (`bao phủ bảo hiểm y tế học sinh đạt`) where a figure is of all people."""
    told = _OF_A_GROUP.search(left)
    return bool(told) and not re.search(rf"(?<!\w)(?:{_GROUPS}|thí sinh|trẻ|em|hộ)(?!\w)", known)


def narrows(left: str, right: str, known: str) -> bool:
    """Tell whether the words before and behind a number limit it to a part that a fact does not speak of.

    All three in small letters; `known` is the text of the fact.
    """
    whole = [found.end() for found in _WHOLE.finditer(left)]
    before = left[whole[-1] :] if whole else left
    sector, denied = _SECTOR.search(before), _DENIED.search(right)
    lacking = denied is not None and denied["word"] in _LACK and any(word in known for word in _LACK)
    lacking = lacking or (denied is not None and denied["word"] in _SAVED and "cứu" in known)
    if (sector and sector["sector"] not in known) or (denied and denied["word"] not in known and not lacking):
        return True
    return any(_limits(text, known) for text in (before, right))


def denies(right: str, known: str, telling: AbstractSet[str]) -> bool:
    """Tell whether the words behind a number deny what a figure counts (`612 trường chưa đạt chuẩn`).

    `telling` are words of the figure, one of which must stand right behind the negation; all in small letters.
    """
    denied = _NOT_YET.search(right)
    if denied is None or denied["word"] in words_in(known):
        return False
    return not telling.isdisjoint(words_in(denied["what"]))


def _limits(text: str, known: str) -> bool:
    found = [one for one in _NARROWER.finditer(text) if not _is_from_to(text, one)]
    if not found:
        return False
    joined = ((a, b) for a, b in pairwise(found) if _JOINED.match(text[a.end() : b.start()]))
    if any(any(word in a.group() for word in _HALVES) for a, _ in joined):
        return False  # `khách trong nước và quốc tế` are all
    detected = any(word in known for word in _DETECTED)
    # `ngành xây dựng` grants building permits, `liên quan ma túy` are drugs themselves
    said = (_BEFORE_WORD.sub("", one.group()) for one in found)
    told = (one for one in said if not (detected and one in _SOLVED))
    return not all(any(form in known for form in _FORMS.get(one, (one,))) for one in told)


def _is_from_to(text: str, part: re.Match[str]) -> bool:
    """Tell whether a part is only the first of all of them (`từ mầm non đến phổ thông`)."""
    return text.endswith("từ ", 0, part.start()) and bool(_UP_TO.match(text, part.end()))


def is_done(told: str, known: str) -> bool:
    """Tell whether a passage counts what is done (`đã xử lý 284 trụ sở`) where a fact counts what is not (`chưa xử lý`)."""
    undone = [found["act"] for found in _UNDONE.finditer(known)]
    return any(f"đã {act}" in told for act in undone) and not _NOT.search(told)


def named_occasions(text: str) -> list[frozenset[str]]:
    """Return the words of the contests and festivals that a text names with a capital letter, the kind among them."""
    return [frozenset(words_in(found.group().lower())) - _OF_ANY for found in _OCCASION.finditer(text)]


@lru_cache(maxsize=8192)
def occasions_of(subject: str) -> tuple[frozenset[str], ...]:
    """Return the contests and festivals that the subject of a fact names; facts are asked again and again."""
    return tuple(named_occasions(subject[:1].upper() + subject[1:]))


def names_an_occasion(text: str) -> bool:
    """Tell whether a text names a contest or a festival."""
    return bool(_OCCASION.search(text))


def is_of_another_occasion(text: str, subject: str) -> bool:
    """Tell whether a text names contests or festivals, none of them that of a fact with this subject."""
    own = occasions_of(subject)
    told = named_occasions(text) if own else []
    return bool(told) and not any(_is_alike(one, mine) for one in told for mine in own)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def acts_of(known: str) -> tuple[str, ...]:
    """Return what a fact tells of which there is an opposite; `known` in small letters."""
    return tuple(
        found.group()
        for sides, own in _own_sides(known)
        for index in own
        for found in sides[index].pattern.finditer(known)
    )


def counter_words(known: str) -> frozenset[str]:
    """Return the words that the opposites of what a fact counts begin with; `known` in small letters."""
    return frozenset(
        word
        for sides, own in _own_sides(known)
        for index, side in enumerate(sides)
        if index not in own
        for word in side.openings or ()
    )


def is_opposite(told: str, known: str) -> bool:
    """Tell whether a passage counts the opposite of what a fact counts; both in small letters."""
    return bool(opposed(told, known))


def opposed(told: str, known: str) -> frozenset[str]:
    """Return the words of a fact of which a passage tells the opposite, none where it does not; in small letters."""
    opposites = _own_sides(known)
    said = frozenset(words_in(told)) if opposites else frozenset[str]()
    for sides, own in opposites:
        mine = {index for index, side in enumerate(sides) if side.is_said(told, said)}
        if mine and mine.isdisjoint(own):
            acts = (found.group() for index in own for found in sides[index].pattern.finditer(known))
            return frozenset(word for act in acts for word in act.split())
    return frozenset()


@lru_cache(maxsize=8192)
def _own_sides(known: str) -> tuple[tuple[tuple[_Side, ...], frozenset[int]], ...]:
    """Return the opposites that a fact is on a side of, with its sides; facts are asked again and again."""
    said = frozenset(words_in(known))
    told = sorted(_ALWAYS.union(*(_BY_WORD.get(word, frozenset()) for word in said)))
    found = (
        (sides, frozenset(index for index, side in enumerate(sides) if side.is_said(known, said)))
        for sides in (_OPPOSITES[number] for number in told)
    )
    return tuple((sides, own) for sides, own in found if own)
