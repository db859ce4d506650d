"""What stands in and around an article without being its text: boxes by their names, lines by their words."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipeline.extract.tree import hint

NAMED = re.compile(
    r"relat(?!ive)|lien-?quan|lienquan|tin-?khac|read-?more|doc-?them|xem-?them|banner|quang-?cao|\bads?\b|advert|sponsor|"
    r"social|share|sharing|comment|binh-?luan|vote|rating|\btags?\b|keyword|tu-?khoa|breadcrumb|author|tac-?gia|byline|"
    r"\bsource|nguon|newsletter|letter\b|subscribe|toolbar|widget|weather|app-?(?:banner|download)|copyright|ban-?quyen|"
    r"footer|player|podcast|audio|survey|poll|sapo|detail-time|post-time|publish|google-?news|follow-?us|reaction|"
    r"bvlq|bv-lq|most-?(?:read|view)|tin-?(?:nong|moi)"
)
"""Names of boxes inside an article that hold no text of it."""
CAPTION = re.compile(r"caption|chu-?thich|photo|image|img|(?<![a-z])anh(?![a-z])|pcaption|cap\b")
"""Names of paragraphs below pictures."""
CAPTION_BOX = re.compile(
    r"caption|chu_?-?thich|image_?-?desc|img_?-?desc|img_?-?cap|photo_?-?author|\bpcap\b"
)
"""Names of boxes that hold a caption; `photo` and `image` also name whole photo essays, so they do not count here."""
_CREDIT = re.compile(
    r"(?<=[\s.,;()\-–])\(?(?:ảnh|nguồn ảnh|photo|video|clip|đồ họa)(?: minh họa)?\s*:\s*\S(?:(?!\.\s)[^!?]){0,45}$",
    re.IGNORECASE,
)
"""`... Ảnh: Name` at the end of a line."""
_TEASER = re.compile(
    r"^(?:>|»|►|▶|➤|\W{0,3}(?:xem thêm|xem tiếp|đọc thêm|mời xem|mời (?:quý |các )?(?:vị |bạn )?(?:độc giả|bạn đọc|khán giả|đọc|thính giả|xem)|"
    r"mời quý|tham khảo thêm|(?:các )?(?:tin|bài|video)(?:,? ?(?:tin|bài|bài viết|ảnh))? (?:liên quan|cùng chuyên mục|cùng chủ đề|mới|khác|nổi bật|đọc nhiều)\b.{0,3}$|"
    r"tin liên quan|bài liên quan|bài viết liên quan|video liên quan|bấm vào|đừng bỏ lỡ|có thể bạn quan tâm|bạn có thể quan tâm|"
    r"(?:hãy )?theo dõi .{2,60} trên (?:google|facebook|zalo|youtube|tiktok|fanpage|mạng xã hội|ứng dụng|app|kênh)|tải (?:ngay )?(?:ứng dụng|app)|quét mã|link bài gốc|lấy link|từ khóa|tags?:|chủ đề:|"
    r"(?:độc giả|bạn đọc) (?:có thể|quan tâm) (?:gửi|theo dõi|xem|liên hệ)|đăng ký (?:để )?nhận (?:bản )?tin|(?:hãy |mời bạn |mời quý vị |vui lòng )?(?:đăng nhập|đăng ký)(?: tài khoản| thành viên| ngay)? để (?:(?:đọc|xem) (?:thêm )?(?:nhiều|các)|bình luận|gửi)|chia sẻ:?$|bình luận(?: \(\d+\))?$|gửi bình luận|"
    r"mọi (?:ý kiến|đóng góp|phản hồi).{0,40}(?:gửi|xin)|hotline\s*:|ý kiến bạn đọc\W*$))",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"^\W{0,2}\d[\d.,]*\s*(?:lượt (?:xem|thích|chia sẻ|đọc)|người (?:đang )?(?:xem|đọc)|bình luận|ý kiến|views?|likes?|comments?|shares?)\W*$|"
    r"^(?:lượt xem|lượt đọc|views?)\s*:?\s*\d[\d.,]*$|^đánh giá(?: (?:bài viết|bài|tin))?\s*:.{0,60}$|^cập nhật \d+ (?:giây|phút|giờ|ngày) trước$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|bản quyền (?:thuộc|bài viết)|không sao chép|ghi rõ nguồn|vui lòng ghi nguồn|cấm sao chép|tổng biên tập:)",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"comment|binh-?luan|y-?kien|phan-?hoi|feedback|relat(?!ive)|footer|newsletter|vote|poll"
)


def is_furniture_line(text: str) -> bool:
    """Tell whether a line invites to read, follow or share something else, counts its readers, or claims copyright."""
    return bool(_TEASER.match(text) or _COUNTER.match(text)) or (
        len(text) < 400 and bool(_COPYRIGHT.search(text))
    )


def has_credit(text: str) -> bool:
    """Tell whether a line ends as captions do, in the name of a photographer after what the picture shows."""
    return len(text) <= 400 and bool(_CREDIT.search(text))


def is_outside(element: HtmlElement) -> bool:
    """Tell whether an element or one of its four nearest parents is comments, related links, a poll or a footer."""
    steps = 0
    node: HtmlElement | None = element
    while node is not None and steps < 4:
        if node.tag in {"body", "html"}:
            return False
        if node.tag in {"footer", "aside", "nav"} or _OUTSIDE.search(hint(node)):
            return True
        node, steps = node.getparent(), steps + 1
    return False


_HIDDEN = frozenset({"hidden", "hide", "sr-only", "visually-hidden", "screen-reader-text"})


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether the markup hides an element from readers."""
    style = (element.get("style") or "").replace(" ", "").lower()
    classes = frozenset((element.get("class") or "").lower().split())
    return "display:none" in style or element.get("hidden") is not None or bool(classes & _HIDDEN)
