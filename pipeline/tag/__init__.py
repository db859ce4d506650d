"""Stage 4: which agencies of the province are responsible, where it happened, how it reflects on their work.

`load_tagger` once, then `Tagger.tag` with as many articles as there are: the models answer in batches.
"""

from __future__ import annotations

from pipeline.tag.tagger import Tagger, load_tagger

__all__ = ["Tagger", "load_tagger"]
