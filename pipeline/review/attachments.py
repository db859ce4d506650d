"""Files that people attach as evidence: what they are by their content, never by their name. Pure."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from pipeline.domain.errors import TransitionError
from pipeline.domain.text import clean_line

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
_KINDS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/plain": ".txt",
}
ACCEPTED = "PDF, PNG, JPEG, DOCX, XLSX, TXT"
_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_UNSEEN = {"Cf", "Co", "Cs"}
"""Categories of characters that nobody sees, such as those that turn ``fdp.exe`` into ``exe.pdf``."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that was checked."""

    name: str
    """Without folders, with the ending of its content."""
    content_type: str
    body: bytes


def checked(name: str, body: bytes) -> Attachment:
    """Return the file with its type as read from its bytes.

    Raises:
        TransitionError: it is empty, too large, of a type that is not taken, or carries macros.
    """
    if not body:
        raise TransitionError("Tệp trống hoặc chưa chọn tệp.")
    if len(body) > LARGEST:
        raise TransitionError(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB. Hãy nén hoặc tách tệp.")
    content_type = _sniffed(body)
    if content_type is None:
        raise TransitionError(f"Nội dung tệp không thuộc loại được nhận ({ACCEPTED}, không có macro).")
    ending = _KINDS[content_type]
    seen = "".join(char for char in name if unicodedata.category(char) not in _UNSEEN)
    stem = _NOT_IN_NAMES.sub(" ", clean_line(re.split(r"[\\/]", seen)[-1])).strip(". ")
    stem = re.sub(r"\.(pdf|png|jpe?g|docx|xlsx|txt)$", "", stem, flags=re.IGNORECASE)[:100]
    return Attachment(name=f"{stem or 'tep'}{ending}", content_type=content_type, body=body)


def _sniffed(body: bytes) -> str | None:
    for start, content_type in _STARTS:
        if body.startswith(start):
            return content_type
    if body.startswith(b"PK\x03\x04"):
        return _office(body)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # markup would be read as a page by whoever opens it, whatever its name says
    unseen = any(unicodedata.category(char) == "Cc" and char not in "\t\r\n" for char in text)
    return None if unseen or text.lstrip("\ufeff \t\r\n").startswith("<") else "text/plain"


def _office(body: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(body)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    for part, ending in (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx")):
        if part in names:
            return next(found for found, known in _KINDS.items() if known == ending)
    return None
