"""Pages made to hurt a reader end in a name, quickly; mutated pages never raise and never give an empty article."""

from __future__ import annotations

import os
import random
import time

import pytest

from pipeline.domain.records import ArticleKind
from pipeline.extract import extract

MUTANTS = int(os.environ.get("CAICHINH_MUTANTS", "2000"))
PAGES = MUTANTS if "CAICHINH_MUTANTS" in os.environ else MUTANTS // 4
"""A whole page costs more than a line: fewer of them unless a number is asked for."""
SECONDS = 10
"""CPU time a page may take; the largest real one takes a twentieth of a second."""
SENTENCE = "Sáng nay, đoàn công tác đã kiểm tra ba điểm sạt lở và yêu cầu chính quyền xã di dời các hộ dân đến nơi an toàn."


def page(content: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{content}</body></html>".encode()
    )


STORY = "<h1>Kiểm tra ba điểm sạt lở ở xã Xốp</h1>" + "".join(f"<p>{SENTENCE} Lần {n}.</p>" for n in range(4))
HOSTILE = {
    "2,000 deep": "<div>" * 2_000 + f"<p>{SENTENCE * 3}</p>" + "</div>" * 2_000,
    "deep with much text": "<div>" * 240 + f"<p>{SENTENCE}</p>" * 4_000 + "</div>" * 240,
    "deep spans": "<p>" + "<span>" * 3_000 + SENTENCE + "</span>" * 3_000 + "</p>",
    "50,000 links in one box": "<div>" + "".join(f"<a href=/{n}>Liên kết số {n} của trang này</a>" for n in range(50_000)) + "</div>",
    "50,000 linked headlines": "".join(f"<h3><a href=/{n}>Tin số {n} của trang này dài</a></h3>" for n in range(50_000)),
    "links in paragraphs": f"<p>{SENTENCE} <a href=/1>a</a></p>" * 10_000,
    "items of lists": "<ul>" + f"<li><p>{SENTENCE}</p></li>" * 20_000 + "</ul>",
    "boxes of one name": f"<div class=b><p>{SENTENCE}</p></div>" * 20_000,
    "headlines": "<h1>Tít số một của trang này</h1>" * 10_000,
    "times": STORY + "<time datetime='2026-11-20T10:00:00'>20/11/2026 10:00</time>" * 20_000,
    "breaks": "<div>" + f"{SENTENCE}<br>" * 10_000 + "</div>",
    "one paragraph of megabytes": f"<p>{SENTENCE * 15_000}</p>",
    "megabytes of script": "<script>" + "var x = '<p>a</p>';" * 300_000 + "</script>" + STORY,
    "long names": f"<div class='{'related ' * 100_000}'>{STORY}</div>",
    "brackets": f"<h1>Tít của trang thử này</h1><p>{'(' * 20_000}</p><p class=author>{'Theo (' * 20}</p>" + STORY,
    "credits": "<p>" + "Ảnh: " * 60 + "</p>" + STORY + "<p>Theo " + "A B " * 20 + "(</p>",
    "unclosed": "<div" * 5_000,
    "entities": "&amp;" * 200_000,
    "comment": "<!--" + "x" * 1_000_000,
    "nul": "\x00" * 50_000,
    "tables": "<table><tr><td>" * 500 + SENTENCE + "</td></tr></table>" * 500,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_a_name_within_seconds(name: str) -> None:
    started = time.process_time()
    read = extract(page(HOSTILE[name]), url="https://a.example/1")
    assert time.process_time() - started < SECONDS
    assert read.kind is not ArticleKind.ARTICLE or read.body


@pytest.mark.parametrize(
    "linked", ["[" * 100_000, '{"@graph":' * 5_000, '{"@type":"NewsArticle","headline":"' + "x" * 3_000_000, '{"@type":["NewsArticle"],"author":[[[1]]],"datePublished":7}']
)  # fmt: skip
def test_hostile_linked_data_are_no_more_than_absent(linked: str) -> None:
    started = time.process_time()
    read = extract(
        page(STORY, f"<script type='application/ld+json'>{linked}</script>"), url="https://a.example/1"
    )
    assert time.process_time() - started < SECONDS
    assert read.title == "Kiểm tra ba điểm sạt lở ở xã Xốp"
    assert read.body.count(SENTENCE) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp1258", "latin-1", "shift_jis"])
def test_broken_encodings_end_in_a_name(encoding: str) -> None:
    body = page(STORY).decode().encode(encoding, "replace")
    for damaged in (
        body,
        body[:-7],
        body[1:],
        body[: len(body) // 2] + b"\xff\xfe\x00" + body[len(body) // 2 :],
    ):
        read = extract(damaged, url="https://a.example/1", charset="no-such-charset")
        assert read.kind is not ArticleKind.ARTICLE or read.body


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\xff\xfe", b"\x89PNG\r\n", b"%PDF-1.7", b"{}", b"<", b"<html>", b"\x00"]
)
def test_what_is_no_page_is_unreadable(body: bytes) -> None:
    assert extract(body, url="https://a.example/1").kind is ArticleKind.UNREADABLE


SEED = page(
    f"<nav><a href=/>Trang chủ</a></nav>{STORY}<figure><img src=a.jpg><figcaption>Điểm sạt lở. Ảnh: Mẫu</figcaption></figure>"
    f"<div class=related><a href=/2>Một bài khác nói về chuyện khác hẳn</a></div><p>{SENTENCE}</p><p style='text-align:right'>Trần Mẫu</p>",
    "<meta name=description content='Ba điểm sạt lở'><script type='application/ld+json'>"
    '{"@type":"NewsArticle","headline":"Kiểm tra","datePublished":"2026-11-20T06:05:00+07:00","author":{"name":"Trần Mẫu"}}</script>',
)
PIECES = (
    b"<", b">", b"</div>", b"<p>", b"<h1>", b"<table>", b"\xff", b"\x00", b'"', b"<script>", b"<!--", b"&#x110000;", b"<br>" * 5, b"]]>",
    b"<div class=author>", b"Theo ", b"99/99/2026 25:61", b"<li>" * 9, b"\xe1\xba", b"<svg>", b"<title>", b"<frameset>",
)  # fmt: skip


@pytest.mark.fuzz
def test_mutated_pages_never_raise_and_never_give_an_empty_article() -> None:
    generator = random.Random(20261120)  # noqa: S311  a seeded mutator, no secret
    articles = 0
    for _ in range(PAGES):
        body = bytearray(SEED)
        for _ in range(generator.randint(1, 12)):
            place = generator.randrange(len(body))
            match generator.randrange(4):
                case 0:
                    body[place] = generator.randrange(256)
                case 1:
                    del body[place : place + generator.randint(1, 200)]
                case 2:
                    end = min(len(body), place + generator.randint(1, 300))
                    body[place:place] = body[place:end]
                case _:
                    body[place:place] = generator.choice(PIECES)
        read = extract(bytes(body), url="https://a.example/1")
        assert read.kind is not ArticleKind.ARTICLE or (read.title and read.body)
        articles += read.kind is ArticleKind.ARTICLE
    assert articles > PAGES // 3, "most mutants keep enough text to be read"
