"""Stage 7, letter: a decision becomes a letter that an office can sign as it stands.

`compose` finds the words (from `texts.yaml`) and what stands against sending, `document` lays them out on
`pipeline.office`, `versions` compares two drafts, `edxml` and `evidence` make what travels beside the document. Pure; imports the domain and the office layout only.
"""

from pipeline.letter.compose import check_may_leave, compose
from pipeline.letter.document import addressees, recipients, render
from pipeline.letter.edxml import Attachment, edxml, missing_codes
from pipeline.letter.evidence import wacz
from pipeline.letter.versions import Difference, differences

__all__ = [
    "Attachment",
    "Difference",
    "addressees",
    "check_may_leave",
    "compose",
    "differences",
    "edxml",
    "missing_codes",
    "recipients",
    "render",
    "wacz",
]
