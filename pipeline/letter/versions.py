"""What changed between two versions of a letter, paragraph by paragraph."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from pipeline.domain.records import Letter
from pipeline.letter.document import addressees


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A changed paragraph; `before` is empty when it was added, `after` when it was taken out."""

    before: str
    after: str


def differences(old: Letter, new: Letter) -> tuple[Difference, ...]:
    """Return the paragraphs that differ, in reading order: subject, text, signature."""
    before, after = _lines(old), _lines(new)
    found: list[Difference] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if operation == "equal":
            continue
        was, now = before[old_from:old_to], after[new_from:new_to]
        length = max(len(was), len(now))
        was, now = was + [""] * (length - len(was)), now + [""] * (length - len(now))
        found += [Difference(before=one, after=other) for one, other in zip(was, now, strict=True)]
    return tuple(found)


def _lines(letter: Letter) -> list[str]:
    request = letter.request
    signatory = request.signatory
    signed = [*signatory.authority, signatory.full_name] if signatory else []
    return [
        f"Kính gửi: {'; '.join(addressees(request))}",
        f"V/v {letter.subject}",
        *letter.paragraphs,
        *signed,
    ]
