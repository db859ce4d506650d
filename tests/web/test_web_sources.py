"""Pages about sources: how they are, why an article is missing, what is handed in by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from pipeline.ingest.layout import Loss, Part, Share

SignIn = Callable[[str], Any]


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def printed(**changed: object) -> dict[str, object]:
    return {
        "outlet": "tin",
        "medium": "daily",
        "day": "2026-11-22",
        "hour": "06:00",
        "issue": "Số 318, trang 4",
        "title": "Đường liên xã hỏng",
        "text": "Sapo.\n\nThân bài.",
        **changed,
    }


def test_a_feed_in_trouble_stands_first_with_what_came_instead(app: Flask, sign_in: SignIn) -> None:
    page = sign_in("truc").get("/nguon-tin").text
    assert "cần kiểm tra" in page
    assert page.index("lần liên tiếp") < page.rindex("https://")


def test_why_answers_in_words(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("truc").client
    assert "không có trong danh sách nguồn" in client.get("/vi-sao?url=https://la.example/1").text
    assert "&lt;script&gt;" in client.get("/vi-sao?url=<script>alert(1)</script>").text


def test_an_address_handed_in_waits_for_the_next_run(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("truc").client
    form = {"csrf_token": token(client.get("/nhap-bai").text), "url": "https://bao.example/bai-moi.html"}
    page = client.post("/nhap-bai/dia-chi", data=form, follow_redirects=True).text
    assert "đang chờ lần thu thập tới" in page
    assert "phải địa chỉ" in client.post("/nhap-bai/dia-chi", data=form | {"url": "http://10.0.0.1/"}).text


def test_a_scan_of_two_megabytes_is_kept_and_a_program_is_not(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("truc").client
    given = printed(csrf_token=token(client.get("/nhap-bai").text))
    pdf = b"%PDF-1.7\n" + b"x" * 2_000_000 + b"\n%%EOF\n"
    kept = client.post(
        "/nhap-bai/bai-in", data=given | {"scan": (BytesIO(pdf), "trang.pdf")}, follow_redirects=True
    )
    assert "Đã lưu bài" in kept.text
    refused = client.post(
        "/nhap-bai/bai-in", data=given | {"scan": (BytesIO(b"MZ\x90"), "trang.pdf"), "title": "Khác"}
    )
    assert refused.status_code == 422
    assert "không phải PDF" in refused.text
    assert 'value="Khác"' in refused.text, "what was typed stays in the form"


def test_what_is_missing_is_asked_for(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("truc").client
    csrf = token(client.get("/nhap-bai").text)
    for name, problem in (
        ("outlet", "Chọn cơ quan báo chí"),
        ("medium", "Chọn loại hình"),
        ("hour", "ngày và giờ"),
        ("issue", "Thiếu số báo"),
        ("title", "Thiếu tiêu đề"),
        ("text", "Cần nội dung bài hoặc bản chụp"),
    ):
        answer = client.post("/nhap-bai/bai-in", data=printed(csrf_token=csrf, **{name: ""}))
        assert (answer.status_code, problem in answer.text) == (422, True), name


def test_an_outlet_whose_pages_lost_a_part_is_told_in_words(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = sign_in("truc")
    assert "đổi giao diện" not in visitor.get("/nguon-tin").text
    loss = Loss(part=Part.SAPO, past=Share(found=98, of=100), recent=Share(found=1, of=12))
    monkeypatch.setattr("pipeline.web.sources.lost_layouts", lambda _session, _now: {"bao": (loss,)})
    page = visitor.get("/nguon-tin").text
    assert "Trang báo có thể đã đổi giao diện" in page
    assert "sapo: đọc được ở 1/12 trang trong 3 ngày qua, trước đó 98%" in page
