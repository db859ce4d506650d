from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipeline.demo.pressday import PageKind, load_press_day
from pipeline.demo.truth import load_truth
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Article, StoryKind
from pipeline.group import group
from pipeline.group.sketch import Sketches

AT = datetime(2026, 11, 20, 6, 0, tzinfo=VIETNAM)
DAY = load_press_day()
ARTICLES = sorted(
    (
        Article(
            id=article.id,
            url="",
            title=article.title,
            sapo=article.sapo,
            body="\n\n".join(article.body),
            published_at=article.time,
        )
        for article in DAY.articles
        if article.kind is PageKind.ARTICLE
    ),
    key=lambda article: (str(article.published_at), article.id),
)
GROUPS = load_truth().groups


def test_every_planned_reprint_is_found_and_nothing_else_is_one() -> None:
    stories = group(ARTICLES, known=())
    planned = {
        member: story.name for story in GROUPS if story.kind is StoryKind.REPRINT for member in story.articles
    }
    for first in ARTICLES:
        for second in ARTICLES:
            same = stories[first.id][0] == stories[second.id][0]
            together = first.id == second.id or (
                first.id in planned and planned.get(first.id) == planned.get(second.id)
            )
            assert same == together, (first.id, second.id)


def test_a_group_bears_the_id_of_its_oldest_member_and_stays_inside_one_event() -> None:
    stories = group(ARTICLES, known=())
    seen: dict[str, str] = {}
    for article in ARTICLES:
        group_id, event_id = stories[article.id]
        assert seen.setdefault(group_id, event_id) == event_id
        assert group_id == article.id or str(_published(group_id)) <= str(article.published_at)


def _published(article_id: str) -> datetime | None:
    return next(article.published_at for article in ARTICLES if article.id == article_id)


def test_reports_of_one_event_find_each_other_and_never_those_of_another() -> None:
    stories = group(ARTICLES, known=())
    events = [
        [member for member in story.articles if member in stories]
        for story in GROUPS
        if story.kind is StoryKind.EVENT
    ]
    together = [len(members) - len({stories[member][1] for member in members}) for members in events]
    assert sum(count > 0 for count in together) >= 2
    ids = [{stories[member][1] for member in members} for members in events]
    assert all(not (first & second) for place, first in enumerate(ids) for second in ids[place + 1 :])


@pytest.mark.parametrize("cut", [10, 35, 60])
def test_articles_that_come_later_join_without_regrouping_the_earlier_ones(cut: int) -> None:
    at_once = group(ARTICLES, known=())
    early = group(ARTICLES[:cut], known=())
    known = [(article, *early[article.id]) for article in ARTICLES[:cut]]
    late = group(ARTICLES[cut:], known=known)
    assert {key: value[0] for key, value in (early | late).items()} == {
        key: value[0] for key, value in at_once.items()
    }


def test_an_edited_and_cut_copy_is_still_a_copy() -> None:
    original = max(ARTICLES, key=lambda article: len(article.body))
    paragraphs = original.body.split("\n\n")
    generator = random.Random(5)  # noqa: S311  a seeded editor, no secret
    words = " ".join(paragraphs[1:]).split()
    for _ in range(len(words) // 40):
        words[generator.randrange(len(words))] = "khác"
    copy = Article(
        id="copy", url="", title="Tít mới", body=" ".join(words), published_at=AT + timedelta(hours=9)
    )
    assert group([original, copy], known=())["copy"][0] == original.id


def test_hardly_a_copy_cut_or_edited_is_missed() -> None:
    """Found by MinHash: every long article, cut to 60 % without its sapo, and with every twentieth word replaced."""
    copies = []
    for one in (article for article in ARTICLES if len(article.body.split()) >= 60):
        words = one.body.split()
        cut = " ".join(words[: len(words) * 6 // 10])
        edited = " ".join("khác" if place % 20 == 0 else word for place, word in enumerate(words))
        copies += [replace(one, id=f"{one.id}/cut", sapo="", body=cut)]
        copies += [replace(one, id=f"{one.id}/edited", body=edited)]
    groups = group([*ARTICLES, *copies], known=())
    found = [groups[copy.id][0] == groups[copy.id.rpartition("/")[0]][0] for copy in copies]
    assert len(found) > 20
    assert sum(found) >= 0.97 * len(found)


def test_the_same_words_a_week_later_are_another_event() -> None:
    first = ARTICLES[0]
    later = Article(
        id="later",
        url="",
        title=first.title,
        sapo=first.sapo,
        body="Một nội dung hoàn toàn khác về cùng chủ đề, viết lại từ đầu đến cuối.",
        published_at=(first.published_at or AT) + timedelta(days=8),
    )
    stories = group([first, later], known=())
    assert stories["later"][1] == "later"


def test_nothing_new_gives_nothing() -> None:
    assert group([], known=()) == {}


def test_where_texts_are_read_changes_nothing() -> None:
    articles = [
        Article(
            id=str(number),
            url="",
            title=f"Bài {number}",
            body=" ".join(f"từ{number % 40 + word}" for word in range(60)),
        )
        for number in range(150)
    ]
    known = [(article, f"g{article.id}", f"e{article.id}") for article in articles[:70]]

    def all_at_once(
        function: Callable[[list[Article]], Sketches], parts: Iterable[list[Article]]
    ) -> Iterator[Sketches]:
        return iter(pickle.loads(pickle.dumps([function(part) for part in parts])))  # noqa: S301  our own

    here = group(iter(articles[70:]), known=iter(known))
    assert group(iter(articles[70:]), known=iter(known), mapped=all_at_once) == here
    assert len({event for _, event in here.values()}) > 1
