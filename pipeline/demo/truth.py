"""What the demo press day contains on purpose, for tests, the README and the notebook; never for the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.demo.pressday import FOLDER, read_yaml
from pipeline.domain.records import Field, Signal, StoryKind


class Stance(StrEnum):
    """How an article speaks of the work of the province's agencies."""

    CRITICAL = "critical"
    NEUTRAL = "neutral"
    PRAISE = "praise"


class Province(StrEnum):
    """Whether the matter belongs to the province."""

    OURS = "ours"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedConflict:
    """A sentence that contradicts the register, or names what no longer exists (then without a fact)."""

    signal: Signal
    sentence: str
    stated: str
    official: str
    hard_kind: str
    field: Field = Field.BODY
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAgreement:
    """A sentence that agrees with a fact; `how` it says so (exact, rounded, number word, other unit, other words)."""

    fact_id: str
    sentence: str
    how: str
    field: Field = Field.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A sentence that looks like a conflict and is none, with the reason."""

    sentence: str
    why: str
    field: Field = Field.BODY
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedArticle:
    """One article as its author meant it."""

    id: str
    agencies: tuple[str, ...] = ()
    """Responsible agencies, primary first; ids of the agency register."""
    province: Province = Province.OURS
    stance: Stance = Stance.NEUTRAL
    official_voice: bool = False
    whole: tuple[Signal, ...] = ()
    """Signals of the article as a whole."""
    conflicts: tuple[PlannedConflict, ...] = ()
    agrees: tuple[PlannedAgreement, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGroup:
    """Copies of one text (the original first) or reports of one event (the earliest first)."""

    name: str
    kind: StoryKind
    articles: tuple[str, ...]
    developing: bool = False
    """Figures rise over the day: later reports do not contradict earlier ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that was planned."""

    articles: tuple[PlannedArticle, ...]
    groups: tuple[PlannedGroup, ...]


def load_truth() -> Truth:
    """Read ``truth.yaml``.

    Raises:
        ConfigError: the file does not have the expected shape.
    """
    return read_yaml(FOLDER / "truth.yaml", Truth)
