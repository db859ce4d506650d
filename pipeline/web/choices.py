"""The decisions as the form offers them, in the order of their keys, and the grounds for holding."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.records import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the decisions: its key, what the officer reads, and which part of the form it needs."""

    key: str
    verdict: Verdict
    label: str
    hint: str
    needs: str = ""
    """``passages``, ``agency`` or ``ground``; empty when a note is enough."""


CHOICES = (
    Choice(
        key="1",
        verdict=Verdict.ACCURATE,
        label="Chính xác, không phải xử lý",
        hint="Kết thúc vụ việc.",
    ),
    Choice(
        key="2",
        verdict=Verdict.ACCURATE_ACT,
        label="Chính xác, cần xử lý hoặc trả lời",
        hint="Cơ quan xử lý việc báo nêu; không gửi phản hồi, không yêu cầu cải chính.",
    ),
    Choice(
        key="3",
        verdict=Verdict.INCOMPLETE,
        label="Chưa đầy đủ, đề nghị đăng phản hồi",
        hint="Cần đánh dấu ít nhất một câu.",
        needs="passages",
    ),
    Choice(
        key="4",
        verdict=Verdict.FALSE,
        label="Sai sự thật, yêu cầu cải chính",
        hint="Cần ít nhất một câu và một căn cứ.",
        needs="passages",
    ),
    Choice(
        key="5",
        verdict=Verdict.OTHER_AGENCY,
        label="Thuộc cơ quan khác",
        hint="Chuyển vụ việc; ở đây kết thúc.",
        needs="agency",
    ),
    Choice(
        key="6",
        verdict=Verdict.NOT_DISCLOSABLE,
        label="Chưa được cung cấp thông tin",
        hint="Tạm giữ, nêu căn cứ pháp luật.",
        needs="ground",
    ),
)
BY_VERDICT = {choice.verdict.value: choice for choice in CHOICES}

SNOOZE_REASONS = (
    "Chờ đơn vị liên quan cung cấp thông tin",
    "Chờ kết quả kiểm tra, xác minh thực tế",
    "Chờ ý kiến lãnh đạo",
    "Theo dõi thêm, báo còn tiếp tục đưa tin",
)
"""What officers put a case off for most; any other reason can be written."""

GROUND_KEYS = "abcd"
"""The points of khoản 2 as the law numbers them; on the keyboard as well."""
GROUNDS = (
    "Thông tin thuộc bí mật nhà nước, bí mật của Đảng, bí mật đời tư",
    "Vụ án đang điều tra hoặc chưa xét xử",
    "Vụ việc đang thanh tra chưa có kết luận, đang giải quyết khiếu nại, tố cáo hoặc tranh chấp",
    "Chủ trương, chính sách đang soạn thảo, chưa được phép công bố",
)
"""Cases in which an agency may refuse information (Luật Báo chí 2016, khoản 2 Điều 38; Luật Báo chí 2025, khoản 2 Điều 31)."""
