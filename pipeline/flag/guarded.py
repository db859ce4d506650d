"""Long patterns that are searched only where a text has something that no match of them can do without.

What that is is read from the pattern itself, so a pattern may be changed without a thought of its guard. Most
sentences are let go after one pass over their letters, instead of a trial of hundreds of alternatives at every word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

from pipeline.flag.names import any_of

_WORD, _DIGIT, _APART = re.compile(r"\w+"), re.compile(r"\d"), re.compile(r"\W+")
_MOST = 400
"""Most texts that a stretch of a pattern is told in, one by one."""
_COMMON = frozenset(
    ["đã", "là", "có", "của", "và", "không", "được", "người", "một", "các", "những", "cho", "với"]
)
"""Words that are in most sentences: to need one of them lets few go."""
Texts = frozenset[str]
_BLANK: Texts = frozenset({""})
Part = tuple[Any, Any]
"""Code and value of a part of a parsed pattern."""


class Guarded:
    """A compiled pattern that is searched as `re.Pattern` does it, or not at all."""

    def __init__(self, pattern: str) -> None:
        """Compile a pattern; one that needs nothing is always searched."""
        self.pattern = re.compile(pattern)
        _NEEDED[self] = needed(pattern)
        _compiled.cache_clear()

    def may_stand_in(self, text: str) -> bool:
        """Tell whether a text has what a match needs."""
        return self in possible(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        return self.pattern.search(text) if self in possible(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning."""
        return self.pattern.match(text) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches."""
        return self.pattern.finditer(text) if self.may_stand_in(text) else iter(())

    def findall(self, text: str) -> list[Any]:
        """Return the matches as `re.Pattern.findall` does."""
        return self.pattern.findall(text) if self.may_stand_in(text) else []


def any_guarded(alternatives: str) -> Guarded:
    """Return the pattern of alternatives that stand as whole words."""
    return Guarded(any_of(alternatives).pattern)


_NEEDED: dict[Guarded, Texts] = {}
"""What each guarded pattern needs."""


@cache
def _compiled() -> tuple[ahocorasick.Automaton, frozenset[Guarded]]:
    """Return what all patterns need as one automaton, and the patterns that need nothing."""
    asking: defaultdict[str, list[Guarded]] = defaultdict(list)
    for pattern, texts in _NEEDED.items():
        for text in texts:
            asking[text].append(pattern)
    automaton = ahocorasick.Automaton()
    for text, patterns in asking.items():
        automaton.add_word(text, patterns)
    automaton.make_automaton()
    return automaton, frozenset(pattern for pattern, texts in _NEEDED.items() if not texts)


@lru_cache(maxsize=1024)
def possible(text: str) -> frozenset[Guarded]:
    """Return the patterns that may stand in a text; all of them are asked for in turn, so one pass finds them all."""
    automaton, always = _compiled()
    return always.union(*(patterns for _, patterns in automaton.iter(_spaced(text))))


def _spaced(text: str) -> str:
    """Return the words of a text, each digit as 0, a space around every word."""
    return _DIGIT.sub("0", f" {' '.join(words_in(text))} ")


@lru_cache(maxsize=1024)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text as written; a sentence is asked for them by several signals in turn."""
    return tuple(_WORD.findall(text))


def needed(pattern: str) -> Texts:
    """Return texts of which one at least stands in all that a pattern matches, spaced; none when that cannot be told."""
    parsed = parser.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return frozenset()
    return frozenset(_APART.sub(" ", _DIGIT.sub("0", text)) for text in _of_sequence(parsed)[1])


def _of_sequence(
    parts: Sequence[Part], before: Texts = _BLANK, after: str = ""
) -> tuple[Texts | None, Texts]:
    """Return all that a sequence matches (None when that is too much to tell), and of what it needs the most telling.

    Args:
        parts: of a parsed pattern.
        before: what stands before it.
        after: a space when a word ends behind it.
    """
    whole: Texts | None = _BLANK
    run, best = before, frozenset[str]()
    for place, part in enumerate(parts):
        ends = after if place + 1 == len(parts) else " " if _is_edge(parts[place + 1]) else ""
        texts, inner = _of_part(part, run, ends)
        best = _better(best, inner)
        whole = _joined(whole, texts)
        joined = _joined(run, texts)
        once = None if joined else _once(part)
        if joined is None:
            best = _better(best, _joined(run, once) or run)
        run = joined or texts or once or _BLANK
    return whole, _better(best, frozenset(text + after for text in run))


def _joined(first: Texts | None, second: Texts | None) -> Texts | None:
    if first is None or second is None or len(first) * len(second) > _MOST:
        return None
    return frozenset(one + other for one in first for other in second)


def _of_part(part: Part, before: Texts, after: str) -> tuple[Texts | None, Texts]:
    """Return the same of one part. The edge of a word is a space, for `_spaced` has one there."""
    code, value = part
    if code is sre.SUBPATTERN and not value[1] & re.IGNORECASE:
        return _of_sequence(value[3], before, after)
    if code is sre.BRANCH:
        return _of_alternatives([_of_sequence(sequence, before, after) for sequence in value[1]])
    if code in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        least, most, inside = value
        texts, best = _of_sequence(inside)
        if most == 1 and texts is not None:
            return texts | _BLANK, frozenset()
        return None, best if least else frozenset()
    return _of_sign(part), frozenset()


def _once(part: Part) -> Texts | None:
    """Return what a part that is told several times (a number of some digits) begins and ends with; None of others."""
    code, value = part
    if code not in {sre.MAX_REPEAT, sre.MIN_REPEAT} or not value[0]:
        return None
    return _of_sequence(value[2])[0]


def _of_alternatives(found: Sequence[tuple[Texts | None, Texts]]) -> tuple[Texts | None, Texts]:
    alike = [texts for texts, _ in found if texts is not None]
    needs = [best for _, best in found]
    return (
        frozenset().union(*alike) if len(alike) == len(found) else None,
        frozenset().union(*needs) if all(needs) else frozenset(),
    )


def _of_sign(part: Part) -> Texts | None:
    """Return what one letter, set of letters or condition stands for."""
    code, value = part
    if code is sre.LITERAL:
        return frozenset({chr(value)})
    if code is sre.IN:
        return _of_set(value)
    if code in {sre.ASSERT, sre.ASSERT_NOT, sre.AT}:
        return frozenset({" "}) if _is_edge(part) else _BLANK
    return None


def _of_set(members: Sequence[tuple[Any, Any]]) -> Texts | None:
    """Return the letters of a set; None of one that holds more than a few."""
    texts = set[str]()
    for code, value in members:
        if code is sre.LITERAL:
            texts.add(chr(value))
        elif code is sre.CATEGORY and value in _CATEGORIES:
            texts.add(_CATEGORIES[value])
        else:
            return None
    return frozenset(texts)


_CATEGORIES = {sre.CATEGORY_DIGIT: "0", sre.CATEGORY_SPACE: " ", sre.CATEGORY_NOT_WORD: " "}


def _is_edge(part: Part) -> bool:
    """Tell whether a condition holds only beside white space, a sign or the end of the text."""
    code, value = part
    if code is sre.AT:
        return value in {sre.AT_BEGINNING, sre.AT_BEGINNING_STRING}
    if code is not sre.ASSERT_NOT or len(value[1]) != 1:
        return False
    kind, members = value[1][0]
    return kind is sre.IN and (sre.CATEGORY, sre.CATEGORY_WORD) in members


def _better(first: Texts, second: Texts) -> Texts:
    """Return of two sets the one whose least telling text tells more; none of a set that a blank may fulfil."""
    return max(first, second, key=lambda texts: min(map(_say, texts), default=(-1, 0)))


def _say(text: str) -> tuple[int, int]:
    """Return how much a text tells, first by its words: ` y ` is in fewer texts than ` y`."""
    words = _WORD.findall(text)
    return (sum(len(word) for word in words if word not in _COMMON) if words else -1, len(text))


def opening_words(pattern: str) -> Texts | None:
    """Return the words that all that a pattern matches begins with, one by one; None when they cannot be told.

    The pattern is one that is searched between the edges of words, in small letters.
    """
    found = _opened(parser.parse(pattern), _BLANK)
    return None if found is None or "" in found[0] else found[0] | found[1]


def _opened(parts: Sequence[Part], begun: Texts) -> tuple[Texts, Texts] | None:
    """Return how the first word may have begun behind a sequence, where it is not over yet, and those that are over."""
    over = frozenset[str]()
    for part in parts:
        found = _opened_by(part, begun)
        if found is None:
            return None
        begun, over = found[0], over | found[1]
        if not begun:
            break
    return begun, over


def _opened_by(part: Part, begun: Texts) -> tuple[Texts, Texts] | None:
    """Return the same behind one part."""
    code, value = part
    if code in {sre.ASSERT, sre.ASSERT_NOT}:
        return begun, frozenset()
    if code is sre.LITERAL:
        goes_on = chr(value).isalnum()
        return (
            (frozenset(word + chr(value) for word in begun), frozenset())
            if goes_on
            else (begun & _BLANK, begun - _BLANK)
        )
    if code is sre.SUBPATTERN:
        return _opened(value[3], begun)
    if code is sre.BRANCH:
        return _opened_by_one([_opened(one, begun) for one in value[1]])
    if code in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        least, most, inside = value
        once = _opened(inside, begun)
        endless = once is None or (once[0] and most > 1)
        return None if endless else once if least else _opened_by_one([once, (begun, frozenset())])
    return None


def _opened_by_one(ways: Sequence[tuple[Texts, Texts] | None]) -> tuple[Texts, Texts] | None:
    """Return the same behind one of several ways to go on."""
    told = [way for way in ways if way is not None]
    if len(told) < len(ways):
        return None
    return frozenset().union(*(begun for begun, _ in told)), frozenset().union(*(over for _, over in told))
