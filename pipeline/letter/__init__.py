"""Stage 7, letter: a decision becomes a letter that an office can sign as it stands.

`compose` finds the words (from `texts.yaml`) and what stands against sending, `document` lays them out on
`pipeline.office`. Pure; imports the domain and the office layout only.
"""

from pipeline.letter.compose import compose
from pipeline.letter.document import render

__all__ = ["compose", "render"]
