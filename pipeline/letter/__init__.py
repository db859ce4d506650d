"""Stage 7, letter: a decision becomes a letter that an office can sign as it stands.

`compose` finds the words (from `texts.yaml`), `document` lays them out, `layout` holds every measure of Nghị định
30/2020/NĐ-CP once, for the builder and for `check`, which names each deviation of any DOCX. Pure; imports the
domain only.
"""

from pipeline.letter.check import Deviation, check
from pipeline.letter.compose import compose
from pipeline.letter.document import render

__all__ = ["Deviation", "check", "compose", "render"]
