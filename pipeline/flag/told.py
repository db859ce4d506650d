"""What a sentence tells as a fact, and what it denies: asked by all that sets a headline against its text.

Not told as a fact is what stands behind a negation or a restriction (`chỉ`), what is feared, wished, proposed, asked or
supposed, what somebody is said to have made up, and what is of elsewhere or of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.flag.guarded import Guarded, any_guarded
from pipeline.flag.names import any_of

_WORD = re.compile(r"\w+")


_NO = any_guarded(
    r"(?<!như )không|(?<!như )chưa|chẳng|chả|đâu (?:có|phải)|nào có|làm gì có|bác (?:bỏ|tin)|phủ nhận|loại trừ|bịa(?: đặt| chuyện| ra)?|dựng chuyện|(?:tin|lời) đồn|tin thất thiệt"
)
_NO_DENIAL = re.compile(
    r" (?:chỉ|những|khỏi|ngờ|ngừng|ngớt|dứt|ít|khí|gian|quân|phận|lưu|may|kể|quên|thôi|nhất thiết|gì bằng|thua|kém|bao lâu|biết bao|riêng|tên|lâu|thiếu gì|thể không|thể thiếu|(?:có )?(?:vùng cấm|ngoại lệ)|bán (?:nổi|được))(?!\w)"
)
"""Behind a negation word: nothing is denied (`không chỉ`, `không gian`, `không khỏi`)."""
_FRONTED = Guarded(
    r"(?:^|[,;:\"“] ?)(?P<what>[^,.;:\"“”]{2,30}?) thì (?:không|chưa|chẳng|chả|đâu)(?: \w+)? (?:ai|gì|đâu|có|thấy|nghe)(?!\w)"
)
"""What is denied may stand in front (`Ngất thì chưa thấy ai`)."""
_TURNED_OUT = Guarded(
    r"(?:^|[,;:] ?)(?P<what>[^,.;:]{2,60}?) (?:hóa ra|thật ra|thực ra|thực chất|thì ra)(?: \w+)? là(?!\w)"
)
"""What was taken for it, before what it turned out to be (`Vệt đen hóa ra là rêu`)."""
_ASKED = Guarded(
    r"(?<!\w)(?:hỏi|gặng)(?!\w)(?P<what>[^.;]{2,60}?) (?:không|chưa),? [^.;]{0,40}(?<!\w)(?:lắc đầu|xua tay|chưa nghe|(?:đáp|bảo|nói) không)(?!\w)"
)
"""What was asked for and answered with no (`Hỏi có ai qua đời không, cả hai lắc đầu`)."""
_OF_ELSE = re.compile(
    r" (?:có )?(?:cơ quan|ngân hàng|công an|cán bộ|đơn vị|ngành) nào (?:\w+ ){0,2}?(?:làm việc|yêu cầu|gọi|nhắn|gửi|đòi)(?!\w)| (?:thể )?(?:bao giờ|khi nào|xác định|rõ|biết|kết luận|làm rõ|tìm ra|khắc phục|xử lý|ngăn|báo cáo|chữa|dập|kịp|trả lời|phản hồi|giải quyết|cứu)(?!\w)| [^.,;]{0,40}(?:cho (?:chúng tôi|phóng viên) (?:xem|thấy)|(?:làm )?bằng chứng)"
)
"""What never was, is not known or was not shown is not denied (`cái giếng chưa bao giờ cạn`), nor what no office does."""
_BEFORE_THE_DENIAL = (_FRONTED, _ASKED, _TURNED_OUT)
_ONLY = any_guarded(
    r"(?:mới )?chỉ(?! (?:còn|đạo|huy|thị|số|tiêu|ra|tay|vào|định|dẫn|giới|trích|sau|trong|từ|chờ|biết|mong|cần|muốn))"
)
_ONLY_NOUN = re.compile(r"(?<!\w)(?:địa|kim|không|chứng|tiêu) $")
_OPEN = any_guarded(
    r"nếu|giá như|suýt|sợ|lo|ngỡ|tưởng|nguy cơ|phòng (?:chống|ngừa|tránh|hờ|khi|cháy|dịch)|chống|tránh|ngăn|nghi|có thể|đề xuất|đề nghị|kiến nghị|dự thảo|kịch bản|giả định|muốn|mong|sẽ|hình như|diễn tập|hỏi(?! thăm| han)|cam kết|hứa(?! hẹn nhiều)|cảnh giác|cảnh báo|đề phòng|coi chừng|chờ(?! đợi)"
)
_CLAUSE = re.compile(r"[.,;:?!\"“”()]|(?<!\w)(?:nhưng|song|mà|nên|thì|để|nếu|khi|vì|do|bởi|khiến|rồi)(?!\w)")
_NOBODY, _CAUSE = any_of("ai|nào"), re.compile(r" (?:vì|do|bởi)(?!\w)")
"""That nobody did something denies its cause too (`chưa ai phải về vì thiếu thuốc`)."""
_HEARSAY = re.compile(
    r"\?|(?<!\w)(?:(?:tin|lời) (?:đồn|giả|thất thiệt)|đồn|loan|thất thiệt|bịa|dựng chuyện|sai sự thật|mạng xã hội|(?:giấu|không nêu) tên|ẩn danh|(?:tài khoản|tin nhắn|trang|thư|đơn|cuộc gọi)(?: \w+)? (?:vô danh|nặc danh|không (?:rõ|có|ai|người|chủ)(?: \w+)?)|sim rác|nghe (?:đâu|nói|kể|người ta)|tài khoản (?:lạ|ảo|không tên)|"
    r"(?<!theo )(?<!thông )(?<!đưa )(?<!nhận )(?<!báo )(?<!nhắn )(?<!bản )(?<!niềm )(?<!tự )(?<!lòng )tin(?! (?:học|báo|nhắn|cậy|tưởng|rằng|mừng|vui)))(?!\w)"
)
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?:ở|tại|của|bên) (?:một )?(?:[^\W\d_]+ ){0,3}?(?:nước ngoài|nơi khác|tỉnh khác|nước khác|tỉnh bạn|nước bạn|láng giềng)|(?:huyện|xã|phường|thôn|làng|tỉnh|nước) bên|cả nước|toàn quốc)(?!\w)"
    r"|^(?:hồi |mùa |vụ |từ )?(?:năm (?:ngoái|trước|kia)|mùa trước|vụ trước|trước đây|trước đó|ngày trước|trước kia)(?!\w)"
)
_QUOTED = re.compile(r"[\"“‘'][^\"”’']*[\"”’']")
_NONE = re.compile(
    r"^ (?:hề|có|phải|ai|từng|một|bị|phát sinh|xảy ra|ghi nhận|phát hiện|thấy|nghe|còn)(?!\w)|(?<!\w)(?:nào|ai|gì|chuyện|việc|tin)(?!\w)"
)
_IF = re.compile(r"(?<!\w)nếu \w+$")
_AND_NOT = ("và ", "và cũng ", "cũng ", "mà ", "lẫn ")
"""Before a second negation in the clause of the first (`không có ổ dịch và cũng không có lệnh nào`)."""
_BARE = 3
"""Words that a bare negation denies (`không khắc phục sai phạm` leaves the wrong as it is)."""
_WITHIN = 9
"""Words behind a negation, a restriction or a wish that it reaches."""


@lru_cache(maxsize=2048)
def told(small: str) -> str:
    """Return a sentence in small letters, all that it does not tell as a fact made blank; offsets are kept."""
    if _HEARSAY.search(small) or _ELSEWHERE.search(small):
        return " " * len(small)
    before = (found.span("what") for one in _BEFORE_THE_DENIAL for found in one.finditer(small))
    return _blank(small, (*_scopes(small), *_reach(small, _ONLY), *_reach(small, _OPEN), *before))


def _blank(small: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        small = small[:start] + " " * (end - start) + small[end:]
    return small


@lru_cache(maxsize=2048)
def stated(small: str) -> str:
    """Return a sentence in small letters with its negations, but without what is only wished, heard or of elsewhere."""
    if _HEARSAY.search(small) or _ELSEWHERE.search(small):
        return " " * len(small)
    return _blank(small, _reach(small, _OPEN))


@lru_cache(maxsize=2048)
def claimed(headline: str) -> str:
    """Return what a headline in small letters tells as a fact in its own words, quotations made blank too."""
    quoted = (found.span() for found in _QUOTED.finditer(headline))
    return _blank(headline, (*_scopes(headline), *_reach(headline, _OPEN), *quoted))


@lru_cache(maxsize=2048)
def denied(small: str) -> tuple[str, ...]:
    """Return what a sentence in small letters denies, negation by negation, without the negation."""
    before = (found["what"] for one in _BEFORE_THE_DENIAL for found in one.finditer(small))
    behind = (
        _near(small[start:end])
        for start, end in _scopes(small)
        if not (_OF_ELSE.match(small, start) or _IF.search(small, 0, start))
    )
    return tuple(said for one in (*behind, *before) if (said := one.strip()))


def _near(scope: str) -> str:
    """Return what a negation denies: the next words, all of its clause where it says that there is none."""
    return scope.strip() if _NONE.search(scope) else " ".join(scope.split()[:_BARE])


def restricted(small: str) -> tuple[str, ...]:
    """Return what a sentence in small letters says to be all there is (`chỉ một tấm bạt cháy sém`)."""
    return tuple(small[start:end].strip() for start, end in _reach(small, _ONLY))


def _scopes(small: str) -> Iterator[tuple[int, int]]:
    """Yield where what a sentence denies begins and ends: behind a negation, up to the end of its clause."""
    last = 0
    for no in _NO.finditer(small):
        again = no.start() < last and not small.endswith(_AND_NOT, 0, no.start())
        if again or _NO_DENIAL.match(small, no.end()):
            continue
        last = _end(small, no.end())
        if _NOBODY.search(small, no.end(), last) and (cause := _CAUSE.match(small, last)):
            last = _end(small, cause.end())
        yield no.end(), last


def _reach(small: str, marks: Guarded) -> Iterator[tuple[int, int]]:
    for mark in marks.finditer(small):
        if not _ONLY_NOUN.search(small, 0, mark.start()):
            yield mark.end(), _end(small, mark.end())


def _end(small: str, start: int) -> int:
    """Return where the clause ends in which a mark before `start` has its say."""
    stop = _CLAUSE.search(small, start + len(" để") if small.startswith(" để ", start) else start)
    end = start
    for count, word in enumerate(_WORD.finditer(small, start, stop.start() if stop else len(small))):
        if count == _WITHIN:
            break
        end = word.end()
    return end
