"""What the last question for known holes of our libraries was answered.

`pip-audit -f json` writes the answer; on a server without a way out the operator brings the file from a machine that
has one. Nothing here goes to the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from pipeline.config import Settings
from pipeline.domain.errors import CaiChinhError

ANSWER = "advisories.json"
"""Name of the file in the home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer: when it was written (UTC), how many libraries it is about, and `library: id` of each known hole."""

    at: datetime
    libraries: int
    holes: tuple[str, ...]


class _Hole(msgspec.Struct):
    id: str


class _Library(msgspec.Struct):
    name: str
    vulns: tuple[_Hole, ...] | None = None
    """None where nobody could be asked for this library."""


class _Answer(msgspec.Struct):
    dependencies: tuple[_Library, ...]


def last_asked(settings: Settings) -> Asked | None:
    """Return the last answer, None when there is none.

    Raises:
        CaiChinhError: the file is not what pip-audit writes; the message names it.
    """
    path = settings.home / ANSWER
    if not path.exists():
        return None
    try:
        answer = msgspec.json.decode(path.read_bytes(), type=_Answer)
    except msgspec.MsgspecError as error:
        raise CaiChinhError(f"{path}: is no answer of pip-audit ({error}). Ask again.") from error
    asked = [one for one in answer.dependencies if one.vulns is not None]
    return Asked(
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        libraries=len(asked),
        holes=tuple(f"{one.name}: {hole.id}" for one in asked for hole in one.vulns or ()),
    )
