"""The first words of the alternatives of a pattern: where none of them stands, the pattern need not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEADING = re.compile(r"\w+")
_LOOKBEHIND = re.compile(r"^(?:\(\?<[!=](?:\[[^\]]*\]|[^)])*\))+")


def opening_words(pattern: str) -> frozenset[str] | None:
    r"""Return the words that every match of a pattern of alternatives begins with; None when they cannot be told.

    The pattern is one that is searched between word boundaries (`(?<!\\w)(?:...)(?!\\w)`), in small letters.
    """
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        start = _LOOKBEHIND.sub("", alternative)
        if start.startswith("(?:"):
            end = _closing(start)
            inner, behind = start[3:end], start[end + 1 :]
            words = None if behind[:1] in {"?", "*", "{"} else opening_words(inner)
            if words is None or (behind and behind[0] not in {" ", "("}):
                return None
            found |= words
            continue
        start = start.lstrip('\\"')
        word = _LEADING.match(start)
        if word is None or start[word.end() : word.end() + 1] not in {"", " ", "("}:
            return None
        if start[word.end() :].startswith("(?:") and not start[word.end() + 3 :].startswith(" "):
            return None
        found.add(word.group())
    return frozenset(found)


def _alternatives(pattern: str) -> Iterator[str]:
    depth = start = 0
    for index, sign in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "|" and not depth:
            yield pattern[start:index]
            start = index + 1
    yield pattern[start:]


def _closing(text: str) -> int:
    """Return the offset of the bracket that closes the first one."""
    depth = 0
    for index, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == ")" and not depth:
            return index
    return len(text)
