from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.records import Article, Field
from pipeline.domain.versions import ChangeKind, changes, heaviest

OLD = Article(
    id="a",
    url="https://vanly.example/1.html",
    title="Hồ Ia Mơ Nông cạn sớm một tháng",
    sapo="Xã Ia Tơi phải bơm chuyền ba cấp để cứu lúa.",
    body="Hồ còn 1.200 m³ nước. Chi phí bơm là 1,5 tỷ đồng. Bà con lo mất mùa. Xã đã báo cáo sở.",
)


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("1,5 tỷ", "15 tỷ", ChangeKind.FIGURE),
        ("1,5 tỷ", "1.5 tỷ", ChangeKind.COSMETIC),
        ("1.200 m³", "1200 m³", ChangeKind.COSMETIC),
        ("1.200 m³", "12.00 m³", ChangeKind.FIGURE),
        ("Bà con lo mất mùa.", "“Bà con lo mất mùa”.", ChangeKind.COSMETIC),
        ("lo mất mùa", "không lo mất mùa", ChangeKind.BODY),
    ],
)
def test_a_number_is_never_cosmetic(was: str, now: str, kind: ChangeKind) -> None:
    (change,) = changes(OLD, replace(OLD, body=OLD.body.replace(was, now)))
    assert change.kind is kind


def test_a_reworded_sentence_is_paired_with_what_it_was_however_many_are_put_before_it() -> None:
    body = OLD.body.replace(
        "Bà con lo mất mùa.", "Trạm thủy nông nói thêm. Mưa sẽ muộn. Bà con rất lo mất mùa."
    )
    found = changes(OLD, replace(OLD, body=body))
    assert [(change.before, change.after) for change in found] == [
        ("", "Trạm thủy nông nói thêm."),
        ("", "Mưa sẽ muộn."),
        ("Bà con lo mất mùa.", "Bà con rất lo mất mùa."),
    ]


def test_a_sentence_replaced_by_another_is_one_removed_and_one_added() -> None:
    found = changes(OLD, replace(OLD, body=OLD.body.replace("Bà con lo mất mùa.", "Trời đã mưa lớn.")))
    assert {(change.before, change.after) for change in found} == {
        ("Bà con lo mất mùa.", ""),
        ("", "Trời đã mưa lớn."),
    }


def test_the_weightiest_class_names_a_version() -> None:
    cosmetic = replace(OLD, body=OLD.body.replace("sở.", "Sở."))
    figure = replace(cosmetic, body=cosmetic.body.replace("1,5", "15"))
    headline = replace(figure, title="Hồ Ia Mơ Nông đầy nước")
    assert [heaviest(changes(OLD, new)) for new in (OLD, cosmetic, figure, headline)] == [
        None,
        ChangeKind.COSMETIC,
        ChangeKind.FIGURE,
        ChangeKind.HEADLINE,
    ]


def test_a_whole_rewrite_of_a_long_text_is_compared_in_order() -> None:
    old = replace(OLD, body=" ".join(f"Câu cũ số {n} của bài." for n in range(150)))
    new = replace(OLD, body=" ".join(f"Đoạn mới thứ {n} khác hẳn." for n in range(160)))
    found = [change for change in changes(old, new) if change.field is Field.BODY]
    assert len(found) == 160
    assert heaviest(tuple(found)) in {ChangeKind.FIGURE, ChangeKind.BODY}
