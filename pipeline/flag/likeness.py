"""How like the words of a claim are those of a figure, where they are wholly other words.

Words are vectors learned from unlabelled press texts (models/words): those told in the same company are near. A telling
word of a figure counts as far as some word of the article is nearer to it than the likest word of a sentence that has
nothing to do with it. What is told together need not mean the same (`tăng` and `giảm`, `nam` and `nữ`): this says what
is spoken of, never what is said of it, and unit, fate, place, period and the contrasts rule as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from pipeline.config import REPOSITORY
from pipeline.domain.model_file import Model, load_model
from pipeline.domain.text import unify_tone
from pipeline.domain.word_vectors import JOINED, load_word_vectors
from pipeline.flag.claims import Claim
from pipeline.flag.indicators import FUNCTION_WORDS, SAYS_LITTLE, Indicator, bare_subject
from pipeline.flag.quantities import lower
from pipeline.flag.reading import Reading

BREAK = "."
"""What stands for signs and numbers between words."""
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/:]*|[.!?;:,()\"“”\n]")
_BY_CHANCE, _SURE = 0.5, 2.5
"""Likeness, in spreads above that of a sentence by chance, from which a word counts and at which it counts in full."""
_BEFORE, _LEAD, _WHOLE = 0.7, 0.7, 0.5
"""How much a word counts in the sentence before, in title and sapo, anywhere in the article."""
_COMMON, _RAREST = 6.0, 8.0
"""Rarity (negative logarithm of the share of all words) up to which a word says nothing, and beyond it the most."""
_LITTLE = 0.1
"""How much of its weight a word keeps that says little, or is the unit of the figure."""
_SUBJECT = 0.4
"""Share of the subject in what is told of a figure; the rest is that of its best name."""
Ids = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]


def syllables(plain: str) -> Iterator[str]:
    """Yield the syllables of a text in small letters, `BREAK` for signs and numbers."""
    yield from (token if token[0].isalpha() else BREAK for token in _TOKEN.findall(plain))


def words_of(plain: str, terms: Mapping[str, int]) -> list[int]:
    """Return the words of a text in small letters by their place in `terms`, the longest that are known."""
    found: list[int] = []
    for is_break, run in groupby(syllables(plain), key=lambda one: one == BREAK):
        if not is_break:
            found += _longest(list(run), terms)
    return found


def _longest(run: list[str], terms: Mapping[str, int]) -> Iterator[int]:
    at = 0
    while at < len(run):
        for size in range(min(_SYLLABLES, len(run) - at), 0, -1):
            place = terms.get(JOINED.join(run[at : at + size]))
            if place is not None:
                yield place
                break
        at += size


_SYLLABLES = 4
"""Of the longest words: two passes join two each."""
_TEXTS = 64
"""Texts whose words are kept: an article, its lead, its sentences; the vectors of more would fill the memory."""


class Likeness:
    """Words as vectors, and how like an article is to the figures of a register."""

    def __init__(self, model: Model) -> None:
        """Take the trained vectors.

        Raises:
            ModelFileError: an array does not fit the words.
        """
        known = load_word_vectors(model)
        words = known.names
        self._terms = {word: at for at, word in enumerate(words)}
        self._vectors = known.vectors
        self._mean = model.array("mean", (len(words),))
        self._spread = model.array("spread", (len(words),))
        light = np.array([_says_little(word) for word in words], dtype=np.bool_)
        self._weights = np.clip(known.rarity - _COMMON, 0.1, _RAREST) * np.where(light, _LITTLE, 1.0)
        self._light = light
        self._told = lru_cache(maxsize=_TEXTS)(self._content)
        self._names = lru_cache(maxsize=65536)(self._names_of)

    def of(self, claim: Claim, indicator: Indicator, reading: Reading) -> float:
        """Return how much of a figure is told in a claim or around it (0..1), in any words."""
        names, ids = self._names(
            indicator.fact.subject, indicator.fact.aliases, indicator.fact.unit, indicator.own_names
        )
        if not names:
            return 0.0
        before = claim.before.plain if claim.before is not None else ""
        zones = (
            (1.0, claim.sentence.plain),
            (_BEFORE, before),
            (_LEAD, reading.lead_text),
            (_WHOLE, reading.text),
        )
        told = np.zeros(len(ids))
        for weight, text in zones:
            vectors = self._told(text)
            if len(vectors):
                likest = (self._vectors[ids] @ vectors.T).max(axis=1)
                above = (likest - self._mean[ids]) / self._spread[ids]
                told = np.maximum(
                    told, weight * np.clip((above - _BY_CHANCE) / (_SURE - _BY_CHANCE), 0.0, 1.0)
                )
        shares = [float(told @ weights) for weights in names]
        return (1 - _SUBJECT) * max(shares) + _SUBJECT * shares[0]

    def _content(self, text: str) -> Floats:
        """Return the vectors of the words of a text that say something."""
        ids = np.unique(np.array(words_of(text, self._terms), dtype=np.intp))
        found: Floats = self._vectors[ids[~self._light[ids]]]
        return found

    def _names_of(
        self, subject: str, aliases: tuple[str, ...], unit: str, own_names: tuple[str, ...]
    ) -> tuple[list[Floats], Ids]:
        """Return the share of each word in each name of a figure, and the words; places and bodies by name left out."""
        counted = set(words_of(unify_tone(lower(unit)), self._terms))
        told = [self._without(text, own_names) for text in (bare_subject(subject, aliases), *aliases)]
        ids = np.array(sorted({at for name in told for at in name}), dtype=np.intp)
        base = self._weights[ids] * np.where(np.isin(ids, list(counted)), _LITTLE, 1.0)
        names = [np.isin(ids, name) * base for name in told if name]
        return [name / name.sum() for name in names if name.sum() > 0], ids

    def _without(self, text: str, own_names: Iterable[str]) -> list[int]:
        plain = unify_tone(lower(text))
        for name in own_names:
            plain = plain.replace(name, BREAK)
        return words_of(plain, self._terms)


def _says_little(word: str) -> bool:
    return (
        all(syllable in SAYS_LITTLE or syllable in FUNCTION_WORDS for syllable in word.split(JOINED))
        or word == BREAK
    )


@cache
def shipped() -> Likeness:
    """Return the words that the repository ships, read at first use."""
    return Likeness(load_model(REPOSITORY / "models" / "words"))
