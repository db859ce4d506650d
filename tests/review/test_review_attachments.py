from __future__ import annotations

import pytest

from pipeline.domain.errors import TransitionError
from pipeline.review.attachments import LARGEST, checked


def test_the_largest_file_is_taken_and_one_byte_more_is_not() -> None:
    start = b"%PDF-"
    assert checked("a.pdf", start.ljust(LARGEST, b"0")).content_type == "application/pdf"
    with pytest.raises(TransitionError, match="10 MB"):
        checked("a.pdf", start.ljust(LARGEST + 1, b"0"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Tài liệu\\bao cao.PDF", "bao cao.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ('a<b>:"c|?.pdf', "a b c .pdf"),
        ("", "tep.pdf"),
        ("...", "tep.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie b.pdf"),
    ],
)
def test_a_name_carries_no_folder_and_no_markup(name: str, kept: str) -> None:
    assert " ".join(checked(name, b"%PDF-1.7").name.split()) == kept
