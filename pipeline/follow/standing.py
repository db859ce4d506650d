"""Does a passage still stand in a page, word for word, whatever advertisement was put around or into it?"""

from __future__ import annotations

import re

from pipeline.domain.text import clean, sentences, unify_tone

LONGEST_INSERT = 40
"""Words of a line that may have been put between two halves of a passage: an advertisement, a link to another story."""


def words(text: str) -> list[str]:
    """Return the words with their marks, in small letters; spaces, punctuation and the place of a tone mark are free."""
    return re.findall(r"\w+", unify_tone(clean(text)).casefold())


def stands(quote: str, text: str) -> bool:
    """Tell whether a passage stands in a text; whole lines of others may part it, changed words may not."""
    wanted = words(quote)
    if not wanted:
        return True
    lines = [found for line in clean(text).split("\n") if (found := words(line))]
    whole = " " + " ".join(word for line in lines for word in line) + " "
    if f" {' '.join(wanted)} " in whole:
        return True
    return any(_continues(wanted, lines, place) for place in range(len(lines)))


def _continues(wanted: list[str], lines: list[list[str]], place: int) -> bool:
    """Tell whether the passage begins at the end of a line and goes on after lines put between."""
    line = lines[place]
    starts = [start for start in range(len(line)) if line[start:] == wanted[: len(line) - start]]
    for start in starts:
        rest, inserts = wanted[len(line) - start :], 0
        for other in lines[place + 1 :]:
            if not rest:
                return True
            if other[: len(rest)] == rest[: len(other)]:
                rest = rest[len(other) :]
            elif len(other) > LONGEST_INSERT or inserts == 2:
                break
            else:
                inserts += 1
        if not rest:
            return True
    return False


def share_standing(before: str, after: str) -> float:
    """Return the share of the sentences of one text that still stand in another."""
    found = [before[start:end] for start, end in sentences(before)]
    whole = " " + " ".join(words(after)) + " "
    kept = sum(f" {' '.join(words(sentence))} " in whole for sentence in found)
    return kept / len(found) if found else 1.0


def likeness(text: str, other: str) -> float:
    """Return the share of the words of one text that the other has too."""
    mine = set(words(text))
    return len(mine & set(words(other))) / len(mine) if mine else 0.0


def nearest(quote: str, text: str) -> str:
    """Return the sentence of a text that says most of what a passage said, empty when none does."""
    found = [text[start:end] for start, end in sentences(text)]
    best = max(found, key=lambda sentence: likeness(quote, sentence), default="")
    return best if likeness(quote, best) >= 0.5 else ""
