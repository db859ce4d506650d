"""Text typed without marks (`cong an tinh`), as in messages and old feeds: the marks written anew before it is read.

Each syllable gets the spelling that goes best with its neighbours, by how often words and pairs of words stand in the
corpus of the text model; names of the registers get theirs. Every letter stays in its place, so what is found in the
restored text is found in the text as given. What is read so is less sure (`LESS_SURE`): other spellings were possible.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from pipeline.domain.records import Article, Field, TaggedArticle
from pipeline.domain.text import fold, marks_missing
from pipeline.tag.features import FloatArray

LESS_SURE = 0.8
"""Factor on every score of an article whose marks were restored."""
KNOWN = 0.7
"""Least share of words that are Vietnamese syllables; below it the text is in another language."""
_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[^\s]")
"""Anything but white space between two words parts them."""
_UNSEEN = -2.0
"""Of a pair that is not in the vocabulary, against the rarest that is (natural logarithm)."""


class Marks:
    """Spellings with marks of folded syllables and names."""

    def __init__(self, terms: Sequence[str], idf: FloatArray, names: Iterable[str]) -> None:
        """Take the vocabulary of the text model (words and pairs, their inverse document frequency) and names.

        Nothing is compiled until the first text without marks comes: that is rare.
        """
        self._terms = terms
        self._idf = idf
        self._given_names = names

    def restored(self, article: Article) -> Article | None:
        """Return the article with marks; None when it has them, is too short to tell, or is no Vietnamese."""
        texts = [article.text(field) for field in Field]
        if not marks_missing("\n".join(texts)):
            return None
        words = [word for text in texts for word in _WORD.findall(text.lower())]
        if sum(word in self._spellings for word in words) < KNOWN * len(words):
            return None
        title, sapo, body = map(self.restore, texts)
        return replace(article, title=title, sapo=sapo, body=body)

    def restore(self, text: str) -> str:
        """Return `text` with marks; as many code points as given (NFC), capital letters where they were."""
        found = list(_WORD.finditer(text))
        folded = [fold(match.group()) for match in found]
        options = [self._spellings.get(word, (word,)) for word in folded]
        for start, name in self._names_in(folded):
            for place, word in enumerate(name, start):
                options[place] = (word,)
        begins = [
            not place or bool(_APART.search(text[found[place - 1].end() : match.start()]))
            for place, match in enumerate(found)
        ]
        letters = list(text)
        for match, word in zip(found, self._best(options, begins), strict=True):
            for place, letter in enumerate(word, match.start()):
                letters[place] = letter.upper() if letters[place].isupper() else letter
        return "".join(letters)

    def _best(self, options: Sequence[Sequence[str]], begins: Sequence[bool]) -> list[str]:
        """Return the likeliest spelling of each word, those of one phrase together (Viterbi 1967)."""
        scores: dict[str, float] = {}
        ways: list[dict[str, str]] = []
        for spellings, begin in zip(options, begins, strict=True):
            if begin or not scores:
                before = max(scores, key=scores.__getitem__) if scores else ""
                ways.append(dict.fromkeys(spellings, before))
                scores = {word: self._of_word(word) for word in spellings}
                continue
            way, reached = {}, {}
            for word in spellings:
                way[word] = max(scores, key=lambda last: scores[last] + self._of_pair(last, word))
                reached[word] = scores[way[word]] + self._of_pair(way[word], word)
            ways.append(way)
            scores = reached
        word = max(scores, key=scores.__getitem__) if scores else ""
        best: list[str] = []
        for way in reversed(ways):
            best.append(word)
            word = way[word]
        return best[::-1]

    def _of_word(self, word: str) -> float:
        return self._shares.get(word, self._rarest)

    def _of_pair(self, first: str, second: str) -> float:
        apart = self._of_word(first) + self._of_word(second)
        return self._shares.get(f"{first} {second}", min(self._rarest, apart) + _UNSEEN)

    def _names_in(self, folded: Sequence[str]) -> Iterable[tuple[int, tuple[str, ...]]]:
        """Yield where names begin, the longest first where several do, with their spelling word by word."""
        place = 0
        while place < len(folded):
            longest = self._names.get(folded[place], ())
            name = next(
                (n for n in longest if tuple(map(fold, n)) == tuple(folded[place : place + len(n)])), None
            )
            if name:
                yield place, name
            place += len(name) if name else 1

    @cached_property
    def _shares(self) -> dict[str, float]:
        """Return the logarithm of the share of articles that hold each word or pair."""
        return dict(zip(self._terms, (1.0 - self._idf).tolist(), strict=True))

    @cached_property
    def _rarest(self) -> float:
        return float(1.0 - np.max(self._idf))

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for term in self._terms:
            if " " not in term and term.isalpha():
                found[fold(term)].append(term)
        return {plain: tuple(words) for plain, words in found.items()}

    @cached_property
    def _names(self) -> dict[str, list[tuple[str, ...]]]:
        """Return names of two words and more by their first word, folded; the longest first."""
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in dict.fromkeys(self._given_names):
            words = tuple(_WORD.findall(name.lower()))
            if len(words) > 1:
                found[fold(words[0])].append(words)
        return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


def less_sure(tagged: TaggedArticle) -> TaggedArticle:
    """Return what was read in restored text with lower scores."""
    return replace(
        tagged,
        agencies=tuple(replace(tag, score=round(tag.score * LESS_SURE, 4)) for tag in tagged.agencies),
        sentiment=replace(tagged.sentiment, score=round(tagged.sentiment.score * LESS_SURE, 4)),
        attention=replace(tagged.attention, score=round(tagged.attention.score * LESS_SURE, 4)),
    )
