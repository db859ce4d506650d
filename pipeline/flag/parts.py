"""Whether a number counts all that a figure counts, or a part of it: some, a rest, a share, a rise, what is planned or done."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.domain.text import unify_tone
from pipeline.flag.claims import TIME_NOUNS, Claim
from pipeline.flag.contrasts import is_done, is_of_a_group, is_of_another_rank, is_of_another_use, narrows
from pipeline.flag.guarded import Guarded
from pipeline.flag.indicators import FUNCTION_WORDS, Indicator
from pipeline.flag.names import word_set
from pipeline.flag.quantities import Quantity, lower
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import SHARES

_PART = Guarded(
    r"trong đó|trong số|trong (?:các|những) (?!tháng|năm|ngày|quý|tuần|kỳ|xã|phường|địa|khu|tỉnh|làng|bản|thôn|buôn|nhà|gia đình|cộng đồng|trường|bệnh|cơ sở|lĩnh)|(?<!\w)(?<!không )(?<!chẳng )(?<!đâu )riêng(?! gì)(?!\w)|còn lại|chủ yếu|(?:bao )?gồm|bình quân|trung bình|(?<!\w)mỗi(?!\w)|từng(?! ấy| này| đó)|nhiều nhất|"
    r"vụ (?:đông xuân|hè thu|thu đông|xuân hè|mùa)|dẫn đầu|(?<!\w)đoạn(?!\w)|hạng mục|chặng|(?<!\w)phần (?:đã|đang|được|chưa|còn)(?!\w)|ít nhất|tách theo|chiếm(?! (?:đoạt|dụng|giữ|lĩnh|hữu|đóng)(?!\w))|số chỉ|một mình|mất trắng|(?:gieo|trồng|cấy|dựng|sửa|lợp|trả|thả) lại|giải cứu"
)
_AMONG = re.compile(r"(?<!\w)(?:trong|nằm trong|thuộc) (?:tổng )?số (?:hơn |gần |khoảng |ngót |trên )?$")
_APART = re.compile(r"(?<!\w)riêng (?P<what>\w+(?: \w+){0,2})")
_KINDS_OF_PLACES = word_set("cao nguyên xã phường huyện đặc khu đảo thành phố thị vùng tỉnh")
_OF_ALL = word_set("toàn cả tỉnh các những tổng số")
_HAS_IN_ALL = re.compile(r"(?<!\w)(?:bao )?gồm(?: (?:có|cả|hơn|gần|khoảng|chừng|trên|ngót|tổng cộng))* $")
"""`Danh sách gồm 1.486.250 người`: all that there are, where no number stands before."""
_DEEPER = re.compile(
    r"(?: \w+){0,4} (?:ngập|sâu|cao|dài|rộng|nước)(?: \w+){0,2}? (?:trên|hơn|quá|tới|đến|từ|dưới) "
)
_OF_WHICH = re.compile(r"trong đó(?:,? (?:có|là|gồm))* $")
_OF_WHICH_FIRST = re.compile(r"trong đó(?!\w)")
_ENDED = re.compile(r"\W*(?:[,.;]|$)")
_SOME_OF_THEM = Guarded(
    r"(?:chủ đầu tư|đơn vị|địa phương|ngành|xã|phường|huyện|trường|nơi) (?:có|đạt|mới đạt) (?:tỷ lệ|tỉ lệ)[^.;]{0,20}$"
    r"|(?:\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|nhiều|những|các|một số) (?:chủ đầu tư|đơn vị|địa phương|sở|ngành|xã|phường|dự án|trường|doanh nghiệp|ban quản lý)"
    r" (?:có |đạt |mới |chỉ |chưa |còn |giải ngân |thực hiện |hoàn thành |dưới |trên |hơn |được |vượt |tỷ lệ |thấp ){1,5}$"
)
"""`bốn chủ đầu tư có tỷ lệ dưới`: some of those that make up the whole."""
_A_SHARE_OF = re.compile(
    r"(?<!\w)(?:phần (?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|một nửa|quá nửa|non nửa|%|phần trăm) (?:trong )?(?:tổng )?số [^.;\d]{0,40}"
    r"(?:,|-|–|\() ?(?:tức|nghĩa|tương đương|khoảng|ứng)(?: (?:là|với|gần|hơn|khoảng))* $"
)
"""`Một phần ba số bệnh nhân, tức 428 ca`: a part, told twice."""
_PAPER = re.compile(r"kết luận|báo cáo|thông báo|quyết định|văn bản|cáo trạng|bản án|biên bản|hồ sơ")
_OF_THESE = re.compile(r"(?:^|[.;] ?)trong (?:số |tổng số )?$")
"""`Trong 9.376 nhà đã xóa, có 1.882 nhà`: what follows is a part of the first number."""
_STRETCH = re.compile(
    r"(?<!\w)(?:có|còn) \|,? ?(?:đi |chạy |nằm |băng |chưa |bị |đang )*(?:qua|trong|trên|thuộc|trùng|hư|xuống|chưa|bị)(?!\w)"
)
"""`tuyến đường có 4,2 km qua rẫy`: a stretch of it."""
_PART_BEHIND = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:còn lại|khác(?! (?:bị |còn )?(?:thương|mất tích))|đầu tiên|nữa|như vậy)(?!\w)"
)
_RECOVERED = re.compile(
    r"(?<!\w)(?:đã|được|cho) (?:được )?(?:về nhà|xuất viện|ra viện|khỏi|hồi phục|bình phục)(?!\w)"
)
_BACK_HOME = re.compile(
    r"(?<!\w)(?:đã|được|vừa) (?:được )?(?:về|trở về|quay về|trở lại|quay lại|có điện|có điện lại|thoát|ra khỏi|nối lại|khôi phục)(?!\w)|(?<!\w)về nước(?!\w)"
)
_UPROOTED = re.compile(r"sơ tán|di dời|ngập|cô lập|mất điện|chia cắt|nước ngoài")
"""`1.204 hộ sơ tán đã về nhà` are some of those who had to leave."""
_CAUSE = re.compile(r" (?:vì|do|bởi|về)(?!\w)")
_REST = re.compile(r"(?<!\w)(?:còn|chưa|không|trống|ngoài|thiếu|vắng|bỏ)(?!\w)")


def is_not_the_whole(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a number is of something that a figure counts, and not of all of it as it is: a part, a rise, a plan."""
    of_plan = indicator.is_share_of_plan and claim.is_share_of_plan()
    planned = claim.is_plan() and not indicator.is_plan and not of_plan
    so_far = indicator.is_plan and claim.is_so_far()
    if planned or so_far or claim.quantity.value in indicator.parts:
        return True
    return _is_change_of(claim, indicator) or _is_told_in_part(claim, indicator)


def _is_change_of(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a number is a rise or a fall where a figure is none."""
    added = indicator.is_of_new and claim.is_addition()
    lacking = claim.left.endswith("hụt ") and "thiếu" in indicator.known
    return claim.is_change() and not indicator.is_change and not added and not lacking


def _is_told_in_part(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the words around a number say that it counts a part, a kind, a group or another use."""
    known = indicator.known
    right = "" if _is_cause_of_fine(claim, indicator) else claim.right
    return (
        _is_part_of(claim, indicator)
        or narrows(claim.told_left, right, known)
        or (indicator.is_sum and claim.is_left_over())
        or is_of_another_rank(claim.behind, known)
        or (claim.quantity.unit == "%" and is_of_a_group(claim.left, known))
        or is_done(claim.left + claim.behind[:40], known)
        or is_spent_otherwise(claim, indicator)
        or _is_rest_of_share(claim, indicator)
    )


def _is_part_of(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the number is a part or an average of what a figure states."""
    known, sentence, quantity = indicator.text, claim.sentence, claim.quantity
    before = sentence.small[: quantity.start]
    return (
        any(cue.removeprefix("vụ ") not in known for cue in _cues(claim, indicator))
        or _is_of_these(claim, indicator)
        or _has_come_back(claim, known)
        or (quantity.unit == "m" and bool(_STRETCH.search(f"{claim.left}|{claim.right}")))
        or _is_done_or_left(claim)
        or _is_beyond_a_measure(claim, known)
        or claim.is_what_it_was()
        or bool(_A_SHARE_OF.search(before))
        or bool(_SOME_OF_THEM.search(before))
        or bool(_PART_BEHIND.search(sentence.small[quantity.end :]))
    )


def _cues(claim: Claim, indicator: Indicator) -> set[str]:
    """Return the words before a number that tell a part or an average, but for those that here say that it is the whole."""
    cues = {found.group() for found in _PART.finditer(claim.left)}
    if claim.quantity.rate:
        cues -= {"bình quân", "trung bình"}  # a rate is an average
    if claim.quantity.unit == "%":
        cues -= {"chiếm"}  # `hộ nghèo chiếm 4,6 %` is the share itself
    if claim.quantity.unit in SHARES or indicator.is_rate:
        cues -= {"bình quân", "trung bình"}
    if claim.quantity.unit in SHARES and _is_share_of_its_own(claim, indicator):
        cues -= {"trong số"}
    if _HAS_IN_ALL.search(claim.left) and claim.sentence.quantities[0] is claim.quantity:
        cues -= {"gồm", "bao gồm"}
    if indicator.is_rate:
        cues -= {"mỗi"}  # `mỗi héc ta cho 62 tạ` is one as well
    if _AMONG.search(claim.left):
        cues -= {"trong số"}  # `một trong số 293 di tích`: the number is the whole
    if "riêng" in cues and _is_apart_by_name(claim, indicator):
        cues -= {"riêng"}
    if "trong đó" in cues and (_is_kind_by_name(claim, indicator) or _is_of_a_paper(claim)):
        cues -= {"trong đó"}
    return cues


def _is_of_these(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a number is of those that the sentence counts before it (`Trong 9.376 nhà đã xóa, có 1.882 nhà`)."""
    before = (
        q
        for q in claim.sentence.quantities
        if q.end <= claim.quantity.start and q.noun.split(" ")[0] not in TIME_NOUNS
    )
    wholes = [q for q in before if _OF_THESE.search(claim.sentence.small[: q.start])]
    # `trong 284 trụ sở dôi dư, đã xử lý 173`: the part is what another figure counts
    return any(q.value == indicator.amount.value for q in wholes) or (
        bool(wholes) and not indicator.is_named_by(claim.local)
    )


def _has_come_back(claim: Claim, known: str) -> bool:
    """Tell whether those are counted for whom it is over: of the patients who went home, of the uprooted who returned."""
    recovered = bool(_RECOVERED.search(claim.right)) and "viện" in known
    return recovered or (bool(_BACK_HOME.search(claim.right)) and bool(_UPROOTED.search(known)))


def _is_share_of_its_own(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a share is one of those that the figure is of (`trong số trẻ dưới 5 tuổi toàn tỉnh, 26,53%`)."""
    among = claim.left.rpartition("trong số ")[2].split(",")[0]
    told = [word for word in among.split() if word.isalpha() and word not in FUNCTION_WORDS | _OF_ALL]
    return bool(told) and all(unify_tone(word) in indicator.words_known for word in told)


def _is_apart_by_name(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether what is told apart is what the figure is of (`Riêng điện gió`), or a time (`Riêng năm ngoái`)."""
    said = _APART.search(claim.sentence.plain[: claim.quantity.start])
    if said is None:
        return False
    told = [word for word in said["what"].split() if word not in FUNCTION_WORDS | _KINDS_OF_PLACES]
    return bool(told) and (told[0] == "năm" or all(word in indicator.words_known for word in told))


def _is_beyond_a_measure(claim: Claim, known: str) -> bool:
    """Tell whether only those are counted that are deeper, longer or higher than told (`64 nhà ngập trên một mét`)."""
    behind = next((q for q in claim.sentence.quantities if q.start >= claim.quantity.end), None)
    if behind is None or behind.unit != "m" or behind.text.lower() in known:
        return False
    return bool(_DEEPER.fullmatch(claim.sentence.small, claim.quantity.end, behind.start))


def _is_done_or_left(claim: Claim) -> bool:
    """Tell whether a part and the rest of a whole are told together (`đã có 214 hộ nhận đất, còn 172 hộ`)."""
    told = claim.sentence.quantities
    pairs = [pair for pair in pairwise(told) if claim.quantity in pair]
    return "giảm" not in claim.sentence.small and any(_is_rest(claim, *pair) for pair in pairs)


def _is_rest(claim: Claim, part: Quantity, rest: Quantity) -> bool:
    counted, left = (one.noun.partition(" ")[0] for one in (part, rest))
    between = claim.sentence.small[part.end : rest.start]
    return bool(counted) and counted == left and between.endswith((", còn ", ", còn lại ", "; còn "))


def _is_of_a_paper(claim: Claim) -> bool:
    """Tell whether `trong đó` points to a document of the sentence before, which counts nothing itself."""
    before = claim.before
    opens = claim.sentence.small.startswith("trong đó") and _OF_WHICH_FIRST.match(claim.left)
    return bool(opens) and before is not None and not before.quantities and bool(_PAPER.search(before.small))


def _is_kind_by_name(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether `trong đó có 12 huy chương vàng` counts by its full name what the figure does, told only here."""
    name = next(
        (
            form
            for form in indicator.forms
            if claim.behind.startswith(form) and _ENDED.match(claim.behind, len(form))
        ),
        "",
    )
    longer = name.startswith(f"{lower(indicator.fact.unit)} ")
    return longer and bool(_OF_WHICH.search(claim.left)) and claim.context.count(name) == 1


def is_spent_otherwise(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a sum of money is spent or owed for something where its clause has no word that names the figure."""
    money = claim.quantity.unit == "đồng" and indicator.core.isdisjoint(claim.local)
    return money and is_of_another_use(claim.left, claim.right, indicator.known)


def _is_rest_of_share(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a share is that of the rest (`còn bốn phần mười đất trống` where 61,5 % are let)."""
    official = indicator.amount
    told = _REST.search(claim.left) or _REST.search(claim.right)
    if official.unit != "%" or claim.quantity.unit != "%" or not told or told.group() in indicator.known:
        return False
    return agrees(claim.quantity, replace(official, value=100 - official.value))


def _is_cause_of_fine(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether what follows is why someone that the figure names was fined (`vì xả nước chưa qua xử lý`), no part."""
    fined = claim.quantity.unit == "đồng" and bool(indicator.own_names) and "phạt" in claim.left
    return fined and bool(_CAUSE.match(claim.right))
