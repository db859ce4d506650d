"""Stage 8, follow: what became of a contested page.

`outcome` compares the archived article with the page as it is now, `notice` judges a correction by the items of the
law, `domain.versions` names differences sentence by sentence, `schedule` says when to look again, `ladder` what may be done
next. Pure; imports the domain only.
"""

from pipeline.follow.ladder import STEP_LABELS, Course, Step, next_step, rounds_on
from pipeline.follow.notice import speaks_of_correction
from pipeline.follow.outcome import compare, confirmed, is_unconfirmed, settled
from pipeline.follow.schedule import is_due

__all__ = [
    "STEP_LABELS",
    "Course",
    "Step",
    "compare",
    "confirmed",
    "is_due",
    "is_unconfirmed",
    "next_step",
    "rounds_on",
    "settled",
    "speaks_of_correction",
]
