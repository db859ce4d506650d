"""Agencies named in an article: which one, in which role, alive on the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.domain.agencies import AREA_KINDS, Agencies
from pipeline.domain.matcher import Match, NameMatcher
from pipeline.domain.records import AgencyRole, Article, Field
from pipeline.tag.province import OTHER, Province, ProvinceReader

_SPEAKS = re.compile(
    r"^[^.!?\n]{0,90}?\b(?:cho biết|cho hay|thông tin|xác nhận|khẳng định|nói|trả lời|phát biểu|nhấn mạnh|báo cáo|thừa nhận|"
    r"lý giải|giải thích|đánh giá|kết luận|thông báo|chia sẻ|trao đổi|khuyến cáo|phân trần|bày tỏ)\b"
)
"""Like the others here a pattern over small letters, several of which are asked of one piece of text."""
_ACCORDING = re.compile(
    r"(?:\btheo|\btin từ|\bnguồn tin từ|\bbáo cáo (?:của|từ)|\bthông tin từ|\bthông báo của|\bvăn bản (?:của|số)|\btrả lời của|"
    r"\bkết luận của|\bquyết định của|\bthống kê của|\bsố liệu (?:của|từ))\s[^.!?\n]{0,50}$"
)
_CHARGED = re.compile(
    r"(?:\byêu cầu|\bgiao|\bđề nghị|\bkiến nghị|\bchỉ đạo|\bthuộc (?:trách nhiệm|thẩm quyền)|\btrách nhiệm của|\bdo)\s[^.!?\n]{0,30}$"
)
_CEREMONY = r"(?:buổi|lễ|hội|họp|cuộc|kỳ|khai)"
_STANDS_BY = re.compile(
    rf"^[^.!?;:\n]{{0,20}}?\b(?:dự|(?:có mặt|tham dự|đến dự|cùng dự|chứng kiến)\b[^.!?;:\n]{{0,12}}?) {_CEREMONY}\b"
)
"""After an agency that is a guest at the ceremony of another one; to be at the scene of a crash is another matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMention:
    """An agency named in the text, as of the article's date."""

    agency_id: str
    named_id: str
    """The agency whose name was used; another one when the name is outdated."""
    field: Field
    start: int
    end: int
    qualified: bool
    """The province stands beside the name, or the name belongs to one agency only."""
    role: AgencyRole
    has_marks: bool
    stands_by: bool = False
    """It is a guest: present, not responsible."""

    @property
    def is_outdated(self) -> bool:
        """Tell whether the name belongs to an agency that was gone on the day."""
        return self.agency_id != self.named_id


class MentionReader:
    """The names of the agency register compiled for reading."""

    def __init__(self, agencies: Agencies, provinces: ProvinceReader) -> None:
        self._agencies = agencies
        self._provinces = provinces
        self._matcher = NameMatcher(
            (name, agency.id)
            for agency in agencies
            for name in agency.names
            if agency.kind not in AREA_KINDS or " " in name
        )

    def read(self, article: Article, province: Province, on: date) -> tuple[AgencyMention, ...]:
        """Return the agencies of our provinces named in an article dated `on`, in reading order.

        A name without province belongs to the article's own province; beside another province's name it is none
        of ours. A name whose bearer is gone stands for its successors.
        """
        mentions: list[AgencyMention] = []
        for field in Field:
            text = article.text(field)
            for match in self._matcher.find(text):
                mentions.extend(self._mentions(match, field, text, province, on))
        return tuple(mentions)

    def _mentions(
        self, match: Match, field: Field, text: str, province: Province, on: date
    ) -> list[AgencyMention]:
        beside = self._provinces.beside(text, match.end)
        home = beside or province.id
        if beside == OTHER or home is None:
            return []
        own = [key for key in match.keys if self._agencies.get(key).province == home] or (
            list(match.keys) if beside is None else []
        )
        named = [key for key in own if self._agencies.get(key).is_alive(on)] or own
        role = _role(text, match)
        stands_by = bool(_STANDS_BY.match(text[match.end : match.end + 70].lower()))
        found: dict[str, AgencyMention] = {}
        for key in named:
            for living in self._agencies.living(key, on):
                found.setdefault(
                    living,
                    AgencyMention(
                        agency_id=living,
                        named_id=key,
                        field=field,
                        start=match.start,
                        end=match.end,
                        qualified=beside is not None or len(match.keys) == 1,
                        role=role,
                        has_marks=match.has_marks,
                        stands_by=stands_by,
                    ),
                )
        return list(found.values())


def _role(text: str, match: Match) -> AgencyRole:
    """Return what the agency does in its sentence: speaks or is cited, is charged with something, or is only named."""
    before = text[max(0, match.start - 60) : match.start].lower()
    if _ACCORDING.search(before) or _SPEAKS.match(text[match.end : match.end + 130].lower()):
        return AgencyRole.QUOTED
    if _CHARGED.search(before):
        return AgencyRole.RESPONSIBLE
    return AgencyRole.MENTIONED
