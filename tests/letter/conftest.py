"""Letter requests with invented outlets and people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import (
    Contact,
    ContestedPassage,
    Evidence,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    Signatory,
    Work,
)

QUOTE = "Từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết."


def make_request(**changes: Any) -> LetterRequest:  # noqa: ANN401  any field of the request
    """Return a complete request, changed in the named fields; `work_...` names a field of the work."""
    work = {
        "outlet": "Vạn Lý Online",
        "outlet_address": "Báo điện tử Vạn Lý",
        "medium": Medium.ONLINE,
        "title": "Sốt xuất huyết tăng nhanh",
        "section": "Dân sinh",
        "url": "https://vanly.example/1.html",
        "published_at": datetime(2026, 11, 20, 6, 5, tzinfo=VIETNAM),
        "author": "Lê Khoa Nguyên",
        "capture_sha256": "3f" * 32,
        "captured_at": datetime(2026, 11, 21, 7, 30, tzinfo=VIETNAM),
    }
    work |= {
        name.removeprefix("work_"): changes.pop(name) for name in list(changes) if name.startswith("work_")
    }
    passage = ContestedPassage(
        field=Field.BODY,
        start=0,
        end=len(QUOTE),
        quote=QUOTE,
        problem="Số ca mắc cao hơn số liệu chính thức.",
        evidence=(
            Evidence(
                statement="Toàn tỉnh ghi nhận 1.254 ca.", source_doc="Báo cáo số 512/BC-SYT ngày 05/10/2026"
            ),
        ),
    )
    fields: dict[str, Any] = {
        "kind": LetterKind.CORRECTION,
        "agency_id": "qn-yte",
        "agency_name": "Sở Y tế tỉnh Quảng Ngãi",
        "parent_name": "UBND tỉnh Quảng Ngãi",
        "symbol": "SYT-VP",
        "place": "Quảng Ngãi",
        "work": Work(**work),
        "passages": (passage,),
        "signatory": Signatory(authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), full_name="Hoàng Thị Diệu Thảo"),
        "contact": Contact(
            full_name="Lê Văn Mẫu",
            post="Chánh Văn phòng Sở",
            phone="0255.000.0101",
            email="phatngon@syt.example",
        ),
        "on": date(2026, 11, 21),
    }
    return LetterRequest(**(fields | changes))


@pytest.fixture(scope="session")
def build_request() -> Callable[..., LetterRequest]:
    """Return the builder of requests, for fixtures that live longer than a test."""
    return make_request


@pytest.fixture
def request_with() -> Callable[..., LetterRequest]:
    """Return the builder of requests."""
    return make_request
