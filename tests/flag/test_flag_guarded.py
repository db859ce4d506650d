"""Guarded patterns find what the bare ones do, and let go of what cannot hold a match."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re

import pytest

import pipeline.flag
from pipeline.flag.guarded import Guarded, needed

TEXT = (
    "kẻ gian đã tham ô lừa đảo của hợp tác xã thủ phạm chính là ả hắn gã kế hoạch năm 2025 trong đó 9 tháng còn lại mỗi một "
    "số dự toán bị bắt khởi tố kết luận tăng giảm toàn tỉnh tặng quà giấu tên theo ông cho biết không có chuyện cháy vỡ trận"
)
SIGNS = (" ", " ", " ", ", ", ". ", "; ", " – ", "/", "  ", '"')


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"(?<!\w)(?:gỗ lậu|cây (?:lim|sến))(?!\w)", {" gỗ lậu ", " cây lim ", " cây sến "}),
        (r"(?<!\w)đã (?!bị)(?:\w+ ){0,2}?(?:chặt|đốn)(?!\w)", {"chặt ", "đốn "}),
        (r"(?:^|[.;,] ?)(?:y|thị) \d", {" y 0", " thị 0"}),
        (r"lim{2,3} rừng", {"m rừng"}),
        (r"sến \d{1,2}(?:, \d{1,2})*", {"sến 0"}),
        (r"\d+ (?:cây|gốc) sến", {"0 cây sến", "0 gốc sến"}),
        (r"(?i:Lim) sến", {" sến"}),
        (r"lim|\w+", set()),
        (r"(?:lim)?", set()),
    ],
)
def test_what_a_match_needs_is_read_from_the_pattern(pattern: str, texts: set[str]) -> None:
    assert needed(pattern) == texts


def test_a_pattern_in_any_case_needs_nothing() -> None:
    assert needed("(?i)lim") == set()


def _guarded() -> dict[str, Guarded]:
    modules = (
        importlib.import_module(f"pipeline.flag.{one.name}")
        for one in pkgutil.iter_modules(pipeline.flag.__path__)
    )
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Guarded)
    }


def test_no_match_is_lost_whatever_the_text() -> None:
    patterns = _guarded()
    assert len(patterns) > 10
    # Texts of the very words of the patterns, cut anywhere, as the signals cut them.
    said = [word for one in patterns.values() for word in re.findall(r"\w+", one.pattern.pattern)]
    told = TEXT.split()
    rng = random.Random(54)  # noqa: S311  a seeded draw
    found = let_go = 0
    for _ in range(300):
        words = (rng.choice(said if rng.random() < 0.5 else told) for _ in range(rng.randrange(1, 25)))
        text = "".join(f"{word}{rng.choice(SIGNS)}" for word in words)[rng.randrange(4) :]
        for name, one in patterns.items():
            expected = [match.span() for match in one.pattern.finditer(text)]
            assert [match.span() for match in one.finditer(text)] == expected, (name, text)
            assert bool(one.search(text)) == bool(expected)
            assert len(one.findall(text)) == len(expected)
            found += bool(expected)
            let_go += not one.may_stand_in(text)
    assert found > 300
    assert let_go > 1500
