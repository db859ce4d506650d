"""Stage 2, extract: a captured page becomes an article as readers saw it, or is named as what it is instead.

`tree` decodes and parses within limits, `metadata` reads what the page says of itself, `block` finds where the text
stands, `body` reads its lines, `furniture` knows what is no text, `region` is the neighbourhood in which `lead`,
`published` and `credits` look (`byline` tells persons from brands), `kind` names the page, `page` joins them.
Pure; imports the domain only.
"""

from pipeline.extract.page import extract

__all__ = ["extract"]
