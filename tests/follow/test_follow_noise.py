"""A thousand re-fetches with advertisements, counters and other noise: none may alarm; real edits always do."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
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
from pipeline.follow import compare, is_due, is_unconfirmed, settled
from pipeline.follow.notice import PLACE_WRONG
from pipeline.follow.standing import stands

SEEN = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
QUOTE = "Từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết, thủy điện vẫn xả lũ."
PARAGRAPHS = (
    f"Bệnh lan rộng ở các xã ven biển. {QUOTE} Các trạm y tế đã phun hóa chất.",
    "Người dân được khuyên ngủ màn. Ngành y tế lập ba đội cơ động.",
    "Ông Phan Văn Mẫu cho biết thuốc đủ dùng trong quý. Các trường học tổng vệ sinh cuối tuần.",
)
BEFORE = Article(
    id="a",
    url="https://vanly.example/suc-khoe/1.html",
    title="Sốt xuất huyết tăng nhanh ở miền núi",
    sapo="Ngành y tế lo dịch lan rộng trong mùa mưa.",
    body="\n\n".join(PARAGRAPHS),
)
PASSAGE = ContestedPassage(
    field=Field.BODY,
    start=0,
    end=len(QUOTE),
    quote=QUOTE,
    problem="Số ca sai.",
    evidence=(
        Evidence(statement="Toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết.", source_doc="Báo cáo 512/BC-SYT"),
    ),
)
ADVERTS = (
    "Giảm 50% cho 100 khách đầu tiên.",
    "Tin tài trợ: Căn hộ ven biển chỉ từ 1,2 tỷ đồng.",
    "Xem thêm: Giá vàng hôm nay tăng mạnh",
    "1.245 lượt xem",
    "Cải thiện giấc ngủ với trà thảo mộc!",
    "Quảng cáo",
)


def look(after: Article | None, *, status: int = 200, notices: tuple[Article, ...] = ()) -> Outcome:
    return compare(BEFORE, after, status=status, passages=(PASSAGE,), seen_at=SEEN, notices=notices)


def noisy(chance: random.Random) -> Article:
    """Return the page as a newspaper serves it a little later: everything around the text has changed."""
    paragraphs = list(PARAGRAPHS)
    for _ in range(chance.randint(0, 5)):
        paragraphs.insert(chance.randint(0, len(paragraphs)), chance.choice(ADVERTS))
    if chance.random() < 0.3:  # an advertisement between two halves of the contested sentence
        place = next(number for number, text in enumerate(paragraphs) if QUOTE in text)
        half = paragraphs[place].index(" toàn tỉnh")
        paragraphs[place : place + 1] = [
            paragraphs[place][:half],
            chance.choice(ADVERTS),
            paragraphs[place][half:],
        ]
    body = chance.choice(("\n\n", "\n")).join(paragraphs)
    for was, now in (("thủy", "thuỷ"), (" ", "\u00a0"), (", ", " , "), (".", ". ")):
        if chance.random() < 0.3:
            body = body.replace(was, now) if was != "." else body.replace(".\n", ". \n")
    if chance.random() < 0.2:
        body = unicodedata.normalize("NFD", body)
    if chance.random() < 0.1:
        body = body.replace("sốt xuất", "SỐT XUẤT").replace("sốt", "s\u00adốt")
    title = BEFORE.title if chance.random() < 0.9 else f"{BEFORE.title} - Vạn Lý"
    return replace(BEFORE, body=body, title=title)


def test_a_thousand_noisy_fetches_raise_no_alarm() -> None:
    chance = random.Random(20261127)  # noqa: S311  repeatable, no secret
    for number in range(1000):
        page = noisy(chance)
        found = look(page)
        assert found.kind is OutcomeKind.UNCHANGED, (number, page.body)


FAILURES: dict[str, tuple[Article | None, int]] = {
    "forbidden": (None, 403),
    "server down": (None, 503),
    "no answer": (None, 0),
    "challenge": (replace(BEFORE, kind=ArticleKind.BLOCKED, body="Xác nhận bạn không phải máy"), 200),
    "challenge that speaks of a missing page": (
        replace(BEFORE, kind=ArticleKind.BLOCKED, title="", sapo="", body="Trang không tồn tại với máy"),
        200,
    ),
    "front page": (replace(BEFORE, url="https://vanly.example/", kind=ArticleKind.LISTING, body=""), 200),
    "cut by a paywall": (
        replace(BEFORE, body="Bệnh lan rộng ở các xã ven biển. Đăng nhập để đọc tiếp."),
        200,
    ),
    "another article": (
        replace(BEFORE, title="Lễ hội cà phê", sapo="", body="Hàng nghìn du khách đến xem."),
        200,
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_cannot_be_compared_is_never_removed_nor_edited(name: str) -> None:
    page, status = FAILURES[name]
    assert look(page, status=status).kind is OutcomeKind.NOT_COMPARABLE


def test_a_page_that_says_it_is_gone_is_removed_whatever_its_status() -> None:
    gone = replace(
        BEFORE, kind=ArticleKind.UNREADABLE, title="", sapo="", body="Bài viết không tồn tại hoặc đã bị gỡ."
    )
    assert look(gone).kind is OutcomeKind.REMOVED
    assert look(None, status=404).kind is OutcomeKind.REMOVED


EDITS: dict[str, Callable[[str], str]] = {
    "figure": lambda body: body.replace("1.524", "1.254"),
    "a tone mark": lambda body: body.replace("xả lũ", "xá lũ"),
    "a negation": lambda body: body.replace("vẫn xả", "vẫn không xả"),
    "taken out": lambda body: body.replace(QUOTE, ""),
    "a name": lambda body: body.replace("toàn tỉnh", "toàn huyện"),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_of_the_contested_sentence_is_seen(name: str) -> None:
    found = look(replace(BEFORE, body=EDITS[name](BEFORE.body)))
    assert found.kind is OutcomeKind.SILENT_EDIT
    assert found.before == (QUOTE,)


NOTICE = Article(
    id="n",
    url="https://vanly.example/cai-chinh-xin-loi/9.html",
    title="Thông tin cải chính, xin lỗi",
    section="Cải chính",
    body="Bài “Sốt xuất huyết tăng nhanh ở miền núi” đăng ngày 20/11/2026 viết từ đầu năm đến nay toàn tỉnh ghi nhận"
    " 1.524 ca sốt xuất huyết, thủy điện vẫn xả lũ. Thông tin đúng là toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết."
    " Tòa soạn xin lỗi bạn đọc.",
)


def test_a_notice_on_a_page_of_its_own_is_found() -> None:
    found = look(BEFORE, notices=(NOTICE,))
    assert (found.kind, found.missing) == (OutcomeKind.CORRECTED, ())
    assert "1.254" in found.after[0]


def test_a_notice_in_another_section_is_in_the_wrong_place() -> None:
    hidden = replace(NOTICE, url="https://vanly.example/giai-tri/9.html", section="Giải trí")
    found = look(BEFORE, notices=(hidden,))
    assert (found.kind, found.missing) == (OutcomeKind.CORRECTION_INCOMPLETE, (PLACE_WRONG,))


def test_a_notice_about_another_work_is_none_of_ours() -> None:
    other = replace(
        NOTICE, body="Bài “Giá cà phê lập đỉnh” đăng ngày 19/11/2026 nêu sai giá. Tòa soạn xin lỗi bạn đọc."
    )
    assert look(BEFORE, notices=(other,)).kind is OutcomeKind.UNCHANGED


def at(kind: OutcomeKind, hour: int) -> Outcome:
    return Outcome(url="u", kind=kind, seen_at=SEEN + timedelta(hours=hour))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("U", OutcomeKind.UNCHANGED),
        ("S", None),
        ("SS", OutcomeKind.SILENT_EDIT),
        ("US", OutcomeKind.UNCHANGED),
        ("USU", OutcomeKind.UNCHANGED),
        ("USNS", OutcomeKind.SILENT_EDIT),
        ("UNNN", OutcomeKind.UNCHANGED),
        ("USSRR", OutcomeKind.REMOVED),
        ("NN", None),
    ],
)
def test_two_equal_looks_settle_an_outcome(kinds: str, expected: OutcomeKind | None) -> None:
    names = {
        "U": OutcomeKind.UNCHANGED,
        "S": OutcomeKind.SILENT_EDIT,
        "N": OutcomeKind.NOT_COMPARABLE,
        "R": OutcomeKind.REMOVED,
    }
    found = settled([at(names[kind], hour) for hour, kind in enumerate(kinds)])
    assert (found.kind if found else None) is expected


def test_a_change_is_looked_at_again_within_the_hour() -> None:
    looks = [at(OutcomeKind.UNCHANGED, 0), at(OutcomeKind.SILENT_EDIT, 1)]
    assert is_unconfirmed(looks)
    sent = SEEN - timedelta(days=50)
    assert not is_due(sent, looks[-1].seen_at, SEEN + timedelta(hours=3))
    assert is_due(sent, looks[-1].seen_at, SEEN + timedelta(hours=3), unconfirmed=True)
    assert not is_unconfirmed([*looks, at(OutcomeKind.SILENT_EDIT, 2)])


def test_lines_of_others_may_part_a_passage_but_changed_words_may_not() -> None:
    assert stands("một hai ba bốn", "không một hai\nQuảng cáo lớn\nba bốn năm")
    assert not stands("một hai ba bốn", "một hai mươi ba bốn")
    assert not stands("một hai ba bốn", "một hai\nba năm")
