"""Articles whose text is not as the registers are written: read in a shadow, answered in the text as given."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain.records import Article, Field, Span, TaggedArticle
from pipeline.domain.text import is_plain, shadow


def readable(article: Article) -> Article:
    """Return the article with its texts as the registers are written; the same article when they are."""
    if all(is_plain(article.text(field)) for field in Field):
        return article
    title, sapo, body = (shadow(article.text(field))[0] for field in Field)
    return replace(article, title=title, sapo=sapo, body=body)


def as_given(tagged: TaggedArticle, given: Article) -> TaggedArticle:
    """Return what was found in the shadow with its places in the text as given."""
    if tagged.article is given:
        return tagged
    places = {field: shadow(given.text(field))[1] for field in Field}
    agencies = tuple(
        replace(
            tag,
            evidence=tuple(
                Span(field=span.field, start=places[span.field][span.start], end=places[span.field][span.end])
                for span in tag.evidence
            ),
        )
        for tag in tagged.agencies
    )
    found = tuple(
        replace(tag, start=places[tag.field][tag.start], end=places[tag.field][tag.end])
        for tag in tagged.places
    )
    return replace(tagged, article=given, agencies=agencies, places=found)
