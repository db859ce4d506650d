"""A headline whose own words the text uses only to deny them.

No list of events is needed here: what is denied is read from the sentence (`chưa ai nộp lại`, `không có phòng nào bị
sập`), and a word of the headline that stands behind a negation and is told as a fact nowhere in the text is refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from pipeline.flag.names import word_set
from pipeline.flag.reading import Sentence

_WORD = re.compile(r"\w+")
_NO = re.compile(
    r"(?<!\w)(?:(?:không|chẳng|chả|chưa) (?:hề|có|phải|ai|từng|một|bị|phát sinh|xảy ra|ghi nhận|phát hiện)(?!\w)|(?:không|chẳng|chưa)(?= (?:\w+ ){0,5}nào(?!\w))|chưa|làm gì có|bác bỏ|bác tin|phủ nhận|bịa(?: đặt| chuyện)?|tin đồn|lời đồn|tin thất thiệt)(?!\w)"
)
_NO_WORDS = word_set("không chưa chẳng chả làm bác phủ bịa tin lời")
"""One of these stands wherever something is denied."""
_NO_DENIAL = re.compile(
    r" (?:chỉ|những|còn|khỏi|thể|kịp|ngờ|ngừng|ít|khí|gian|quân|phận|lưu|dám|muốn|biết|rõ|nên|được|đủ|riêng|nhất thiết|may|tên|gì bằng|thua|kém|hẳn|quá|mấy|bao lâu|bao giờ|(?:có )?(?:biện pháp|giải pháp|quy định|tín hiệu|lời|vùng cấm)|xác định|kết luận|lên tiếng|đầy|tới|đến nỗi|phép|quên|thôi|ngớt|dứt)(?!\w)"
)
_SUPPOSED = re.compile(r"(?<!\w)(?:nếu|để|giá như|chống [^.,;]{0,30}và|tránh)(?: \w+){0,2} $")
_CLAUSE = re.compile(r"[.,;:?!\"“”()]|(?<!\w)(?:nhưng|song|mà|nên|thì|để|nếu|khi|vì|do|bởi)(?!\w)")
_QUOTED = re.compile(r"[\"“'‘][^\"”'’]*[\"”'’]")
_WITHIN = 9
"""Words behind a negation that it denies."""
_THERE = word_set("xảy ở tại trên trong cả hết về được như")
"""What may follow `không có ... nào` without telling of something else."""
_UNTOLD = re.compile(
    r"\?|(?<!\w)(?:nếu|suýt|sợ|lo|ngỡ|tưởng|tin|đồn|loan|nghi|phòng|chống|nguy cơ|hình như|có thể|đề xuất|kịch bản|dự thảo|thì)(?!\w)"
)
_OPEN = re.compile(
    r"\?|(?<!\w)(?:bác bỏ|phủ nhận|lo|không|chưa|chẳng|suýt|nguy cơ|phòng|chống|nghi|diễn tập|tin|ngăn|giả định|nếu|đề xuất|đề nghị|kiến nghị|muốn|cần|mong|chờ|tránh|sao)(?!\w)"
)
_LACK = re.compile(
    r"(?<!\w)(?:thiếu|khát|đói|hết|cạn|vắng|trống|bỏ hoang|dang dở|chậm|ì ạch|hỏng|kêu cứu|mòn mỏi|gian nan|vướng|tắc|bế tắc|khó)(?!\w)"
)
"""Where a headline tells of a lack, a text that says there is none bears it out."""
_LIGHT = word_set(
    "và của là có bị vì do ở tại cho với các những một hàng loạt cả đã đến ra vào lên xuống trên dưới giữa chừng người trong để khi được như "
    "toàn bộ mọi nhiều hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ số vụ việc sau trước từ về theo đang sẽ vừa mới lại còn này dân hộ em cháu ông bà xã tỉnh phường huyện thôn làng trường học sinh công ty nhà"
)


def refuted(title: Sentence, body: Sequence[Sentence], heavy: AbstractSet[str]) -> Sentence | None:
    """Return the sentence that denies a word of the headline which the text tells nowhere as a fact, or None.

    A heavy word is enough; of any others two that stand side by side in the headline must be denied together.
    """
    if _OPEN.search(title.small) or _LACK.search(title.small):
        return None
    said = _content(title)
    if not said:
        return None
    denying = [
        (sentence, *_denied(tuple(_WORD.findall(sentence.small[start:end]))))
        for sentence in body
        if not _NO_WORDS.isdisjoint(sentence.tokens) and not said.keys().isdisjoint(sentence.tokens)
        for start, end in _scopes(sentence.small)
    ]
    for sentence, denied, alone in denying:
        hit = [word for word in denied if word in said]
        if any(word in heavy or word == alone for word in hit) or _side_by_side(hit, said, hit):
            fresh = [word for word in hit if not _is_told(word, body)]
            if any(word in heavy or word == alone for word in fresh) or _side_by_side(hit, said, fresh):
                return sentence
    return None


def _is_told(word: str, body: Sequence[Sentence]) -> bool:
    """Tell whether a text says a word outside of what it denies, fears or supposes."""
    for sentence in body:
        if word not in sentence.tokens:
            continue
        rest = sentence.small
        for start, end in reversed(list(_scopes(rest))):
            rest = rest[:start] + rest[end:]
        if word in _WORD.findall(rest) and not _UNTOLD.search(rest):
            return True
    return False


def _content(title: Sentence) -> dict[str, int]:
    """Return the words of a headline that say something, with their place: no names, numbers or quotations."""
    found: dict[str, int] = {}
    quoted = [found.span() for found in _QUOTED.finditer(title.text)]
    for index, word in enumerate(_WORD.finditer(title.text)):
        if any(start <= word.start() < end for start, end in quoted):
            continue
        text = word.group()
        if index and text[0].isupper():
            continue
        small = title.small[word.start() : word.end()]
        if small in _LIGHT or small[0].isdigit():
            continue
        found[small] = index
    return found


def _scopes(small: str) -> Iterator[tuple[int, int]]:
    """Yield where what a sentence denies begins and ends: behind a negation, up to the end of its clause."""
    last = 0
    for no in _NO.finditer(small):
        if no.start() < last or _SUPPOSED.search(small, 0, no.start()) or _NO_DENIAL.match(small, no.end()):
            continue
        end = no.end()
        stop = _CLAUSE.search(small, no.end())
        limit = stop.start() if stop else len(small)
        for count, word in enumerate(_WORD.finditer(small, no.end(), limit)):
            if count == _WITHIN:
                break
            end = word.end()
        last = end
        yield no.end(), end


def _denied(scope: Sequence[str]) -> tuple[Sequence[str], str]:
    """Return what is denied, and the noun of which there is none.

    `Không có con trâu nào bị giết` denies that any was killed, not that there are any: only what stands behind counts.
    """
    if "nào" not in scope:
        return scope, ""
    end = scope.index("nào")
    if end + 1 < len(scope) and scope[end + 1] not in _THERE:
        return scope[end + 1 :], ""
    return scope, scope[end - 1] if end else ""


def _side_by_side(denied: Sequence[str], said: Mapping[str, int], fresh: Sequence[str]) -> bool:
    """Tell whether two denied words stand side by side in the headline, one of them told nowhere."""
    where, new = sorted({said[word] for word in denied}), {said[word] for word in fresh}
    return any(later - one == 1 and not new.isdisjoint((one, later)) for one, later in pairwise(where))
