"""The reader of quantities and whole articles on damaged text: never an exception, never an offset outside the text."""

from __future__ import annotations

import os
import random
from datetime import date

import pytest

from pipeline.domain.records import Article
from pipeline.flag.claims import claims_of
from pipeline.flag.quantities import find_quantities
from pipeline.flag.reading import read_article

MUTANTS = int(os.environ.get("CAICHINH_MUTANTS", "2000"))
ARTICLES = MUTANTS if "CAICHINH_MUTANTS" in os.environ else MUTANTS // 4
"""A whole article costs more than a sentence: fewer of them unless a number is asked for."""
SEEDS = (
    "Chín tháng, toàn tỉnh có 1.254 ca, tăng 12,5% so với cùng kỳ; 3,47 ha rừng bị phá.",
    "Từ 28.450 đến 30.000 tỷ đồng, gần một nghìn hai trăm hộ, hơn 2/3 số xã, 1,86 điểm phần trăm.",
    "Ngày 29/02/2026, khoảng 40-45 người, ngót 4 triệu lượt, 00,5 %, 1.2.3,4,5 tấn/ha.",
)
PIECES = (
    *(
        "0",
        ".",
        ",",
        "/",
        "%",
        "-",
        "–",
        "…",
        "²",
        "½",
        "٣",
        "\U0001d7db",
        "İ",
        "ß",
        "\u0301",
        "\u200b",
        "\n",
        "\x00",
    ),
    *(" tỷ", " triệu", " nghìn", " mươi", " lăm", " trăm", " linh", " rưỡi", " năm", " tháng", " quý"),
    *("9" * 60, "1." * 40, "một trăm " * 30),
)


def mutant(rng: random.Random) -> str:
    text = rng.choice(SEEDS)
    for _ in range(rng.randint(1, 6)):
        at, cut = rng.randint(0, len(text)), rng.choice((0, 0, 1, 3, 12))
        text = text[:at] + rng.choice(PIECES) + text[at + cut :]
    return text


@pytest.mark.fuzz
def test_quantities_of_damaged_text_stay_inside_it() -> None:
    rng = random.Random(20261127)  # noqa: S311  a seeded draw
    for _ in range(MUTANTS):
        text = mutant(rng)
        last = 0
        for found in find_quantities(text):
            assert last <= found.start < found.end <= len(text), text
            assert found.value.is_finite(), text
            last = found.end


@pytest.mark.fuzz
def test_claims_of_damaged_articles_quote_them() -> None:
    rng = random.Random(20261128)  # noqa: S311  a seeded draw
    for _ in range(ARTICLES):
        body = mutant(rng)
        article = Article(id="a", url="", title="", body=body)
        for claim in claims_of(read_article(article, date(2026, 2, 28))):
            assert claim.sentence.text == body[claim.sentence.start : claim.sentence.end]
