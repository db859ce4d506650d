"""What is smaller than an area and has no proper name where a sentence is about it: a plant, a school, `xã này`, `trên đảo`."""

from __future__ import annotations

import re

from pipeline.flag.guarded import Guarded
from pipeline.flag.names import UPPER, word_set
from pipeline.flag.reading import Sentence

_FIRMS = word_set("công_ty doanh_nghiệp nhà_máy cơ_sở xưởng tập_đoàn")
_ANOTHER_FIRM = re.compile(
    r" (?:khác|cùng|bên|lân cận|láng giềng|nhỏ|lớn|trong|ngoài|thứ|tư nhân|nhà nước|fdi|vừa)(?!\w)"
)
WHOLE_PROVINCE = Guarded(
    r"toàn tỉnh|cả tỉnh|trong tỉnh|(?<!\w)tỉnh (?:đã|có|còn|ghi|đạt|cấp|giải|thu|đón|đưa|ta|này)|trên địa bàn tỉnh|của tỉnh"
)
"""Words with which a sentence speaks of all the province."""
_SUBJECT_BELOW = re.compile(
    r"^[\"“‘]?(?:(?:ở|tại|giữa|trong|riêng) )?(?P<subject>(?:một )?(?:(?:chỗ|nhà|xưởng|tiệm|hãng|vườn|trại|sạp|bếp) (?:chúng |bọn |tụi )?(?:tôi|tui|em|mình)|(?:tủ|phòng|nhà|thư viện|bảo tàng|trạm|chợ|bãi|kho|quỹ|câu lạc bộ|hội|chi hội|tổ)(?: \w+){0,3} (?:xã|phường|thôn|làng|xóm|bản|buôn|trường|chùa|đình)(?= (?:có|còn|hiện|đã|mới|chỉ|đang|vừa|cũng|giữ|chứa|đón|nhận|lưu|này)(?!\w))|(?:xã|phường|thôn|làng|bản|buôn|xóm|huyện|thị trấn|khu phố|tổ dân phố) (?:này|ấy|đó|nọ|tôi|mình)|đội(?! (?:tuyển|nhà|tỉnh|quảng|kon)(?!\w))(?: \w+){1,3}(?= (?:đã|giành|có|mang|đoạt|đạt|đem|đóng góp|góp|chỉ|thu))|nhà máy|trường|trạm|công ty|tổng công ty|tập đoàn|doanh nghiệp(?! (?:trong tỉnh|của tỉnh|trên địa bàn|toàn tỉnh|cả tỉnh|quảng ngãi|kon tum))|hợp tác xã|cơ sở|xưởng|khu tái định cư|ban quản lý dự án|chủ đầu tư|nhà thầu|gói thầu|hạng mục|(?:đường|tuyến|cầu|nhánh|lối) dẫn|(?:đường|tuyến) (?:gom|nối|nhánh)|nút giao|nhịp (?:chính|dẫn|giữa)|dự án|(?:xã|phường|thôn|làng|huyện|thị trấn)(?= (?:có|còn|hiện|đã|mới|chỉ|đang|vừa|cũng)(?!\w))|bãi|kho|lô|một đơn vị|"
    r"đơn vị|cửa hàng|quán|gia đình|khoa|lớp|làng|thôn|xóm|hiện trường|giữa khu nhà|phần lãnh thổ|vùng|cảng|chuyến|hồ|hai tỉnh|"
    r"phía (?:đông|tây|nam|bắc)|bên kia|cả nước|bình quân cả nước|tây nguyên|miền trung|thế giới))(?!\w)"
)
_COMMUNE = Guarded(
    r"(?:^|(?<!xã)(?<!phường)(?<!huyện)(?<!thôn)(?<!tỉnh), )(?P<subject>xã|phường|đặc khu)(?: (?:này|ấy))? (?:đã |vừa |mới |chỉ |lại |cũng |đang |vẫn )*"
    r"(?:đón|tiếp|thu|trồng|xây|cất|làm|ghi nhận|xảy ra|giảm|tăng|huy động|giải ngân|xử lý|phát hiện|vận động|chi|nộp|đạt|thu hút|giải quyết|"
    r"cấp|tiêm|khai thác|đánh bắt|sản xuất|xuất|sơ tán|di dời|xóa|thành lập|mở)(?! (?:hội|viên)(?!\w))(?!\w)"
)
"""`Chín tháng, xã đón 41.300 lượt khách`: a commune that the article has named before."""
_SAID_BY_ONE = re.compile(
    r"[\"”],? [^.;\"“”]{0,60}(?<!\w)một (?:công ty|doanh nghiệp|nhà máy|xưởng|cơ sở|hợp tác xã|trang trại|trại|cửa hàng|khách sạn|trường|bệnh viện|trạm|chợ|xã|phường|thôn|làng)(?!\w)"
)
"""`"Chỗ này 1.125 lao động", giám đốc một công ty nói`: who speaks knows of his own house."""
_IN_A_VILLAGE = re.compile(
    rf"(?i:(?<!\w)(?:trên|ngoài|ở|tại|trong|toàn|cả|khắp) (?:đảo|vùng(?= rộng| này| có)|làng|thôn|xóm|bản|buôn|xã|phường|cù lao|chợ|cảng|bến)|(?:hồ(?: chứa)?|đập|nhà máy|trường|trạm|chợ|mỏ|xưởng|thủy điện|cơ sở|khách sạn|đơn vị|doanh nghiệp|công ty) (?:này|ấy|đó|kia))(?!\w| (?:[{UPPER}]|hội|án|thân|chất|đồ|năng|giao|luận|đảo|biển))"
)


def subject_below(sentence: Sentence) -> str:
    """Return the plant, school or plot that a sentence is about or whose head says it, or an empty text."""
    found = _SUBJECT_BELOW.match(sentence.small) or _COMMUNE.search(sentence.small)
    if found:
        return found["subject"]
    by_one = _SAID_BY_ONE.search(sentence.small) and not WHOLE_PROVINCE.search(sentence.small)
    return "một đơn vị" if by_one else ""


def is_the_firm(below: str, sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a firm without its name (`Doanh nghiệp bị phạt`), the one told before."""
    known = below.replace(" ", "_") in _FIRMS and sentence.small.startswith(below)
    return known and not _ANOTHER_FIRM.match(sentence.small, len(below))


def is_of_a_village(text: str) -> bool:
    """Tell whether words say where below the province something is without its name: an island, a market (`trên đảo`)."""
    return bool(_IN_A_VILLAGE.search(text))
