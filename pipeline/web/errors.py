"""Error pages: what happened and what to do next, in plain Vietnamese."""

from __future__ import annotations

from flask import Flask, Response, current_app, render_template, request, url_for
from sqlalchemy.exc import DataError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from pipeline.domain.errors import BlockedLetterError, TransitionError
from pipeline.web.access import StaleFormError
from pipeline.web.context import db
from pipeline.web.problems import problem

TEXTS = {
    400: (
        "Yêu cầu chưa hợp lệ",
        "Biểu mẫu gửi lên không đầy đủ hoặc đã hết hiệu lực. Hãy mở lại trang và thử lại.",
    ),
    403: ("Không thuộc quyền của anh/chị", "Việc này do người có vai trò khác thực hiện."),
    404: ("Không tìm thấy", "Trang này không có, hoặc không thuộc phạm vi cơ quan của anh/chị."),
    405: ("Yêu cầu chưa hợp lệ", "Địa chỉ này không nhận yêu cầu như vậy. Hãy quay lại danh sách."),
    409: ("Chưa ghi nhận được", "Vụ việc đã thay đổi. Hãy mở lại và kiểm tra trước khi thực hiện."),
    413: ("Nội dung quá dài", "Nội dung gửi lên vượt quá giới hạn. Hãy rút gọn và thử lại."),
    429: (
        "Thử lại sau ít phút",
        "Có quá nhiều lần đăng nhập không thành công. Vui lòng đợi vài phút rồi thử lại.",
    ),
    500: (
        "Hệ thống gặp sự cố",
        "Thao tác vừa rồi chưa được ghi. Hãy thử lại; nếu vẫn lỗi, báo người quản trị.",
    ),
}
STALE = (
    "Vụ việc này đã được cập nhật sau khi anh/chị mở trang. "
    "Không có gì bị ghi đè; hãy xem lại trạng thái mới rồi thực hiện."
)


def init(app: Flask) -> None:
    """Answer every error with a page of the desk."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TransitionError, lambda error: page(409, str(error)))
    app.register_error_handler(BlockedLetterError, lambda error: page(409, str(error)))
    app.register_error_handler(StaleDataError, lambda _error: page(409, STALE))
    app.register_error_handler(StaleFormError, _stale)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(OverflowError, _unstorable)


def page(code: int, text: str = "", back: str = "") -> tuple[str | Response, int]:
    """Return the error page for a status code; what the request had written so far is undone.

    A program gets the same as a problem document.
    """
    db().rollback()
    if _is_program():
        return problem(code, text or TEXTS[code][1]), code
    title, standard = TEXTS[code]
    return render_template("error.html", code=code, title=title, text=text or standard, back=back), code


def _is_program() -> bool:
    return request.path.startswith("/api/")


def _http(error: HTTPException) -> tuple[str | Response, int] | HTTPException:
    if error.response is not None:
        return error  # an answer made on purpose
    if isinstance(error, InternalServerError):
        return _crash()
    if isinstance(error, SecurityError):  # a forged Host: no page with links can be made for it
        return Response(TEXTS[400][1], content_type="text/plain; charset=utf-8"), 400
    return page(error.code) if error.code in TEXTS else error


def _unstorable(_error: DataError | OverflowError) -> tuple[str | Response, int]:
    """Answer what no database can hold, such as a number of thirty digits or a text with a NUL."""
    return page(400)


def _crash() -> tuple[str | Response, int]:
    """Return the page for a failure of our own; it asks the database nothing, as that may be what failed."""
    title, text = TEXTS[500]
    if _is_program():
        return problem(500, text), 500
    return current_app.jinja_env.get_template("crash.html").render(title=title, text=text), 500


def _stale(error: StaleFormError) -> tuple[str | Response, int]:
    return page(409, STALE, back=url_for("item.show", case_id=error.case_id))
