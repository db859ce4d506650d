"""The syllables of articles as numbers: each text is read once, for copies and for events."""

from __future__ import annotations

import re
import zlib
from array import array

import numpy as np
import numpy.typing as npt

from pipeline.domain.records import Article
from pipeline.domain.text import fold, unify_tone

Numbers = npt.NDArray[np.int64]
Parts = tuple[Numbers, Numbers, Numbers]
"""Headline, sapo, body."""
_SYLLABLE = re.compile(r"\w+")


class Syllables(dict[str, int]):
    """A number for each syllable as written; one for both places of a tone mark."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, int] = {}
        self._folded = array("Q")

    def __missing__(self, syllable: str) -> int:
        form = unify_tone(syllable)
        if form not in self._forms:
            self._forms[form] = len(self._forms)
            self._folded.append(zlib.crc32(fold(form).encode()))
        number = self[syllable] = self._forms[form]
        return number

    def read(self, article: Article) -> Parts:
        """Return the syllables of an article's headline, sapo and body."""
        return self._of(article.title), self._of(article.sapo), self._of(article.body)

    def _of(self, text: str) -> Numbers:
        words = _SYLLABLE.findall(text.lower())
        return np.fromiter(map(self.__getitem__, words), dtype=np.int64, count=len(words))

    def folded(self, numbers: Numbers) -> npt.NDArray[np.uint64]:
        """Return the hash of each syllable without its marks: the same in every run, 32 bits."""
        return np.asarray(self._folded)[numbers]
