from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline import collect
from pipeline.config import REPOSITORY
from pipeline.demo.pressday import MORNING_AFTER, SECOND_DAY, PageKind
from pipeline.demo.server import RunningDay
from pipeline.demo.truth import load_truth
from pipeline.documents import draft_for, write_digest, write_letter
from pipeline.domain.records import SAID, ContestedPassage, Field, LetterKind, OutcomeKind, Verdict
from pipeline.flow import STAGES, daily
from pipeline.house import House
from pipeline.ingest.urls import article_id
from pipeline.office import check
from pipeline.reports import Registry, make_report, report_document
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role, State
from pipeline.store import articles, audit, cases, ingested, people, runs, taggings
from pipeline.store.calendar import current
from pipeline.store.drafting import request_for
from pipeline.store.tables import ArticleRow, CaseRow, EntryRow, PersonRow, TaggingRow, VersionRow
from pipeline.web.condition import COUNT_LABELS

TRUTH = load_truth()


def state_of(house: House) -> dict[str, list[str]]:
    """Return all that the day left behind, by natural keys, without numbers that only count rows."""
    queries = {
        "entries": sa.select(EntryRow.article_id, EntryRow.url, EntryRow.title, EntryRow.failure),
        "articles": sa.select(ArticleRow.id, ArticleRow.kind, ArticleRow.group_id, ArticleRow.event_id),
        "versions": sa.select(VersionRow.article_id, VersionRow.number, VersionRow.text_sha256),
        "tagging": sa.select(
            TaggingRow.article_id, TaggingRow.version, TaggingRow.priority, TaggingRow.record
        ),
        "cases": sa.select(
            CaseRow.group_id, CaseRow.agency_id, CaseRow.article_id, CaseRow.state, CaseRow.reason
        ),
    }
    with house.sessions() as session:
        return {
            name: sorted(
                json.dumps([str(value) for value in row], ensure_ascii=False)
                for row in session.execute(query)
            )
            for name, query in queries.items()
        }


@pytest.fixture(scope="module")
def read_house(
    tmp_path_factory: pytest.TempPathFactory, calm: House, copy_of: Callable[[House, Path], House]
) -> House:
    """Return a house that has read the demo day once."""
    return copy_of(calm, tmp_path_factory.mktemp("read") / "home")


def test_every_readable_page_of_the_day_became_an_article(read_house: House, running: RunningDay) -> None:
    readable = [article for article in running.day.articles if article.kind is PageKind.ARTICLE]
    planned = {article_id(running.url(article.id)) for article in readable if not article.moved_from}
    with read_house.sessions() as session:
        read = set(session.scalars(sa.select(ArticleRow.id).where(ArticleRow.kind == "article")))
    assert planned <= read
    assert len(read) == len(readable)


def test_the_page_of_the_operator_knows_every_count_of_a_run(read_house: House) -> None:
    with read_house.sessions() as session:
        run = runs.last_run(session)
    assert run is not None
    assert set(run.counts) == set(COUNT_LABELS)


def test_each_failure_is_named_and_stops_nothing(read_house: House) -> None:
    with read_house.sessions() as session:
        states = {url: collect.feed_state(row) for url, row in ingested.feeds(session).items()}
    failed = {state.failure for state in states.values() if state.failure}
    assert {"not_found", "challenge", "redirect_loop"} <= failed
    assert sum(state.failure is None for state in states.values()) >= 8


def test_the_planned_contradictions_are_flagged_and_little_else(
    read_house: House, running: RunningDay
) -> None:
    planned = {
        (article_id(running.url(article.id)), conflict.fact_id or conflict.signal)
        for article in TRUTH.articles
        for conflict in article.conflicts
    }
    with read_house.sessions() as session:
        stored = articles.load(session, [article_id(running.url(article.id)) for article in TRUTH.articles])
        found = {
            (item.article.id, flag.fact_id or flag.signal)
            for item in stored
            for flag in getattr(taggings.flagged(session, item), "flags", ())
            if flag.score >= SAID and (flag.fact_id or flag.signal == "F-4")
        }
    assert len(planned & found) / len(planned) >= 0.7
    assert len(planned & found) / len(found) >= 0.75


def test_every_flag_quotes_the_archived_text(read_house: House) -> None:
    with read_house.sessions() as session:
        for item in articles.load(session, taggings.flagged_ids(session)):
            flagged = taggings.flagged(session, item)
            assert flagged is not None
            for flag in flagged.flags:
                assert item.article.text(flag.field)[flag.start : flag.end] == flag.sentence


def test_reprints_are_one_case_for_each_agency(read_house: House, running: RunningDay) -> None:
    with read_house.sessions() as session:
        for planned in TRUTH.groups:
            if planned.kind != "reprint":
                continue
            ids = [article_id(running.url(member)) for member in planned.articles]
            assert len({item.group_id for item in articles.load(session, ids)}) == 1
        keys = session.execute(sa.select(CaseRow.group_id, CaseRow.agency_id)).all()
    assert len(keys) == len(set(keys))


def test_a_second_run_of_the_same_day_changes_nothing(read_house: House) -> None:
    before = state_of(read_house)
    with read_house.sessions() as session:
        root = audit.root(session)
    daily(read_house, MORNING_AFTER)
    assert state_of(read_house) == before
    with read_house.sessions() as session:
        assert audit.root(session) == root
        assert audit.first_broken(session) is None


def test_the_archive_holds_every_page_that_was_read(read_house: House) -> None:
    with read_house.sessions() as session:
        captures = session.scalars(sa.text("SELECT sha256 FROM capture")).all()
    assert captures
    assert all(read_house.archive.get(sha256) for sha256 in captures)


class KilledError(RuntimeError):
    """Stands for a process that ends at this point."""


KILLS = (
    (collect, "_record_poll", 5),
    (collect, "_keep_pages", 0),
    (articles, "text_sha256", 25),
    (articles, "save_articles", 0),
    (articles, "save_groups", 0),
    (taggings, "save_flagged", 0),
    (cases, "_opened", 7),
    (audit, "_digest", 7),
)
"""Where a run ends, in the order of the day: in a function, after so many calls."""


def test_a_day_killed_at_every_stage_and_started_again_ends_like_an_undisturbed_one(
    tmp_path: Path,
    running: RunningDay,
    read_house: House,
    build: Callable[..., House],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One day dies at each of these places in turn; `tests/bench/soak_kills.py` kills days at random moments."""
    house = build(tmp_path / "home", running)
    for module, function, after in KILLS:
        left = iter(range(after))
        original = getattr(module, function)

        def dying(
            *arguments: object,
            left: Iterator[int] = left,
            original: Callable[..., object] = original,
            **named: object,
        ) -> object:
            if next(left, None) is None:
                raise KilledError
            return original(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(module, function, dying)
            with pytest.raises(KilledError):
                daily(house, MORNING_AFTER)
    daily(house, MORNING_AFTER)
    assert state_of(house) == state_of(read_house)


def test_digest_letter_draft_and_report_are_written(read_house: House) -> None:
    digest = write_digest(read_house, MORNING_AFTER).read_text(encoding="utf-8")
    assert "Nguồn tin chưa đọc được hôm nay" in digest
    with read_house.sessions() as session:
        waiting = cases.queue(session, agency_id=None)
        on = MORNING_AFTER.date()
        requests = [request for row in waiting if (request := draft_for(read_house, session, row[0], on))]
    assert requests
    letter = write_letter(read_house, requests[0], "du-thao").read_bytes()
    assert check(letter) == ()
    outlets = {outlet.id: outlet for outlet in read_house.sources.outlets}
    with read_house.sessions() as session:
        registry = Registry(agencies=read_house.agencies, calendar=current(session), outlets=outlets)
        report = make_report(session, "2026-Q4", registry)
        assert report.figures()["A1"].value > 0
        assert check(report_document(session, report, registry)) == ()


def send_letter(session: Session, house: House, running: RunningDay, demo_id: str, clerk: PersonRow) -> int:
    """Take the case of one article all the way to a letter that the newspaper has received."""
    stored = articles.load(session, [article_id(running.url(demo_id))])[0]
    sentence = stored.article.body.split(". ")[0]
    flagged = taggings.flagged(session, stored)
    flags = [flag for flag in getattr(flagged, "flags", ()) if flag.score >= SAID]
    if flags:
        field, start, end, sentence = flags[0].field, flags[0].start, flags[0].end, flags[0].sentence
    else:
        field, start, end = Field.BODY, 0, len(sentence)
    passage = ContestedPassage(
        field=field, start=start, end=end, quote=sentence, problem="Sai so với số liệu chính thức."
    )
    request = request_for(
        session,
        agency_id="qn-yte",
        stored=stored,
        kind=LetterKind.CORRECTION,
        passages=(passage,),
        agencies=house.agencies,
        outlets={outlet.id: outlet for outlet in house.sources.outlets},
        on=MORNING_AFTER.date(),
    )
    opening = CaseOpening(
        group_id=f"follow-{demo_id}",
        agency_id="qn-yte",
        article_id=stored.article.id,
        priority=0.5,
        reason="Lý do.",
    )
    cases.open_cases(session, [opening], now=MORNING_AFTER)
    case = session.scalars(sa.select(CaseRow).where(CaseRow.group_id == opening.group_id)).one()
    case.state, case.verdict = State.CONCLUDED, Verdict.FALSE
    letter = cases.add_letter(session, case, stored.article.id, request, actor=clerk, now=MORNING_AFTER)
    letter.sent_at = letter.received_at = MORNING_AFTER
    session.flush()
    return letter.id


def test_letters_are_followed_until_the_newspaper_has_put_it_right(
    tmp_path: Path, running: RunningDay, calm: House, copy_of: Callable[[House, Path], House]
) -> None:
    house = copy_of(calm, tmp_path / "home")
    expected = {
        "kt-01": OutcomeKind.CORRECTED,
        "dt-01": OutcomeKind.CORRECTION_INCOMPLETE,
        "dn-01": OutcomeKind.SILENT_EDIT,
        "cm-07": OutcomeKind.REMOVED,
        "vl-03": OutcomeKind.UNCHANGED,
    }
    with house.sessions.begin() as session:
        person = people.add_person(
            session, login="truc", full_name="Trực", password="m" * 12, role=Role.OFFICER, agency_id="qn-yte"
        )
        ids = {name: send_letter(session, house, running, name, person) for name in expected}
    try:
        running.publish(running.day.second_day)
        daily(house, SECOND_DAY)
    finally:
        running.publish(())
    with house.sessions() as session:
        found = {
            name: cases.outcomes(session, [letter_id])[letter_id][0].kind for name, letter_id in ids.items()
        }
    assert found == expected
    assert daily(house, SECOND_DAY + timedelta(minutes=5))["letters followed"] == 0


def test_the_readme_shows_the_stages_as_the_flow_has_them() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for name, comes_in, goes_out, sentence in STAGES:
        assert f"| `{name}` | {comes_in} | {goes_out} | {sentence} |" in readme
