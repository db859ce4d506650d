"""The text of the letters, paragraph by paragraph, against what was read and found right.

After a wanted change of wording: ``CAICHINH_SNAPSHOTS=write python -m pytest tests/letter``, then read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from pipeline.domain.records import Evidence, Field, LetterKind, LetterRequest, Medium, Signatory
from pipeline.letter import compose, render

Make = Callable[..., LetterRequest]
FOLDER = Path(__file__).parent / "snapshots"
DAYS = {"R1": date(2016, 6, 14), "R2": date(2025, 9, 12), "R3": date(2026, 11, 21)}


def case_of(name: str, make: Make) -> LetterRequest:
    regime, kind, form = name.split(" ")
    changes: dict[str, Any] = {"on": DAYS[regime], "kind": LetterKind(kind)}
    first = make().passages[0]
    if form == "three":
        second = replace(
            first,
            field=Field.TITLE,
            quote="Bệnh viện “vỡ trận” vì sốt xuất huyết",
            problem="đầu đề nêu tình trạng không có thật",
            evidence=(
                Evidence(
                    statement="công suất sử dụng giường bệnh ngày 20/11/2026 là 71%",
                    source_doc="Báo cáo số 530/BC-BVĐK ngày 20/11/2026 của Bệnh viện Đa khoa tỉnh",
                ),
                Evidence(
                    statement="Không có người bệnh phải nằm ghép.",
                    source_doc="Biên bản kiểm tra số 11/BB-SYT ngày 21/11/2026",
                ),
            ),
        )
        third = replace(first, field=Field.SAPO, quote="Chưa có đợt phun hóa chất nào.", problem="")
        changes |= {
            "passages": (first, second, third),
            "work_medium": Medium.DAILY,
            "work_url": "",
            "work_issue": "số 324",
            "round": 2,
        }
    if form == "bare":
        changes |= {
            "work_section": " ",
            "work_author": None,
            "work_url": "",
            "work_published_at": None,
            "contact": None,
            "work_medium": Medium.TV,
            "work_outlet": "Đài Truyền hình Sao Biển",
        }
    return make(**changes)


CASES = [
    f"{regime} {kind.value} {form}"
    for regime in DAYS
    for kind in LetterKind
    for form in ("one", "three", "bare")
]


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_one_that_was_read(request_with: Make, name: str) -> None:
    letter = compose(case_of(name, request_with))
    text = "\n".join([f"V/v {letter.subject}", *letter.paragraphs]) + "\n"
    path = FOLDER / f"{name.replace(' ', '-')}.txt"
    if os.environ.get("CAICHINH_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text.split("\n") == path.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("name", CASES)
def test_no_sentence_is_half_and_no_field_is_open(request_with: Make, name: str) -> None:
    for paragraph in compose(case_of(name, request_with)).paragraphs:
        assert not re.search(r"\(\s*\)|None|null|[{}]|\s[,.;:]|,\s*[,.;]|;\s*[;.)]|\.\.|“\s*”", paragraph), (
            paragraph
        )
        assert paragraph.endswith((".", ":", "./.")), paragraph


BLOCKED: dict[str, tuple[dict[str, Any], str]] = {
    "delegation": (
        {"signatory": Signatory(authority=("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ Y TẾ"), full_name="Lê Thị Mẫu")},
        "ủy quyền",
    ),
    "register": ({"obstacles": ("Vụ việc chưa được cung cấp thông tin.",)}, "chưa được cung cấp"),
}


@pytest.mark.parametrize("name", BLOCKED)
def test_what_the_registers_say_blocks(request_with: Make, name: str) -> None:
    changes, words = BLOCKED[name]
    assert any(words in blocker for blocker in compose(request_with(**changes)).blockers)


def test_a_delegation_with_its_document_does_not_block(request_with: Make) -> None:
    signatory = Signatory(
        authority=("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ Y TẾ"),
        full_name="Lê Thị Mẫu",
        delegation="Giấy ủy quyền số 12/GUQ-UBND ngày 05/01/2026",
    )
    assert compose(request_with(signatory=signatory)).blockers == ()


WARNED: dict[str, tuple[dict[str, Any], str]] = {
    "old": ({"on": date(2027, 8, 1)}, "hơn 6 tháng"),
    "before its work": ({"on": date(2026, 11, 1)}, "ở sau ngày văn bản"),
    "no address": ({"work_outlet_address": ""}, "tên đầy đủ"),
    "no capture": ({"work_capture_sha256": ""}, "bản lưu"),
    "proof dated later": ({"on": date(2026, 10, 4)}, "sau ngày văn bản"),
    "no contact": ({"contact": None}, "người phát ngôn"),
}


def test_a_long_address_stands_in_the_annex_only(request_with: Make) -> None:
    url = f"https://vanly.example/{'rat-dai-' * 9}1.html"
    request = request_with(work_url=url)
    assert "địa chỉ trên mạng nêu tại Phụ lục)" in compose(request).paragraphs[0]
    laid_out = Document(BytesIO(render(compose(request))))
    assert f"Địa chỉ: {url}" in [paragraph.text for paragraph in laid_out.paragraphs]


@pytest.mark.parametrize("name", WARNED)
def test_warnings_do_not_block(request_with: Make, name: str) -> None:
    changes, words = WARNED[name]
    letter = compose(request_with(**changes))
    assert any(words in warning for warning in letter.warnings)
    assert letter.blockers == ()
