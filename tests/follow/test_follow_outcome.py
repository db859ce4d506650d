from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import (
    Article,
    ArticleKind,
    ContestedPassage,
    Evidence,
    Field,
    Outcome,
    OutcomeKind,
)
from pipeline.follow import compare, confirmed
from pipeline.follow.notice import FACTS_MISSING, TITLE_MISSING, WORK_MISSING

SEEN = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
QUOTE = "Từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết."
BEFORE = Article(
    id="a",
    url="https://vanly.example/1.html",
    outlet="Vạn Lý",
    title="Sốt xuất huyết tăng nhanh ở miền núi",
    sapo="Ngành y tế lo dịch lan rộng trong mùa mưa.",
    body=f"{QUOTE} Các trạm y tế đã phun hóa chất. Người dân được khuyên ngủ màn.",
)
PASSAGE = ContestedPassage(
    field=Field.BODY,
    start=0,
    end=len(QUOTE),
    quote=QUOTE,
    problem="Số ca mắc sai.",
    evidence=(
        Evidence(
            statement="Toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết.",
            source_doc="Báo cáo số 512/BC-SYT ngày 05/10/2026",
        ),
    ),
)
TOLD = (
    "Bài “Sốt xuất huyết tăng nhanh ở miền núi” đăng ngày 20/11/2026 viết toàn tỉnh ghi nhận 1.524 ca sốt xuất"
    " huyết từ đầu năm đến nay. Thông tin đúng là toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết."
)
FULL = f"Thông tin cải chính, xin lỗi\n{TOLD} Tòa soạn xin lỗi bạn đọc."


def outcome(body: str | None, *, status: int = 200, kind: ArticleKind = ArticleKind.ARTICLE) -> Outcome:
    after = None if body is None else replace(BEFORE, body=body, kind=kind)
    return compare(BEFORE, after, status=status, passages=(PASSAGE,), seen_at=SEEN)


@pytest.mark.parametrize(
    ("body", "status", "kind", "expected"),
    [
        (BEFORE.body, 200, ArticleKind.ARTICLE, OutcomeKind.UNCHANGED),
        (f"{BEFORE.body} Mời bạn đọc mua vé số.", 200, ArticleKind.ARTICLE, OutcomeKind.UNCHANGED),
        (BEFORE.body.replace("1.524", "1.254"), 200, ArticleKind.ARTICLE, OutcomeKind.SILENT_EDIT),
        (BEFORE.body.replace(QUOTE, ""), 200, ArticleKind.ARTICLE, OutcomeKind.SILENT_EDIT),
        (f"{BEFORE.body}\n{FULL}", 200, ArticleKind.ARTICLE, OutcomeKind.CORRECTED),
        (None, 404, ArticleKind.ARTICLE, OutcomeKind.REMOVED),
        (None, 410, ArticleKind.ARTICLE, OutcomeKind.REMOVED),
        (None, 503, ArticleKind.ARTICLE, OutcomeKind.NOT_COMPARABLE),
        (None, 0, ArticleKind.ARTICLE, OutcomeKind.NOT_COMPARABLE),
        ("", 200, ArticleKind.BLOCKED, OutcomeKind.NOT_COMPARABLE),
        ("", 200, ArticleKind.LISTING, OutcomeKind.NOT_COMPARABLE),
        ("", 200, ArticleKind.UNREADABLE, OutcomeKind.NOT_COMPARABLE),
    ],
    ids=[
        "as it was",
        "advertisement added",
        "figure edited in silence",
        "sentence taken out",
        "corrected",
        "not found",
        "gone",
        "server down",
        "no answer",
        "challenge is not removed",
        "front page is not removed",
        "unreadable is not removed",
    ],
)
def test_outcome_is_what_the_page_shows(
    body: str | None, status: int, kind: ArticleKind, expected: OutcomeKind
) -> None:
    assert outcome(body, status=status, kind=kind).kind is expected


@pytest.mark.parametrize(
    ("notice", "missing"),
    [
        (FULL.replace("Thông tin cải chính, xin lỗi", "Tòa soạn xin cải chính"), (TITLE_MISSING,)),
        (
            FULL.replace("Bài “Sốt xuất huyết tăng nhanh ở miền núi” đăng ngày 20/11/2026", "Bài trước"),
            (WORK_MISSING,),
        ),
        (FULL.replace("Thông tin đúng là toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết.", ""), (FACTS_MISSING,)),
    ],
    ids=["title", "work and date", "true fact"],
)
def test_a_correction_that_lacks_an_item_of_the_law_names_it(notice: str, missing: tuple[str, ...]) -> None:
    found = outcome(f"{BEFORE.body}\n{notice}")
    assert (found.kind, found.missing) == (OutcomeKind.CORRECTION_INCOMPLETE, missing)


def test_a_silent_edit_shows_both_sentences() -> None:
    found = outcome(BEFORE.body.replace("1.524", "1.254"))
    assert found.before == (QUOTE,)
    assert found.after == (QUOTE.replace("1.524", "1.254"),)


def test_a_notice_that_stood_there_before_is_none() -> None:
    about = replace(BEFORE, body=f"{BEFORE.body} Luật quy định việc cải chính, xin lỗi trên báo chí.")
    found = compare(about, about, status=200, passages=(PASSAGE,), seen_at=SEEN)
    assert found.kind is OutcomeKind.UNCHANGED


def test_capitals_spaces_and_marks_of_punctuation_are_no_edit() -> None:
    assert outcome(BEFORE.body.replace("toàn tỉnh", "TOÀN  TỈNH").replace("huyết.", "huyết!")).kind is (
        OutcomeKind.UNCHANGED
    )


@pytest.mark.parametrize(
    ("kinds", "stands"),
    [
        ("", ""),
        ("unchanged", "unchanged"),
        ("corrected", ""),
        ("corrected corrected", "corrected@0"),
        ("unchanged corrected not_comparable corrected", "unchanged@0 corrected@1"),
        ("removed unchanged removed", "unchanged@1"),
        ("unchanged removed removed corrected corrected", "unchanged@0 removed@1 corrected@3"),
        ("not_comparable not_comparable", "not_comparable@1"),
    ],
)
def test_what_is_confirmed_carries_the_time_of_its_first_sight(kinds: str, stands: str) -> None:
    looks = [
        Outcome(url="u", kind=OutcomeKind(kind), seen_at=SEEN + timedelta(days=day))
        for day, kind in enumerate(kinds.split())
    ]
    told = [f"{look.kind}@{(look.seen_at - SEEN).days}" for look in confirmed(looks)]
    assert told == [one if "@" in one else f"{one}@0" for one in stands.split()]
