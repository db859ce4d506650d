"""Articles about other provinces read as if they were about ours: the same matter, the name of the province exchanged.

Their labels say which field of management is concerned and which comes first. With the name of one of our provinces
in the place of their own, the registers find "Sở Y tế Quảng Ngãi" where they wrote "Sở Y tế Thanh Hóa", and such an
article teaches what ours teach, but for the areas (docs/decisions/0050).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.domain.matcher import NameMatcher
from pipeline.domain.places import Places
from pipeline.domain.records import Article, Field

_WEIGHT = {Field.TITLE: 4, Field.SAPO: 3, Field.BODY: 1}


class Exchange:
    """Names of the other provinces compiled for exchanging them."""

    def __init__(self, places: Places) -> None:
        self._matcher = NameMatcher(
            (name, str(place)) for place, other in enumerate(places.others) for name in other.names
        )

    def as_ours(self, article: Article, home: str) -> Article | None:
        """Return the article with the province it names most exchanged for `home`; None when it names none.

        Args:
            article: about another province.
            home: name of one of ours.
        """
        counts: Counter[str] = Counter()
        for field in Field:
            for match in self._matcher.find(article.text(field)):
                counts[match.keys[0]] += _WEIGHT[field]
        if not counts:
            return None
        own = counts.most_common(1)[0][0]
        title, sapo, body = (self._exchanged(article.text(field), own, home) for field in Field)
        return replace(article, title=title, sapo=sapo, body=body)

    def _exchanged(self, text: str, own: str, home: str) -> str:
        parts: list[str] = []
        at = 0
        for match in self._matcher.find(text):
            if match.keys[0] == own and match.start >= at:
                parts += [text[at : match.start], home]
                at = match.end
        return "".join(parts) + text[at:]
