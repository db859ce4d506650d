"""A headline of which the text tells the contrary, by the kind of claim it makes.

A rise that is a fall, a lack of what there is, a loss of everything where next to nothing is lost, an end of what went
on to its end, a thing of ours that happened elsewhere or long ago, an amount of which the text knows nothing. Each
kind asks twice: does the text tell the contrary, and does it nowhere tell what the headline does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.flag.guarded import Guarded, any_guarded
from pipeline.flag.names import any_of, word_set
from pipeline.flag.reading import Sentence
from pipeline.flag.told import told

_WORD = re.compile(r"\w+")
_LIGHT = word_set(
    "và của là có bị vì do ở tại cho với các những một tăng giảm quảng ngãi kon tum mạnh vọt năm tháng ngày phi mã trong từ sau"
)
_OPEN = any_of(
    r"tung tin|tin (?:đồn|giả|thất thiệt)|không(?! còn| có)|chưa|chẳng|suýt|nguy cơ|phòng|chống|nghi|nếu|đề xuất|đề nghị|kiến nghị|muốn|cần|mong|ngăn|sẽ|để|\?"
)
_UP = any_guarded(
    r"(?:gia )?(?<!tung )tăng(?! cường| tốc| trưởng| ca| gia| lực| cân| âm| thu nhập| ni| thân| viện| điểm| chuyến| giờ| vốn| quyền)|leo thang|phi mã|bùng nổ|đột biến|tràn lan|lan tràn|vọt|đội (?:giá|lên|vốn)|nhích|lên đỉnh|lập đỉnh"
)
_DOWN = any_guarded(
    r"giảm(?! nghèo| tải| thiểu| tốc| án| đau| phát thải| bớt| nhẹ| trừ| cân| béo| giá trị| sát| xóc)|lao dốc|sụt(?! lún| lở)|tuột dốc|rớt (?:giá|thảm)|rơi tự do|đi xuống|teo tóp|tụt|hạ nhiệt|ít hơn|thấp hơn|bớt"
)
_ADDED = any_guarded("thêm")
_COMPARED = re.compile(
    r"\d|(?<!\w)(?:so với|cùng kỳ|năm (?:trước|ngoái)|một (?:phần|nửa)|nửa|sâu|mạnh|dần)(?!\w)"
)
_POINTS_BACK = re.compile(
    r"(?<!\w)(?:(?:dòng|nguồn|khoản|lượng|số|con số|mức|tỷ lệ|chỉ số|giá|loại|mặt hàng|nhóm|diện tích|sản lượng|kim ngạch)(?: [^\W\d_]+){0,2} (?:này|ấy|đó)|con số) $"
)
"""What was told of in the sentence before rises or falls (`dòng vốn này tăng 38%`)."""
_LACKS = Guarded(
    r"(?<!\w)(?P<word>không (?:có|còn)|thiếu(?: trầm trọng| hụt)?|cạn|vắng(?: bóng)?|trống|hết(?! hạn| đường| sức| năm| tháng| quý)) (?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)"
)
_LACKING = any_of(
    r"không|chưa|chẳng|thiếu|hết|vắng|cần|cạn|trống|chỉ|giảm|mất|bỏ|xin|chờ|mong|khan|tuyển|từng|lẽ ra|từ chối|bỏ việc|nghỉ việc"
)
_MADE_UP = any_of(r"đã (?:được )?(?:bổ sung|bù(?! lỗ)|có lại|cấp lại|khắc phục)")
"""What was lacking before is not lacking any more (`Tháng 7 có lúc thiếu, đã bổ sung`)."""
_KINDS = ("loại ", "liều ", "lô ", "tấn ", "bao ", "hộp ", "suất ")
"""What may stand between a number and what it counts."""
_HAS = any_of(r"đủ|đầy|luôn|đã|có|còn|vẫn|dư|thừa|dồi dào")
_ALL_LOST = any_guarded(
    r"xóa (?:sổ|sạch|tên)|tuyệt (?:chủng|diệt)|trắng tay|mất (?:trắng|sạch|hết)|(?:thiêu|cuốn|ăn|vét|cháy) hết|chết (?:sạch|trắng|hết)|(?:trộm|cuốn|quét|vét|cướp|thiêu|cháy) (?:sạch|rụi|trắng)|tan (?:hoang|tành)|bình địa|san phẳng|hủy diệt|khai tử|tiêu tan|sạch bóng|thất bát|kiệt quệ|phá nát"
)
_LITTLE_LOST = any_of(
    r"(?:chưa|không) (?:tới|đến|đầy|quá) (?:\w+ ){0,2}(?:phần (?:trăm|nghìn|mười)|%)|(?:chưa|không) (?:tới|đến|đầy|quá) [\d,]+ ?%|không (?:hề )?giảm(?! nghèo)|chỉ (?:\w+ ){0,2}[\d,]+ ?%|chỉ (?:bằng|chiếm)|"
    r"(?:số |phần |bao |nhà |hộ |con |diện tích )?còn lại[^.;]{0,20} (?:vẫn|đủ|an toàn|bình thường|nguyên|đều|không)|hồi phục|phục hồi|dịch (?:\w+ ){0,3}khống chế|không phát sinh|nhận đủ|đền (?:bù )?đủ|trả đủ|không ai bị(?! (?:thương|bỏng|ngạt|xây xát|thiệt mạng))|không (?:hộ|nhà|người|chiếc|con|cây) nào|còn nguyên|đứng nguyên|xanh (?:tốt|trở lại)|được bồi thường"
)
_TOLL = re.compile(
    r"(?<!\w)(?:thiệt hại|tổn thất)(?: [^\W\d_]+){0,8} [\d.,]+ (?:tỷ|triệu)(?!\w)[^.;]*(?<!\w)(?:toàn bộ|tất cả|cả)(?!\w)"
)
"""A loss of all in money (`thiệt hại ước 6,4 tỷ đồng: toàn bộ mái kho`)."""
_ENDED = any_guarded(
    r"(?:hủy|hoãn)(?! hoại| diệt| bỏ| tư cách)|bị dừng|dừng giữa chừng|đứt gánh|bị (?:bỏ|ngừng) giữa chừng|ngừng giữa chừng|dang dở|đổ bể|vỡ kế hoạch|bỏ dở|gián đoạn|giải tán"
)
_WENT_ON = any_of(
    r"hoàn (?:tất|thành)|kết thúc (?:lúc|tốt đẹp|trọn vẹn|vào|sau)|bế mạc|trao giải|theo (?:đúng )?(?:lịch|kế hoạch|chương trình)|đúng (?:lịch|kế hoạch|hẹn|tiến độ)|thành công|về đích|trọn vẹn|suôn sẻ|diễn ra (?:bình thường|như|trọn|đúng)|vẫn (?:diễn ra|tiếp tục|chạy|thi|họp|khai mạc|khai trương|khánh thành|khởi công|tổ chức|mở|cưới|bay|đón)(?!\w)"
)
_STOPPED = any_of(
    r"hủy|hoãn|dừng|ngừng|đình chỉ|dang dở|đổ bể|thất bại|gián đoạn|giải tán|bỏ dở|phá sản|đổ vỡ"
)
_ELSEWHERE = any_guarded(
    r"(?:ảnh|clip|video|đoạn (?:phim|clip|video|ghi \w+)|hình|thước phim)[^.;]{0,40} (?:chụp|quay|cắt|lấy|ghi|là|vốn|có)[^.;]{0,15} (?:từ (?:mấy |hồi )?năm (?:\d{4}|ngoái|trước|kia)|năm ngoái|mấy năm trước|(?:ở|tại|của|bên|từ) (?:một )?(?:\w+ ){0,4}?(?:nước ngoài|nơi khác|tỉnh khác|nước khác|tỉnh bạn|nước bạn))|"
    r"không xảy ra (?:ở|tại|trên) (?:địa bàn|tỉnh|xã|phường|địa phương)|không phải (?:ở|tại|trên) (?:địa bàn|tỉnh|xã|phường|địa phương|quảng ngãi|kon tum|đây)"
)
_RETRACTED = Guarded(
    r"(?<!\w)(?:người|trang|tài khoản|chủ|cô|anh|chị|ông|bà|mẹ|cha|phụ huynh)[^.;]{0,30} (?:tung tin|(?:tung|quay) (?:clip|video|đoạn phim)|đăng|viết bài|phát tán|chia sẻ|nhắn tin|tố giác|tố cáo)(?!\w)[^.;]{0,40}(?<!\w)(?:(?:đã|tự|phải|sau đó) (?:gỡ|xin lỗi|đính chính|xóa bài|rút)|xin lỗi|rút (?:đơn|lại)|nói mình nhầm|nhận (?:là )?nhầm)(?!\w)"
    r"|(?<!\w)xin lỗi[^.;]{0,25} vì (?:đã )?(?:đăng|tung|viết|chia sẻ|đồn)(?!\w)|(?<!\w)đề nghị [^.;]{0,25}đính chính(?!\w)|(?<!\w)(?:không|chưa)(?!\w)[^.;]{0,50}(?<!\w)như (?:lời|tin) đồn(?!\w)"
)
"""Who spread a tale takes it back."""
_OF_A_TALE = any_guarded(
    r"tin|đồn|clip|video|đăng|bịa|vu khống|xin lỗi|đính chính|gỡ|mạng|ảnh|tố|nhầm|minh oan"
)
"""A headline that tells of the tale itself."""
_REVEALED = any_guarded(
    r"(?:con vật|vật thể|vật lạ|thứ (?:nằm|trong|rơi|trôi|lạ|ấy|đó)|khói|tiếng nổ|bóng \w+|đốm sáng)[^.;]{0,30} (?:là|bốc (?:lên )?từ|do) (?:\w+ ){0,2}?(?:chiếc|con|sợi|khe|nồi|bếp|mảnh|cái|tấm|khúc|đám|cành|túi|diều|đèn|dây|bao)"
)
"""What it was that was taken for what the headline says."""
_NONE_LEFT = any_of(
    r"sạch bóng|xóa (?:sạch|xong|hết|trắng)|hết (?:sạch|hẳn)|không còn|chấm dứt|dẹp (?:xong|sạch)|quét sạch|vắng bóng|biến mất"
)
_TO_BE = any_of(r"sẽ|muốn|phấn đấu|quyết|để|cần|nếu|chưa|bao giờ|khi nào|\?")
_NONE_WORDS = word_set("sạch bóng xóa xong hết trắng hẳn không còn chấm dứt dẹp quét vắng biến mất")
_LEFT = re.compile(
    r"(?<!\w)(?:vẫn|hiện|nay|cả tỉnh|toàn tỉnh|tỉnh)(?: vẫn)? (?:còn|tồn tại)(?: (?:tới|đến|hơn|gần|khoảng))? $"
)
_UNTIL_NOW = re.compile(r"(?<!\w)(?:trước đây|trước đó|năm ngoái|hồi|đầu năm|từng)(?!\w)")
_KIN = any_guarded(
    r"(?:con|cháu|em|vợ|chồng|người nhà|người thân|họ hàng)(?: \w+)? (?:chủ tịch|bí thư|giám đốc|lãnh đạo|trưởng \w+|cán bộ|đại gia|sếp)"
)
_NO_KIN = any_of(r"không (?:có |phải )?(?:họ hàng|bà con|quan hệ|liên quan|liên hệ|người nhà|con|cháu|em)")
_STOPS = Guarded(
    r"(?<!\w)(?:bỏ|dừng|ngừng|xóa|xóa bỏ|hủy|giải tán|chấm dứt|khai tử|dẹp) (?P<what>(?!việc|nhà|trốn|chạy|qua|lỡ|đói)[^\W\d_]+ [^\W\d_]+)"
)
_REPLIED = any_of(
    r"(?:không|chưa)(?: có| một)*(?: \w+){0,4} nào|không (?:có|hề|phải|xảy ra)|bịa|tin đồn|đính chính|gỡ|thất thiệt|bác bỏ|sai sự thật|nhắc nhở|xin lỗi"
)
"""Somebody answers a picture or a tale that is not of here and now."""


def contrary(title: Sentence, body: Sequence[Sentence], *, loud: bool) -> Sentence | None:
    """Return the sentence that tells the contrary of the headline, or None; `loud` where it has a dramatic word."""
    lacking = _lack_refuted(title.small, body)
    if lacking is not None:
        return lacking
    left = None if _TO_BE.search(title.small) else _still_left(title, body)
    if left is not None:
        return left
    if _OPEN.search(title.small):
        return None
    return (
        _turned(title.small, body)
        or _all_lost(title.small, body)
        or _went_on(title.small, body)
        or _goes_on(title.small, body)
        or _no_kin(title.small, body)
        or _taken_back(title.small, body)
        or (_elsewhere(body) if loud else None)
    )


def _turned(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that tells of a fall where the headline tells of a rise, or the reverse."""
    up, down = bool(_UP.search(title) or _ADDED.search(title)), bool(_DOWN.search(title))
    if up == down:
        return None
    same, other = (_UP, _DOWN) if up else (_DOWN, _UP)
    if any(same.search(told(s.small)) for s in body):
        return None
    topic = set(_WORD.findall(title)) - _LIGHT
    before = (None, *body)
    return next(
        (
            s
            for s, last in zip(body, before, strict=False)
            if (f := other.search(s.small))
            and _COMPARED.search(s.small, f.start())
            and (
                topic & s.tokens
                or (last and topic & last.tokens and _POINTS_BACK.search(s.small, 0, f.start()))
            )
        ),
        None,
    )


def _lack_refuted(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that counts what the headline says there is none of."""
    found = _LACKS.search(title)
    if found is None:
        return None
    for noun in (found["noun"], found["noun"].partition(" ")[0]):
        told = [s for s in body if re.search(rf"(?<!\w){noun}(?!\w)", s.small)]
        if told:
            break
    if any(_LACKING.search(s.small) and not _MADE_UP.search(s.small) for s in told):
        return None
    return next((s for s in told if _HAS.search(s.small) and _counts(s, noun)), None)


def _counts(sentence: Sentence, noun: str) -> bool:
    """Tell whether a sentence counts two or more of something."""
    counted = (noun, *(f"{kind}{noun}" for kind in _KINDS))
    return any(q.noun.startswith(counted) and q.value > 1 for q in sentence.quantities)


def _all_lost(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that tells how little is lost where the headline says that all is."""
    if _ALL_LOST.search(title) is None or any(
        _ALL_LOST.search(fact) or _TOLL.search(fact) for fact in (told(s.small) for s in body)
    ):
        return None
    return next((s for s in body if _LITTLE_LOST.search(s.small)), None)


def _went_on(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that tells of the end of what was called off according to the headline."""
    if _ENDED.search(title) is None or any(_STOPPED.search(told(s.small)) for s in body):
        return None
    return next((s for s in body if _WENT_ON.search(s.small)), None)


def _taken_back(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence by which a tale is taken back or found out to have been of something else."""
    if _OF_A_TALE.search(title):
        return None
    return next((s for s in body if _RETRACTED.search(s.small) or _REVEALED.match(s.small)), None)


def _elsewhere(body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that tells a picture or an event to be of another place or year, where somebody answers it."""
    found = next((s for s in body if _ELSEWHERE.search(s.small)), None)
    return found if found is not None and any(_REPLIED.search(s.small) for s in body) else None


def _goes_on(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that tells to go on what is stopped according to the headline (`kỳ thi vẫn tổ chức`)."""
    found = _STOPS.search(title)
    if found is None or any(_STOPS.search(told(s.small)) for s in body):
        return None
    did = re.escape(found["what"].partition(" ")[0])
    still = re.compile(
        rf"(?<!\w){re.escape(found['what'])}(?!\w)[^.,;]{{0,20}} vẫn (?!chưa|không|phải|bị|còn)"
        rf"|(?<!\w)vẫn (?:\w+ )?{did}(?!\w)|(?<!\w)không (?:có |hề |ai |ra )*(?:\w+ ){{0,2}}(?:dừng|ngừng|cấm|bỏ|hủy) {did}(?!\w)"
        rf"|(?<!\w)không (?:có )?(?:\w+ ){{1,3}}nào bị (?:bỏ|dừng|ngừng|cấm|hủy|từ chối)(?!\w)"
    )
    return next((s for s in body if still.search(s.small)), None)


def _still_left(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that counts what is left of what there is none of any more according to the headline."""
    if _NONE_LEFT.search(title.small) is None:
        return None
    topic = set(_WORD.findall(title.small)) - _LIGHT - _NONE_WORDS
    return next(
        (
            s
            for s in body
            if topic & s.tokens
            and any(q.value > 1 and _LEFT.search(s.small[: q.start]) for q in s.quantities)
            and not _UNTIL_NOW.search(s.small)
        ),
        None,
    )


def _no_kin(title: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence by which somebody is no relative of an official, whom the headline makes him one of."""
    if _KIN.search(title) is None or any(_KIN.search(told(s.small)) for s in body):
        return None
    return next((s for s in body if _NO_KIN.search(s.small)), None)
