"""Stage 2, extract: a captured page becomes an article as readers saw it, or is named as what it is instead.

`tree` decodes and parses within limits, `metadata` reads what the page says of itself, `body` finds the paragraphs,
`byline` tells persons from brands, `page` joins them. Pure; imports the domain only.
"""

from pipeline.extract.page import extract

__all__ = ["extract"]
