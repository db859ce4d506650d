"""A headline at one pole of a state where the text stands at the other.

Dead or well, in ruins or untouched, fled or at home, shut or at work, empty or crowded: the headline claims one pole.
The text belies it where it denies that pole, or tells the other one, and tells the first nowhere as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.flag.guarded import possible
from pipeline.flag.pole_words import POLES, Pole
from pipeline.flag.reading import Sentence
from pipeline.flag.told import denied, restricted, stated, told

_FEW = re.compile(r"(?<!\w)chỉ (?:có |còn )?(?:một|vài|mấy|hai|ba|\d+)(?: [^\W\d_]+){0,4} $")
"""Of so few the opposite is told that it bears the headline out (`chỉ một góc kho còn nguyên`)."""
_OTHERS = re.compile(
    r"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|vài|mấy|\d+) \w+ (?:khác|còn lại)(?!\w)[^.;]{0,30}$|(?<!\w)(?:bên cạnh|kế bên|liền kề|lân cận|láng giềng|gần đó)[^.,;]{0,20}$"
)
"""Of others the opposite is told (`ba người khác đã xuất viện`, `xưởng bên cạnh còn nguyên`)."""
_AGAINST = re.compile(
    r"(?<!\w)(?:triệt (?:phá|xóa)|phá (?:đường dây|ổ|băng|nhóm|án|vụ)|bóc gỡ|ngăn|dẹp|bớt|giảm|phát hiện)(?!\w)[^,;:.]*"
)
"""What a headline tells to be fought or found out is no claim of its own (`Phá đường dây làm giả sổ đỏ`)."""
_CLAIMS = frozenset(pole.claim for pole in POLES)
_CLAUSE_END = re.compile(r"[.,;:]|$")
_EXCEPT = re.compile(r"(?:riêng|chỉ riêng|ngoại trừ) (?!tỉnh|quảng ngãi|toàn)")
"""One of whom it is told apart is not the one that the headline tells of (`Riêng ông Ba bị phạt hành chính`)."""


def belied(claims: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that denies what a headline claims, or tells its opposite, or None.

    Args:
        claims: what the headline tells as a fact, in small letters.
        body: the sentences of the text.
    """
    claims = _AGAINST.sub(" ", claims)
    for pole in _claimed(claims):
        said = {found.group() for found in pole.claim.finditer(claims)}
        own = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in said)})(?!\w)")
        turned = [_turns(own, told(s.small), pole) for s in body]
        if False in turned:
            continue
        direct = (s for s, turn in zip(body, turned, strict=True) if turn or _has(own, denied(s.small)))
        found = next(direct, None) or _outweighed(pole, body)
        if found is not None:
            return found
    return None


def _claimed(claims: str) -> list[Pole]:
    """Return the poles that a headline claims; most headlines have no word of any."""
    may_stand = possible(claims)
    if may_stand.isdisjoint(_CLAIMS):
        return []
    return [pole for pole in POLES if pole.claim in may_stand and pole.claim.search(claims)]


def _turns(own: re.Pattern[str], fact: str, pole: Pole) -> bool | None:
    """Tell whether a clause with the headline's word goes on to the opposite (`về đích thì còn xa`); None without it."""
    found = own.search(fact)
    if found is None:
        return None
    end = _CLAUSE_END.search(fact, found.end())
    return bool(pole.opposite.search(fact, found.end(), end.start() if end else len(fact)))


def _outweighed(pole: Pole, body: Sequence[Sentence]) -> Sentence | None:
    """Return the first sentence against a headline where those for it are none, or half as many at most.

    One that tells the opposite and denies it as well (`vẫn làm việc, không ai xin thôi`) counts three times.
    """
    against = {s.start: weight for s in body if (weight := _opposes(pole, s.small))}
    bearing = sum(_bears(pole, s.small, told(s.small)) for s in body)
    if not against or sum(against.values()) < 2 * bearing:
        return None
    return next(s for s in body if s.start in against)


def _bears(pole: Pole, small: str, fact: str) -> bool:
    return bool(pole.borne_out.search(fact) or (pole.lacking and pole.lacking.search(small)))


def borne_out(claims: str, body: Sequence[Sentence]) -> bool:
    """Tell whether a text tells as a fact one of the things that a headline claims, in its words or others."""
    return any(_bears(pole, s.small, told(s.small)) for pole in _claimed(claims) for s in body)


def _opposes(pole: Pole, small: str) -> int:
    """Return how much a sentence tells the opposite, or denies or restricts what would bear the headline out."""
    if _EXCEPT.match(small):
        return 0
    opposed = any(
        not (_FEW.search(small, 0, one.start()) or _OTHERS.search(small[: one.start()]))
        for one in pole.opposite.finditer(stated(small))
    )
    against = _has(pole.borne_out, (*denied(small), *restricted(small)))
    return 3 if opposed and against else int(opposed or against)


def _has(words: re.Pattern[str], said: Sequence[str]) -> bool:
    return any(words.search(one) for one in said)
