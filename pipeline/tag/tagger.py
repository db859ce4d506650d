"""The tag stage: articles in, tagged articles out, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.domain.agencies import Agencies
from pipeline.domain.model_file import load_model
from pipeline.domain.places import Places
from pipeline.domain.records import Article, TaggedArticle
from pipeline.tag.agencies import AgencyModel, load_agency_model
from pipeline.tag.attention import AttentionModel, load_attention_model
from pipeline.tag.given import as_given, readable
from pipeline.tag.marks import Marks, less_sure
from pipeline.tag.reading import ArticleReader, Reading
from pipeline.tag.sentiment import SentimentModel, load_sentiment_model
from pipeline.tag.text_model import TextModel, load_text_model
from pipeline.tag.tones import with_tones
from pipeline.tag.voice import speaks

BATCH = 256
"""Articles per product of matrices; more gains nothing and takes memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagger:
    """All models and compiled registers. Made once by `load_tagger`, never changed."""

    reader: ArticleReader
    marks: Marks
    text: TextModel
    agencies: AgencyModel
    sentiment: SentimentModel
    attention: AttentionModel

    def tag(self, articles: Sequence[Article], *, today: date) -> list[TaggedArticle]:
        """Tag articles in their order.

        Args:
            articles: any number; all work is done in batches.
            today: the day, in Vietnam, that articles without a date are taken to be from.
        """
        tagged: list[TaggedArticle] = []
        for start in range(0, len(articles), BATCH):
            batch = articles[start : start + BATCH]
            shown = [readable(article) for article in batch]
            restored = [self.marks.restored(article) for article in shown]
            readings = [
                self.reader.read(marked or article, today)
                for marked, article in zip(restored, shown, strict=True)
            ]
            for found, marked, given in zip(self._tag(readings), restored, batch, strict=True):
                tagged.append(as_given(less_sure(found) if marked else found, given))
        return tagged

    def _tag(self, readings: list[Reading]) -> list[TaggedArticle]:
        view = self.text.view(readings)
        grounds = self.agencies.grounds(view)
        agencies = self.agencies.tag(readings, grounds)
        sentiments = self.sentiment.read(readings, view, grounds)
        attentions = self.attention.read(readings, view, grounds)
        return [
            TaggedArticle(
                article=reading.article,
                agencies=with_tones(reading, tags, sentiment.label),
                places=reading.places,
                sentiment=sentiment,
                attention=attention,
                agency_voice=speaks(reading, tags),
            )
            for reading, tags, sentiment, attention in zip(
                readings, agencies, sentiments, attentions, strict=True
            )
        ]


def load_tagger(models_dir: Path, agencies: Agencies, places: Places) -> Tagger:
    """Load the models in `models_dir` and compile the registers.

    Raises:
        ModelFileError: a model is missing, damaged, or was trained for other features.
    """
    text = load_text_model(load_model(models_dir / "text"), load_model(models_dir / "words"))
    return Tagger(
        reader=ArticleReader(agencies, places),
        marks=Marks(text.vectoriser.terms, text.vectoriser.idf, _names(agencies, places)),
        text=text,
        agencies=load_agency_model(load_model(models_dir / "agencies"), text, agencies),
        sentiment=load_sentiment_model(load_model(models_dir / "tone"), text),
        attention=load_attention_model(load_model(models_dir / "attention"), text),
    )


def _names(agencies: Agencies, places: Places) -> list[str]:
    """Return what the registers call agencies, places and other provinces."""
    ours = [name for agency in agencies for name in agency.names]
    return [
        *ours,
        *(place.name for place in places),
        *(name for other in places.others for name in other.names),
    ]
