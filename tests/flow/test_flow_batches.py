"""What travels to a worker arrives as it was, in batches that let all workers end together."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

from pipeline.batches import LEAST, SHARES, Flagged, _unpacked, batches_of, packed
from pipeline.demo.pressday import FACTS_PATH
from pipeline.domain.facts import Facts, load_facts
from pipeline.domain.records import Article
from pipeline.house import House
from pipeline.store import articles, taggings

AT = datetime(2026, 11, 20, tzinfo=UTC)


def stored(number: int, event: int) -> articles.Stored:
    article = Article(id=f"a{number:04}", url=f"https://bao.example/{number}", title="Bài", published_at=AT)
    return articles.Stored(
        article=article, outlet_id="bao", first_seen_at=AT, version=1,
        group_id=article.id, event_id=f"e{event}", capture_id=number,
    )  # fmt: skip


def test_the_register_arrives_as_it_was() -> None:
    register = load_facts(FACTS_PATH)
    assert len(register) > 20
    assert _unpacked(packed(register)) == register
    assert _unpacked(packed(Facts())) == Facts()


def test_what_was_flagged_arrives_as_it_was(calm: House) -> None:
    with calm.sessions() as session:
        found = taggings.all_flagged(session, articles.load(session, taggings.flagged_ids(session)))
    sent = Flagged(found.values())
    assert any(item.flags for item in sent)
    arrived = pickle.loads(pickle.dumps(sent))  # noqa: S301  as a pool of processes does
    assert isinstance(arrived, Flagged)
    assert arrived == sent


def test_batches_hold_whole_events_and_get_small_towards_the_end() -> None:
    waiting = [stored(number, number // 3) for number in range(600)]
    batches = batches_of(waiting, [], {}, 60, LEAST)
    sizes = [len(batch.articles) for batch in batches]
    assert sum(sizes) == 600
    assert max(sizes[:3]) == 60
    assert all(size <= LEAST for size in sizes[-4:])
    assert all(size <= max(LEAST, sum(sizes[place:]) // SHARES) for place, size in enumerate(sizes))
    events = [{event for _group, event in batch.groups.values()} for batch in batches]
    assert sum(map(len, events)) == len(set().union(*events)) == 200


def test_an_event_is_not_parted_however_large_it_is() -> None:
    waiting = [stored(number, 0) for number in range(100)]
    (batch,) = batches_of(waiting, [], {}, 60, LEAST)
    assert batch.articles == [item.article for item in waiting]
