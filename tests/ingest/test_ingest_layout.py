from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.records import Article, ArticleKind, Capture, FeedEntry
from pipeline.ingest.layout import Part, Share, losses
from pipeline.store import articles, ingested
from pipeline.store.layouts import lost_layouts

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def shares(found: int, of: int) -> dict[Part, Share]:
    return dict.fromkeys(Part, Share(found=found, of=of))


@pytest.mark.parametrize(
    ("past", "recent", "lost"),
    [
        ((300, 300), (0, 4), True),
        ((300, 300), (0, 1), False),  # one page proves nothing
        ((300, 300), (20, 30), False),  # worse, but more than half
        ((280, 300), (5, 30), True),
        ((100, 300), (3, 10), False),
        ((100, 300), (0, 12), False),  # once in a hundred weeks by chance
        ((100, 300), (0, 30), True),
        ((60, 300), (0, 90), False),  # was never usual
        ((19, 19), (0, 30), False),  # no past to speak of
        ((0, 0), (0, 30), False),
        ((300, 300), (0, 0), False),
    ],
)
def test_a_part_is_lost_when_its_share_falls_further_than_chance(
    past: tuple[int, int], recent: tuple[int, int], lost: bool
) -> None:
    assert bool(losses(shares(*past), shares(*recent))) is lost


def keep(session: Session, outlet: str, number: int, seen_at: datetime, article: Article) -> None:
    key = f"{outlet}-{number}"
    url = f"https://{outlet}.example/{number}"
    entry = FeedEntry(
        id=key,
        url=url,
        title="Tin",
        summary="",
        published_at=seen_at,
        published_raw="theo RSS",
        feed_url=f"https://{outlet}.example/rss",
    )
    ingested.add_entries(session, [(key, entry)], outlet_id=outlet, seen_at=seen_at)
    capture = Capture(
        url=url, final_url=url, fetched_at=seen_at, status=200, headers=(), body=b"x", sha256="ab" * 32
    )
    row = ingested.add_capture(session, capture)
    kept = replace(article, id=key, url=url, published_at=seen_at)
    articles.save_article(session, kept, outlet_id=outlet, capture_id=row.id, seen_at=seen_at)


WHOLE = Article(
    id="", url="", title="Tin", sapo="Tóm tắt.", body="Thân bài.", author="Người Viết", published_raw="08:00"
)
AFTER = {
    "doi-sapo": replace(WHOLE, sapo=""),
    "doi-gio": replace(WHOLE, published_raw="theo RSS"),  # only the feed tells the time now
    "doi-ten": replace(WHOLE, author=None),
    "mat-bai": replace(WHOLE, kind=ArticleKind.UNREADABLE, body="", sapo="", author=None),
    "nhu-cu": WHOLE,
}


def test_each_outlet_is_measured_against_its_own_past(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for outlet, after in AFTER.items():
            for number in range(40):
                keep(session, outlet, number, NOW - timedelta(days=4 + number % 20), WHOLE)
            for number in range(40, 50):
                keep(session, outlet, number, NOW - timedelta(hours=number), after)
        for number in range(60):  # a paper without authors, as ever
            keep(session, "khong-ten", number, NOW - timedelta(hours=10 * number), AFTER["doi-ten"])
        found = lost_layouts(session, NOW)
    assert {outlet: [loss.part for loss in lost] for outlet, lost in found.items()} == {
        "doi-gio": [Part.TIME],
        "doi-sapo": [Part.SAPO],
        "doi-ten": [Part.AUTHOR],
        "mat-bai": [Part.BODY],
    }
    assert found["mat-bai"][0].recent == Share(found=0, of=10)
    assert found["mat-bai"][0].past == Share(found=40, of=40)
