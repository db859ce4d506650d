"""Vietnamese words for the codes of the records: the one bridge from code to what officials read."""

from __future__ import annotations

from pipeline.domain.facts import FactKind
from pipeline.domain.records import FailureKind, Field, LetterKind, OutcomeKind, Signal, Tone

SIGNAL_LABELS = {
    Signal.FIGURE: "Số liệu khác số chính thức",
    Signal.PERSON: "Tên hoặc chức danh không khớp",
    Signal.OUTDATED_UNIT: "Tên cơ quan, đơn vị đã thay đổi",
    Signal.NO_OFFICIAL_VOICE: "Chưa có ý kiến của cơ quan",
    Signal.ANONYMOUS_ONLY: "Chỉ có nguồn tin giấu tên",
    Signal.HEADLINE: "Tít không khớp nội dung",
    Signal.DOCUMENT: "Dẫn văn bản không đúng",
    Signal.VERDICT: "Quy kết khi chưa có bản án",
    Signal.CORRECTED_COPY: "Đăng lại bài đã cải chính",
    Signal.OUTLETS_DISAGREE: "Các báo đưa tin khác nhau",
    Signal.EVENT: "Sai thời gian hoặc địa điểm",
}

KIND_LABELS = {
    FactKind.FIGURE: "Số liệu",
    FactKind.ROSTER: "Người giữ chức vụ",
    FactKind.EVENT: "Sự kiện",
    FactKind.DOCUMENT: "Văn bản",
}

LETTER_LABELS = {
    LetterKind.RESPONSE: "Đề nghị đăng, phát ý kiến phản hồi",
    LetterKind.CORRECTION: "Yêu cầu cải chính, xin lỗi",
}

OUTCOME_LABELS = {
    OutcomeKind.CORRECTED: "Đã cải chính",
    OutcomeKind.CORRECTION_INCOMPLETE: "Cải chính chưa đầy đủ",
    OutcomeKind.SILENT_EDIT: "Đã sửa nhưng không cải chính",
    OutcomeKind.REMOVED: "Đã gỡ bài",
    OutcomeKind.UNCHANGED: "Chưa thay đổi",
    OutcomeKind.NOT_COMPARABLE: "Chưa so sánh được",
}

TONE_LABELS = {Tone.NEGATIVE: "Phản ánh, phê bình", Tone.NEUTRAL: "Trung tính", Tone.POSITIVE: "Tích cực"}

FIELD_LABELS = {Field.TITLE: "Tít", Field.SAPO: "Sa-pô", Field.BODY: "Nội dung"}

FAILURE_LABELS = {
    FailureKind.NOT_FOUND: "địa chỉ không còn",
    FailureKind.REFUSED: "báo từ chối truy cập",
    FailureKind.RATE_LIMITED: "báo yêu cầu truy cập thưa hơn",
    FailureKind.SERVER_ERROR: "máy chủ của báo gặp lỗi",
    FailureKind.TIMEOUT: "quá thời gian chờ",
    FailureKind.CONNECTION: "không kết nối được",
    FailureKind.TLS: "chứng thư bảo mật không hợp lệ",
    FailureKind.REDIRECT_LOOP: "chuyển hướng vòng",
    FailureKind.MOVED_DOMAIN: "đã chuyển sang tên miền khác",
    FailureKind.PRIVATE_ADDRESS: "trỏ về địa chỉ nội bộ, đã chặn",
    FailureKind.TOO_LARGE: "dữ liệu quá lớn",
    FailureKind.CHALLENGE: "báo yêu cầu xác nhận không phải máy",
    FailureKind.NOT_A_FEED: "không phải nguồn tin RSS",
    FailureKind.BROKEN_FEED: "nguồn tin hỏng, không đọc được",
    FailureKind.EMPTY_FEED: "nguồn tin trống",
}
