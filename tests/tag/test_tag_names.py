"""Phrases in syllables: the longest of those that begin at one place, none overlapping, none across a break."""

from __future__ import annotations

import random

from pipeline.tag.features import BREAK, Names, syllables

PHRASES = {"a": "1", "a b": "2", "a b c": "3", "b c": "4", "c a": "5", "d": "6", "b d a": "7"}


def plainly(words: list[str]) -> list[tuple[int, int, str]]:
    """Find the phrases by trying every length at every place."""
    found, at = [], 0
    while at < len(words):
        for length in (3, 2, 1):
            phrase = " ".join(words[at : at + length])
            if at + length <= len(words) and phrase in PHRASES:
                found.append((at, at + length, PHRASES[phrase]))
                at += length
                break
        else:
            at += 1
    return found


def test_phrases_are_found_as_by_trying_every_length_at_every_place() -> None:
    chance = random.Random(4)  # noqa: S311  a seeded order, no secret
    names = Names(PHRASES)
    for _ in range(300):
        words = chance.choices(["a", "b", "c", "d", "e", BREAK], k=chance.randrange(30))
        assert names.find(words) == plainly(words), words


def test_lists_looked_for_in_one_pass_do_not_disturb_each_other() -> None:
    chance = random.Random(5)  # noqa: S311  a seeded order, no secret
    lists = (PHRASES, {"b": "8", "a b": "9"}, {"c a b": "10"})
    together, apart = Names(*lists), [Names(labels) for labels in lists]
    for _ in range(300):
        words = chance.choices(["a", "b", "c", "d", "e", BREAK], k=chance.randrange(30))
        assert together.find_all(words) == [names.find(words) for names in apart], words


def test_no_phrases_find_nothing() -> None:
    assert Names({}).find(["a", BREAK]) == []


def test_every_run_of_stops_is_one_break_and_figures_are_one_number() -> None:
    assert syllables("Số 12: hoà bình...\n \nHết?!") == [
        "số",
        "0",
        BREAK,
        "hòa",
        "bình",
        BREAK,
        "hết",
        BREAK,
        BREAK,
    ]
