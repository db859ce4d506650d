"""A headline whose own words the text uses only to deny them.

No list of events is needed here: what is denied is read from the sentence (`chưa ai nộp lại`, `không có phòng nào bị
sập`), and a word of the headline that stands behind a negation and is told as a fact nowhere in the text is refuted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from pipeline.flag.guarded import Guarded
from pipeline.flag.names import word_set
from pipeline.flag.reading import Sentence
from pipeline.flag.told import claimed, denied, told

_WORD = re.compile(r"\w+")
_THERE = word_set("xảy ở tại trên trong cả hết về được như")
"""What may follow `không có ... nào` without telling of something else."""
_LACK = Guarded(
    r"(?<!\w)(?:thiếu|khát|đói|hết|cạn|vắng|trống|bỏ hoang|dang dở|chậm|ì ạch|hỏng|kêu cứu|mòn mỏi|gian nan|vướng|tắc|bế tắc|khó|thôi|khỏi|bớt)(?!\w)"
)
"""Where a headline tells of a lack, a text that says there is none bears it out."""
_LIGHT = word_set(
    "phát hiện và của là có bị vì do ở tại cho với các những một hàng loạt cả đã đến ra vào lên xuống trên dưới giữa chừng người trong để khi được như "
    "toàn bộ mọi nhiều hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ số vụ việc sau trước từ về theo đang sẽ vừa mới lại còn này dân hộ em cháu ông bà xã tỉnh phường huyện thôn làng trường học sinh công ty nhà"
)


def refuted(title: Sentence, body: Sequence[Sentence], heavy: AbstractSet[str]) -> Sentence | None:
    """Return the sentence that denies a word of the headline which the text tells nowhere as a fact, or None.

    A heavy word is enough; of any others two that stand side by side in the headline must be denied together.
    """
    said = {} if _LACK.search(title.small) else content(title)
    denying = (
        (sentence, *_denied(tuple(_WORD.findall(scope))))
        for sentence in body
        if not said.keys().isdisjoint(sentence.tokens)
        for scope in denied(sentence.small)
    )
    for sentence, words, alone in denying:
        hit = [word for word in words if word in said]
        if any(word in heavy or word == alone for word in hit) or _side_by_side(hit, said, hit):
            fresh = [word for word in hit if not _is_told(word, body)]
            if any(word in heavy or word == alone for word in fresh) or _side_by_side(hit, said, fresh):
                return sentence
    return None


def _is_told(word: str, body: Sequence[Sentence]) -> bool:
    return any(word in s.tokens and word in _WORD.findall(told(s.small)) for s in body)


def content(title: Sentence) -> dict[str, int]:
    """Return the words that a headline claims something with, with their place: no names or numbers."""
    claims, found = claimed(title.small), dict[str, int]()
    for index, word in enumerate(_WORD.finditer(title.text)):
        small = title.small[word.start() : word.end()]
        named = index > 0 and word.group()[0].isupper()
        if (
            not named
            and small not in _LIGHT
            and not small[0].isdigit()
            and claims.startswith(small, word.start())
        ):
            found[small] = index
    return found


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
