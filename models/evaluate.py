"""Measure the tagger on labelled articles: `python -m models.evaluate --data FILE.jsonl`.

The figures are those of the floors (`models/floors.json`); no text of an article is printed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt

from models.corpus import SEED, UNDATED, Labelled, load_labelled
from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.domain.records import SAID, TaggedArticle, Tone
from pipeline.tag import load_tagger

MODELS = Path(__file__).resolve().parent
BINS = 10
LISTED = 0.1
"""Scores below are not shown, so calibration is judged from here."""


def measure(items: Sequence[Labelled], tagged: Sequence[TaggedArticle]) -> dict[str, float]:
    """Return all figures of one labelled set."""
    return _agency_figures(items, tagged) | _tone_figures(items, tagged) | _attention_figures(items, tagged)


def _agency_figures(items: Sequence[Labelled], tagged: Sequence[TaggedArticle]) -> dict[str, float]:
    right = said_count = label_count = 0
    primary, top3, untagged, scores, hits = [], [], [], [], []
    for item, result in zip(items, tagged, strict=True):
        said = {tag.id for tag in result.agencies if tag.score >= SAID}
        labels = set(item.agencies)
        right, said_count, label_count = (
            right + len(said & labels),
            said_count + len(said),
            label_count + len(labels),
        )
        scores += [tag.score for tag in result.agencies]
        hits += [tag.id in labels for tag in result.agencies]
        ranked = [tag.id for tag in result.agencies]
        if item.agencies:
            primary.append(ranked[:1] == [item.agencies[0]])
            top3.append(item.agencies[0] in ranked[:3])
        else:
            untagged.append(not said)
    return {
        "agency_precision": right / max(1, said_count),
        "agency_recall": right / max(1, label_count),
        "agency_f1": 2 * right / max(1, said_count + label_count),
        "primary": share(primary),
        "top3": share(top3),
        "none_untagged": share(untagged),
        "agency_calibration_error": calibration_error(np.array(scores), np.array(hits)),
        "agency_calibration_by_chance": calibration_error_by_chance(np.array(scores)),
    }


def _tone_figures(items: Sequence[Labelled], tagged: Sequence[TaggedArticle]) -> dict[str, float]:
    f1, recall = {}, {}
    for tone in Tone:
        both = sum(
            item.tone is tone and result.sentiment.label is tone
            for item, result in zip(items, tagged, strict=True)
        )
        labelled = sum(item.tone is tone for item in items)
        said = sum(result.sentiment.label is tone for result in tagged)
        f1[tone] = 2 * both / max(1, labelled + said)
        recall[tone] = both / max(1, labelled)
    return {
        "tone_macro_f1": sum(f1.values()) / len(f1),
        "tone_negative_recall": recall[Tone.NEGATIVE],
        **{f"tone_f1_{tone}": value for tone, value in f1.items()},
    }


def _attention_figures(items: Sequence[Labelled], tagged: Sequence[TaggedArticle]) -> dict[str, float]:
    scores = np.array([result.attention.score for result in tagged])
    labels = np.array([item.attention for item in items])
    order = np.argsort(-scores, kind="stable")
    hits = labels[order]
    ranks = np.flatnonzero(hits) + 1
    precision = float(np.mean(np.arange(1, len(ranks) + 1) / ranks)) if len(ranks) else 0.0
    best = hits[: round(0.3 * len(hits))]
    voices = [item.agency_voice == result.agency_voice for item, result in zip(items, tagged, strict=True)]
    return {
        "attention_average_precision": precision,
        "attention_recall_at_30": float(best.sum() / max(1, hits.sum())),
        "attention_calibration_error": calibration_error(scores, labels),
        "voice_accuracy": share(voices),
    }


def share(outcomes: Sequence[bool]) -> float:
    """Return the share of true outcomes, 0 for none."""
    return float(np.mean(outcomes)) if outcomes else 0.0


def calibration_error(scores: npt.NDArray[np.float64], hits: npt.NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten equal bins (Naeini et al. 2015)."""
    if not len(scores):
        return 0.0
    bins = _bins(scores)
    gaps = [
        abs(scores[bins == one].mean() - hits[bins == one].mean()) * np.sum(bins == one)
        for one in np.unique(bins)
    ]
    return float(sum(gaps) / len(scores))


def calibration_error_by_chance(scores: npt.NDArray[np.float64]) -> float:
    """Return the error to expect if every score were exactly the chance of a hit: few scores differ from their bins by luck.

    Hits of a bin are taken as normal around their sum, whose mean deviation is sqrt(2 / pi) standard deviations.
    """
    if not len(scores):
        return 0.0
    variance = np.bincount(_bins(scores), weights=scores * (1.0 - scores))
    return float(np.sqrt(2.0 / np.pi * variance).sum() / len(scores))


def _bins(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    return np.minimum((scores * BINS).astype(np.int64), BINS - 1)


def evaluate(data: Path, models: Path) -> dict[str, Any]:
    """Tag a labelled file with the models in a folder and return figures, CPU time (ms) and loading time (s)."""
    items = load_labelled(data)
    started = time.process_time()
    tagger = load_tagger(models, load_agencies(), load_places())
    loaded = time.process_time()
    tagged = tagger.tag([item.article for item in items], today=UNDATED)
    done = time.process_time()
    figures: dict[str, Any] = measure(items, tagged)
    return figures | {
        "articles": len(items),
        "load_cpu_s": loaded - started,
        "cpu_ms_per_article": 1000 * (done - loaded) / max(1, len(items)),
    }


@click.command()
@click.option(
    "--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=SEED / "articles.jsonl"
)
@click.option(
    "--models", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=MODELS
)
def main(data: Path, folder: Path) -> None:
    """Print the figures as JSON."""
    print(json.dumps(evaluate(data, folder), indent=1))


if __name__ == "__main__":
    main()
