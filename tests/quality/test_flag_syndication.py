"""X-1 over syndicated texts: every planted contradiction is found on the outlet that has it, and none is invented.

Real articles are printed by three outlets, each cut in its own way; in half of the groups a seeded draw changes one
figure or day of one outlet. The other half must stay quiet, as must the outlets that tell the same.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Facts
from pipeline.domain.places import load_places
from pipeline.domain.records import Article, Attention, Sentiment, Signal, TaggedArticle, Tone
from pipeline.flag import flag

ARTICLES = Path("data/press/baomoi2017_kontum_quangngai.jsonl.xz")
GROUPS, SEED = 48, 20261127
TODAY = date(2017, 7, 31)
_FIGURE = re.compile(
    r"(?<![\d.,/-])\d{2,3}(?= (?:người|hộ|ha|tỷ đồng|triệu đồng|học sinh|tấn|vụ|căn|xe|km|bệnh nhân|chiếc|em)(?!\w))"
)
_DAY = re.compile(r"(?<=ngày )\d{1,2}(?=/\d{1,2}(?!/?\d))")


def disagreeing(articles: Sequence[Article], groups: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Return the sentences that X-1 flags, per article id."""
    tagged = [
        TaggedArticle(
            article=article,
            agencies=(),
            places=(),
            sentiment=Sentiment(label=Tone.NEUTRAL, score=0.9),
            attention=Attention(score=0.0),
        )
        for article in articles
    ]
    found = flag(
        tagged,
        facts=Facts(()),
        agencies=load_agencies(),
        places=load_places(),
        groups=groups,
        today=TODAY,
    )
    return {
        item.tagged.article.id: [one.sentence for one in item.flags if one.signal is Signal.OUTLETS_DISAGREE]
        for item in found
    }


def printed(article: Article) -> list[Article]:
    """Return an article as three outlets print it: whole, without its last paragraph, under another headline."""
    cut = article.body.rpartition("\n")[0] or article.body
    return [
        replace(article, id=f"{article.id}-a", url=f"https://mot.example/{article.id}"),
        replace(article, id=f"{article.id}-b", url=f"https://hai.example/{article.id}", body=cut),
        replace(
            article, id=f"{article.id}-c", url=f"https://ba.example/{article.id}", title="Tin trong tỉnh"
        ),
    ]


def changed(copy: Article, rng: random.Random) -> tuple[Article, str] | None:
    """Return a copy with one figure or day of one sentence changed, and that sentence; None where there is none."""
    places = [
        (sentence, found)
        for sentence in re.split(r"(?<=[.!?])\s+", copy.body)
        if copy.body.count(sentence) == 1 and "tầm nhìn" not in sentence and len(sentence.split()) > 10
        for cue in (_FIGURE, _DAY)
        for found in cue.finditer(sentence)
        if len(cue.findall(sentence)) == 1
    ]
    if not places:
        return None
    sentence, found = rng.choice(places)
    number = int(found.group())
    other = number % 28 + 1 if found.re is _DAY else number + rng.choice((17, 38, 90))
    wrong = f"{sentence[: found.start()]}{other}{sentence[found.end() :]}"
    return replace(copy, body=copy.body.replace(sentence, wrong)), wrong


@pytest.mark.outside_data
def test_every_planted_contradiction_is_found_and_none_invented(shared: Path) -> None:
    rng = random.Random(SEED)  # noqa: S311  a seeded draw
    with lzma.open(shared / ARTICLES, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    articles: list[Article] = []
    groups: dict[str, tuple[str, str]] = {}
    planted: dict[str, str] = {}
    for number, row in enumerate(rng.sample(rows, GROUPS)):
        copies = printed(
            Article(
                id=row["id"],
                url="https://bao.example",
                title=row["title"],
                sapo=row["sapo"],
                body=row["body"],
            )
        )
        made = changed(copies[1], rng) if number % 2 else None
        if made:
            copies[1] = made[0]
            planted[made[0].id] = made[1]
        articles += copies
        groups |= {copy.id: (row["id"], row["id"]) for copy in copies}
    found = disagreeing(articles, groups)
    missed = [
        wrong for name, wrong in planted.items() if not any(s in wrong or wrong in s for s in found[name])
    ]
    invented = [(name, said) for name, said in found.items() if said and name not in planted]
    told = f"{len(planted)} planted in {GROUPS} groups: {len(planted) - len(missed)} found"
    print(f"{told}, {len(invented)} invented")  # noqa: T201  the figure of the docs
    assert len(planted) > GROUPS // 4
    assert not missed, "\n".join(missed)
    assert not invented, "\n".join(map(str, [*planted, *invented]))
