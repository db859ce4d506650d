"""The operator reads how the house is, worst first, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.doctor import SLOW, Grade, examine


def test_what_is_wrong_stands_first_with_what_to_do(sign_in: Callable[[str], Any], app: Any) -> None:  # noqa: ANN401
    page = sign_in("quantri").get("/tinh-trang").text
    found = list(examine(app.extensions["desk"].settings, without=SLOW))
    wrong = [one for one in found if one.grade is not Grade.GOOD]
    assert wrong
    assert all(one.remedy_vi.split(":")[0] in page for one in wrong)
    places = [page.index(one.subject_vi) for one in sorted(found, key=lambda one: one.grade is Grade.GOOD)]
    worst = places[: len(wrong)]
    assert max(worst) < min(places[len(wrong) :])
    assert "https://tin.example/rss" in page  # the silent feed
    assert "Chưa sao lưu lần nào" in page
    assert "caichinh doctor" in page


@pytest.mark.parametrize("login", ["truc", "truong", "vanthu", "quanly", "lanhdao"])
def test_it_is_the_operators_alone(sign_in: Callable[[str], Any], login: str) -> None:
    assert sign_in(login).get("/tinh-trang").status_code == 403
