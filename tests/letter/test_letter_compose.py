from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pipeline.domain.records import Article, Evidence, LetterKind, LetterRequest, Medium
from pipeline.letter import compose

Make = Callable[..., LetterRequest]


def text_of(request: LetterRequest) -> str:
    return "\n".join(compose(request).paragraphs)


def test_the_two_letters_are_never_merged(request_with: Make) -> None:
    correction = text_of(request_with(kind=LetterKind.CORRECTION))
    response = text_of(request_with(kind=LetterKind.RESPONSE))
    assert "lời cải chính, xin lỗi" in correction
    assert "ý kiến phản hồi" not in correction
    assert "ý kiến phản hồi" in response
    assert "cải chính" not in response


def test_a_correction_request_reads_as_an_official_would_write_it(request_with: Make) -> None:
    letter = compose(request_with())
    assert letter.subject == "yêu cầu cải chính, xin lỗi đối với thông tin trên Vạn Lý Online"
    assert letter.paragraphs[0] == (
        "Ngày 20 tháng 11 năm 2026, lúc 06 giờ 05 phút, Vạn Lý Online đăng bài “Sốt xuất huyết tăng nhanh” (chuyên mục Dân sinh; "
        "tác giả Lê Khoa Nguyên; địa chỉ https://vanly.example/1.html). Sau khi kiểm tra, xác minh, Sở Y tế tỉnh "
        "Quảng Ngãi có căn cứ cho rằng bài viết có thông tin chưa đúng sự thật về lĩnh vực do Sở quản lý, cụ thể như sau:"
    )
    assert letter.paragraphs[1:5] == (
        "Nội dung đã đăng: “Từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết”.",
        "Nội dung chưa đúng: Số ca mắc cao hơn số liệu chính thức.",
        "Thông tin chính xác: Toàn tỉnh ghi nhận 1.254 ca.",
        "Căn cứ: Báo cáo số 512/BC-SYT ngày 05/10/2026.",
    )
    assert letter.paragraphs[-1].endswith("./.")


@pytest.mark.parametrize(
    ("on", "kind", "citation"),
    [
        (date(2016, 6, 14), LetterKind.CORRECTION, "Điều 4 Nghị định số 51/2002/NĐ-CP"),
        (date(2018, 6, 14), LetterKind.CORRECTION, "Căn cứ Điều 42 Luật Báo chí"),
        (date(2018, 6, 14), LetterKind.RESPONSE, "Căn cứ Điều 43 Luật Báo chí"),
        (date(2026, 6, 30), LetterKind.CORRECTION, "Căn cứ Điều 42 Luật Báo chí"),
        (date(2026, 7, 1), LetterKind.CORRECTION, "khoản 6 Điều 7 Nghị định số 244/2026/NĐ-CP"),
        (date(2026, 7, 1), LetterKind.RESPONSE, "Điều 21 Nghị định số 237/2026/NĐ-CP"),
    ],
)
def test_the_law_in_force_on_the_day_is_cited(
    request_with: Make, on: date, kind: LetterKind, citation: str
) -> None:
    assert citation in text_of(request_with(on=on, kind=kind))


@pytest.mark.parametrize(
    ("medium", "place", "time"),
    [
        (Medium.ONLINE, "chuyên mục riêng tại trang chủ", "ngay khi nhận được"),
        (Medium.DAILY, "trang hai", "chậm nhất 02 ngày"),
        (Medium.WEEKLY, "trang hai", "trong số ra gần nhất"),
        (Medium.MAGAZINE, "trang cuối", "trong số ra gần nhất"),
        (Medium.MAGAZINE_OVER_30D, "trang cuối", "chậm nhất 02 ngày"),
        (Medium.RADIO, "đúng chuyên mục hoặc chuyên mục tương đương", "chậm nhất 02 ngày"),
        (Medium.TV, "đúng chuyên mục hoặc chuyên mục tương đương", "chậm nhất 02 ngày"),
    ],
)
def test_place_and_time_follow_the_medium(request_with: Make, medium: Medium, place: str, time: str) -> None:
    text = text_of(request_with(work_medium=medium))
    assert place in text
    assert time in text


def test_sentences_adapt_to_what_is_known(request_with: Make) -> None:
    text = text_of(
        request_with(work_section="", work_author=None, work_url="", work_published_at=None, contact=None)
    )
    assert not re.search(r"\(\s*\)|None|null|;\s*\)|,\s*\)", text)
    assert text.startswith("Vạn Lý Online đăng bài “Sốt xuất huyết tăng nhanh”. Sau khi")


def test_several_passages_are_numbered(request_with: Make) -> None:
    passage = request_with().passages[0]
    assert "\n2. Nội dung đã đăng" in text_of(request_with(passages=(passage, passage)))


def test_a_complete_request_has_no_blocker(request_with: Make) -> None:
    assert compose(request_with()).blockers == ()


BARE = {
    "no passage": ({"passages": ()}, "Chưa đánh dấu"),
    "no signatory": ({"signatory": None}, "Chưa có người ký"),
    "no symbol": ({"symbol": ""}, "ký hiệu"),
    "no place": ({"place": ""}, "địa danh"),
    "no title": ({"work_title": ""}, "tên tác phẩm"),
}


@pytest.mark.parametrize("name", BARE)
def test_each_blocker_is_said_in_words(request_with: Make, name: str) -> None:
    changes, words = BARE[name]
    assert any(words in blocker for blocker in compose(request_with(**changes)).blockers)


def test_a_passage_without_grounds_or_without_document_blocks(request_with: Make) -> None:
    passage = request_with().passages[0]
    bare = compose(request_with(passages=(replace(passage, evidence=()),)))
    assert any("chưa có căn cứ" in blocker for blocker in bare.blockers)
    unnamed = replace(passage, evidence=(Evidence(statement="Đúng là 1.254.", source_doc=" "),))
    assert any(
        "chưa ghi tên văn bản" in blocker for blocker in compose(request_with(passages=(unnamed,))).blockers
    )


def test_a_passage_that_is_not_in_the_archived_text_blocks(request_with: Make) -> None:
    request = request_with()
    same = Article(id="a", url="", body=request.passages[0].quote)
    assert compose(request, archived=same).blockers == ()
    changed = replace(same, body=same.body.replace("1.524", "1.254"))
    assert any(
        "Không tìm thấy trong bài đã lưu" in blocker
        for blocker in compose(request, archived=changed).blockers
    )


def test_sanctions_are_never_mentioned(request_with: Make) -> None:
    for kind in LetterKind:
        assert not re.search(r"xử phạt|phạt tiền|truy cứu|khởi kiện", text_of(request_with(kind=kind)))
