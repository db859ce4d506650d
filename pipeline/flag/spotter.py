"""Which of many names a text has, found in one pass however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

Key = TypeVar("Key", bound=Hashable)


class Spotter(Generic[Key]):
    """Names compiled to one automaton; each leads to the keys that bear it.

    Give names and texts in the same form (small letters, tone marks unified). A hit inside a longer word counts
    too: what is spotted is a candidate that the signal itself looks at.
    """

    def __init__(self, names: Iterable[tuple[str, Key]]) -> None:
        keys: defaultdict[str, list[Key]] = defaultdict(list)
        for name, key in names:
            if name:
                keys[name].append(key)
        self._automaton = ahocorasick.Automaton()
        for name, bearers in keys.items():
            self._automaton.add_word(name, tuple(bearers))
        self._empty = not keys
        if keys:
            self._automaton.make_automaton()

    def spot(self, text: str) -> set[Key]:
        """Return the keys of all names in `text`."""
        return set(self.hits(text))

    def hits(self, text: str) -> Iterator[Key]:
        """Yield the keys of every name in `text`, once for each time it stands there."""
        yield from (key for _, key in self.ends(text))

    def ends(self, text: str) -> Iterator[tuple[int, Key]]:
        """Yield the offset behind every name in `text` with its key, once for each time it stands there."""
        if not self._empty:
            for last, keys in self._automaton.iter(text):
                yield from ((last + 1, key) for key in keys)
