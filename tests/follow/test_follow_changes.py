from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.records import Article, Field
from pipeline.domain.versions import ChangeKind, changes

OLD = Article(
    id="a",
    url="https://vanly.example/1.html",
    outlet="Vạn Lý",
    title="Cầu treo Đăk Nông Nia hỏng nặng",
    sapo="Cầu treo qua suối Đăk Nông Nia đã hỏng ba tháng.",
    body="Cầu dài 62 m, làm năm 2011. Người dân phải đi vòng 7 km. Xã đã báo cáo huyện.",
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "Cầu treo Đăk Nông Nia đã sửa"}, [(ChangeKind.HEADLINE, Field.TITLE)]),
        ({"sapo": "Cầu treo qua suối Đăk Nông Nia đã hỏng một tháng."}, [(ChangeKind.SAPO, Field.SAPO)]),
        ({"body": OLD.body.replace("62 m", "26 m")}, [(ChangeKind.FIGURE, Field.BODY)]),
        (
            {"body": OLD.body.replace("Xã đã báo cáo huyện.", "Xã chưa báo cáo.")},
            [(ChangeKind.BODY, Field.BODY)],
        ),
        ({"body": OLD.body.replace("vòng 7 km.", "vòng 7 km!")}, [(ChangeKind.COSMETIC, Field.BODY)]),
        ({"title": "CẦU TREO ĐĂK NÔNG NIA HỎNG NẶNG"}, [(ChangeKind.COSMETIC, Field.TITLE)]),
        ({"author": "Trần Mẫu", "section": "Dân sinh"}, []),
    ],
    ids=["headline", "sapo", "figure", "body", "punctuation", "capitals", "metadata is no text"],
)
def test_a_change_is_named_by_what_it_touches(
    change: dict[str, str], expected: list[tuple[ChangeKind, Field]]
) -> None:
    assert [(one.kind, one.field) for one in changes(OLD, replace(OLD, **change))] == expected


def test_an_added_sentence_has_no_before_and_a_removed_one_no_after() -> None:
    longer = replace(OLD, body=f"{OLD.body} Cầu mới sẽ xong trong tháng 12.")
    (added,) = changes(OLD, longer)
    (removed,) = changes(longer, OLD)
    assert (added.before, added.after) == ("", "Cầu mới sẽ xong trong tháng 12.")
    assert (removed.before, removed.after) == (added.after, added.before)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared_and_equal_ones_do_not_differ(one: str, other: str) -> None:
    first, second = replace(OLD, body=one), replace(OLD, body=other)
    changes(first, second)
    assert changes(first, first) == ()
