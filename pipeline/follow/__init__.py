"""Stage 8, follow: what became of a contested page.

`outcome` compares the archived article with the page as it is now, `domain.versions` names differences
sentence by sentence, `schedule` says when to look again. Pure; imports the domain only.
"""

from pipeline.domain.versions import Change, ChangeKind, changes
from pipeline.follow.outcome import compare
from pipeline.follow.schedule import is_due

__all__ = ["Change", "ChangeKind", "changes", "compare", "is_due"]
