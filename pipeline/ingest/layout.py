"""A canary for the layout of an outlet's pages: what was found on nearly all of them and suddenly is not.

Every outlet is measured against its own past only, because many papers print no author or no sapo at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import comb

RECENT = timedelta(days=3)
PAST = timedelta(days=30)
"""How long before the recent days an outlet's past reaches."""
_FEWEST_PAST = 20
_USUAL = 0.3
"""What stood on fewer pages than this share was never usual, and cannot be lost."""
_CHANCE = 0.001
"""How likely a run of bad luck may be before it is called a change of layout."""


class Part(StrEnum):
    """What is read from a page."""

    BODY = "body"
    SAPO = "sapo"
    TIME = "time"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """On how many of how many pages a part was found."""

    found: int
    of: int

    @property
    def percent(self) -> int:
        """Return the share in whole per cent; 0 of nothing."""
        return round(100 * self.found / self.of) if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A part that an outlet's pages lost."""

    part: Part
    past: Share
    recent: Share


def losses(past: dict[Part, Share], recent: dict[Part, Share]) -> tuple[Loss, ...]:
    """Return the parts whose share fell by more than half and further than chance explains.

    With a past of fewer than 20 pages nothing is said.
    """
    found = (Loss(part=part, past=past[part], recent=recent[part]) for part in Part)
    return tuple(loss for loss in found if _is_lost(loss.past, loss.recent))


def _is_lost(past: Share, recent: Share) -> bool:
    if past.of < _FEWEST_PAST or past.found < _USUAL * past.of:
        return False
    usual = (past.found + 1) / (past.of + 2)  # never quite 1: one page without a sapo proves nothing
    return recent.found * 2 < usual * recent.of and _at_most(recent, usual) < _CHANCE


def _at_most(recent: Share, usual: float) -> float:
    """Return how likely so few pages or fewer are, were all as usual (binomial distribution)."""
    return sum(
        comb(recent.of, found) * usual**found * (1 - usual) ** (recent.of - found)
        for found in range(recent.found + 1)
    )
