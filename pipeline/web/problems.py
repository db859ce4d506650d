"""Errors of the API as machines read them (RFC 9457)."""

from __future__ import annotations

import msgspec
from flask import Response

from pipeline.web.api_records import Problem

TITLES = {
    400: "Yêu cầu chưa hợp lệ",
    401: "Cần khóa truy cập",
    403: "Không thuộc quyền của khóa",
    404: "Không tìm thấy",
    405: "Địa chỉ này không nhận yêu cầu như vậy",
    413: "Nội dung quá dài",
    500: "Hệ thống gặp sự cố",
}
PROBLEM = "application/problem+json"


def problem(status: int, detail: str = "") -> Response:
    """Return the answer for an error; `detail` is Vietnamese and says what to do."""
    title = TITLES[status]
    content = msgspec.json.encode(
        Problem(type="about:blank", title=title, status=status, detail=detail or title)
    )
    return Response(content, status=status, content_type=PROBLEM)
