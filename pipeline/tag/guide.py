"""Which agencies a duty officer thinks of when two things meet in one text: a bus and a crash, a child and violence.

Single words of the matter (`matters`) cannot tell that a crash of a bus is the transport department's business too.
The pairs follow the label guide and general administrative knowledge; a model weighs them, none decides by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np

from pipeline.tag.families import CLASSES, COLUMN
from pipeline.tag.features import FloatArray, Found, Names

_GROUPS = {
    "bus": "xe khách; xe giường nằm; ôtô giường nằm; ô tô khách; ôtô khách; xe buýt; tàu hỏa; tàu khách; tàu cao tốc; đường sắt; nhà xe",
    "crash": "tai nạn; tông; tông nhau; đâm; lật; va chạm; lao xuống; lao vào; lao thẳng; trật bánh; lấn làn; đối đầu; xuống vực; mất lái",
    "sea": "biển; bờ biển; bãi biển; tắm biển; vùng biển; cửa biển; ngoài khơi; hải lý; đảo; sóng; hải phận; ven biển",
    "lost": "đuối nước; mất tích; sóng cuốn; cuốn trôi; trôi dạt; dạt vào; thi thể; chìm; chìm tàu; bị nạn; gặp nạn; cứu; cứu nạn; cứu hộ; "
    "hỏng máy; thả trôi; kêu cứu; phá nước; mắc cạn; đâm chìm; bốc cháy; nổ; kẹt; mắc kẹt",
    "boat": "tàu cá; ngư dân; ghe; thuyền viên; thuyền trưởng; thuyền thúng; tàu thuyền; cảng cá; lái tàu",
    "abroad": "trung quốc; nước ngoài; malaysia; philippines; indonesia; thái lan; hàn quốc; nhật bản; đài loan; lào; campuchia; mỹ; nga; pháp; "
    "thụy điển; quốc tế; hoàng sa; đại sứ; lãnh sự; bộ ngoại giao; người phát ngôn",
    "past": "thảm sát; cựu binh; tưởng niệm; phân giới; cắm mốc; cột mốc; biên giới; đoàn khách; hữu nghị",
    "child": "bé gái; bé trai; cháu bé; em bé; trẻ em; trẻ; cháu; bé; thiếu nữ; nữ sinh; trẻ sơ sinh",
    "cruelty": "hiếp; hãm hiếp; hiếp dâm; bạo hành; đánh đập; đánh; dâm ô; xâm hại; bỏ rơi; tra tấn; hành hạ; ép; yêu râu xanh",
    "relief": "khuyết tật; mồ côi; neo đơn; bảo trợ xã hội; bệnh hiểm nghèo; hoàn cảnh khó khăn; gia đình nghèo; bất hạnh; cần giúp đỡ; cứu giúp",
    "worker": "công nhân; người lao động; lao động; giúp việc; làm thuê",
    "hardship": "tai nạn; bị thương; tử vong; nợ lương; bảo hiểm; mất việc; nghỉ việc; nổ; trợ cấp; tiền lương; thất nghiệp",
    "martyr": "liệt sĩ; liệt sỹ; hài cốt; người có công; thương binh; bà mẹ việt nam anh hùng; mẹ việt nam anh hùng; đối tượng chính sách; tiền chính sách",
    "shell": "quả bom; quả đạn; đạn pháo; đầu đạn; bom mìn; lựu đạn; mìn; sót lại sau chiến tranh; vật liệu nổ; bom bi",
    "money": "tỉ đồng; tỷ đồng; nghìn tỷ; nghìn tỉ; ngàn tỉ; ngàn tỷ; tỷ usd; tỉ usd; triệu usd; vốn; nguồn vốn; ngân sách; kinh phí; tỉ đô; tỷ đô",
    "venture": "dự án; đầu tư; nhà đầu tư; khởi công; hợp đồng bt; ppp; trung tâm; khu đô thị; khu nghỉ dưỡng; nhà công vụ",
    "growth": "tăng trưởng; grdp; kinh tế; doanh nghiệp; doanh nhân; năng lực cạnh tranh; hai con số; bứt phá; môi trường kinh doanh",
    "lottery": "vé số; xổ số; trúng số; độc đắc",
    "land": "mặt bằng; giải phóng mặt bằng; gpmb; tái định cư; thu hồi đất; đền bù; bồi thường; bàn giao đất; lô đất",
    "works": "cao tốc; tuyến đường; cầu; quốc lộ; đường; tỉnh lộ; dự án; công trình; đập dâng; khu đô thị",
    "way": "quốc lộ; tỉnh lộ; tuyến đường; đường; cầu; giao thông; cao tốc; đèo; taluy",
    "broken": "sạt lở; chia cắt; cô lập; xuống cấp; hư hỏng; nứt; tê liệt; đá rơi; vùi lấp; ách tắc; sụt lún; ổ gà; nắp cống",
    "storm": "bão; lũ; mưa lớn; mưa lũ; ngập; lốc; lốc xoáy; tố lốc; mưa đá; sét đánh; bị sét đánh; triều cường; hạn hán; khô hạn; động đất; giông",
    "staff": "giáo viên; công chức; viên chức; cán bộ; giám đốc; phó giám đốc; chủ tịch; phó chủ tịch; lãnh đạo; nhân sự",
    "posts": "thi tuyển; tuyển dụng; bổ nhiệm; biên chế; xét tuyển; nâng lương; cách chức; kỷ luật; nghỉ hưu; kỷ luật công vụ; bầu; giữ chức; "
    "luân chuyển; dôi dư; bằng cấp; thôi việc; phúc khảo; nghỉ hưu trước tuổi",
    "youth": "thanh niên; đoàn thanh niên; tuổi trẻ; tỉnh đoàn; cơ sở đoàn",
    "plant": "nhà máy; lọc dầu; lọc hóa dầu; thép; thủy điện; điện mặt trời; điện gió; luyện quặng; năng lượng; công nghiệp; xăng dầu",
    "power": "điện lực; ngành điện; lưới điện; đưa điện; cấp điện; mất điện; cúp điện; pc; evn; evncpc; đường dây điện",
    "trade": "thương lái; rớt giá; lao dốc; tiểu thương; chợ; giá cau; giá; tiêu thụ; thu mua; khu phố đêm; phố đêm",
    "farm": "nông sản; cau; lúa; keo; sâm; chè; heo; cá nuôi; lồng bè; vụ mùa; nông dân; cây trồng; dược liệu",
    "filth": "xả thải; nước thải; ô nhiễm; cá chết; bốc mùi; xả nước thải; hôi thối; mùi hôi; rác",
    "pupil": "học sinh; trường; lớp; giáo viên; thí sinh; nữ sinh; học bổng; khai giảng; hiệu trưởng",
    "shore": "du lịch; du khách; tắm biển; khu du lịch; điểm đến; bãi biển đẹp",
    "hurt": "bị thương; nhập viện; cấp cứu; nguy kịch; bệnh viện; trung tâm y tế; trạm y tế; bệnh nhân; sản phụ; phơi nhiễm",
    "wild": "quý hiếm; động vật hoang dã; sách đỏ; voọc; sếu; cá thể; khỉ; rừng",
    "data": "an toàn thông tin; dữ liệu số; chuyển đổi số; an ninh mạng; phủ sóng; viễn thông; công nghệ thông tin; trí tuệ nhân tạo",
    "name": "chỉ dẫn địa lý; sở hữu trí tuệ; nhãn hiệu; thương hiệu",
    "court": "tòa; tòa án; tuyên; tuyên phạt; bị cáo; xét xử; phúc thẩm; sơ thẩm; năm tù; hầu tòa; hội đồng xét xử",
    "peoples": "đồng bào; xơ đăng; giẻ triêng; ba na; dân tộc thiểu số; già làng; làng; dân tộc; hrê; cor",
    "centre": "thủ tướng; phó thủ tướng; chính phủ; chủ tịch nước; quốc hội; tổng bí thư; bộ trưởng; thường trực chính phủ; đoàn công tác",
    "visit": "làm việc; thăm; thăm và làm việc; kết luận; thông báo; đồng ý; nhất trí; cơ chế đặc thù; định hướng; chỉ đạo",
    "police": "công an; cảnh sát; csgt; khởi tố; bắt giam; tạm giam; bắt quả tang; điều tra",
}  # fmt: skip
_RULES: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (("bus", "crash"), ("gtvt", "congan"), ("xaydung+", "congan")),
    (("crash", "hurt"), ("congan", "yte"), ("congan", "yte")),
    (("sea", "lost"), ("bdbp",), ("bdbp",)),
    (("boat", "lost"), ("bdbp", "nnptnt"), ("bdbp", "nnmt")),
    (("boat", "abroad"), ("ngoaivu", "bdbp"), ("ngoaivu", "bdbp")),
    (("past", "abroad"), ("ngoaivu",), ("ngoaivu",)),
    (("child", "cruelty"), ("ldtbxh", "congan"), ("yte", "congan")),
    (("relief",), ("ldtbxh",), ("yte",)),
    (("worker", "hardship"), ("ldtbxh",), ("noivu+",)),
    (("martyr",), ("ldtbxh", "bchqs"), ("noivu+", "bchqs")),
    (("shell",), ("bchqs",), ("bchqs",)),
    (("money", "venture"), ("khdt", "taichinh"), ("taichinh+",)),
    (("growth",), ("khdt",), ("taichinh+",)),
    (("lottery",), ("taichinh",), ("taichinh+",)),
    (("land", "works"), ("tnmt",), ("nnmt",)),
    (("way", "broken"), ("gtvt",), ("xaydung+",)),
    (("way", "storm"), ("gtvt",), ("xaydung+",)),
    (("storm",), ("nnptnt",), ("nnmt",)),
    (("staff", "posts"), ("noivu",), ("noivu+",)),
    (("youth",), (), ("noivu+",)),
    (("plant", "venture"), ("congthuong",), ("congthuong+",)),
    (("plant", "filth"), ("congthuong", "tnmt"), ("congthuong+", "nnmt")),
    (("power",), ("congthuong",), ("congthuong+",)),
    (("trade", "farm"), ("congthuong", "nnptnt"), ("congthuong+", "nnmt")),
    (("filth", "police"), ("tnmt", "congan"), ("nnmt", "congan")),
    (("pupil", "lost"), ("gddt", "congan"), ("gddt", "congan")),
    (("pupil", "storm"), ("gddt",), ("gddt",)),
    (("pupil", "way"), ("gtvt", "gddt"), ("xaydung+", "gddt")),
    (("pupil", "posts"), ("gddt", "noivu"), ("gddt", "noivu+")),
    (("shore", "storm"), ("vhttdl",), ("vhttdl",)),
    (("hurt", "police"), ("yte",), ("yte",)),
    (("wild",), ("kiemlam",), ("kiemlam",)),
    (("data",), ("ttt", "khcn"), ("khcn+",)),
    (("name",), ("khcn",), ("khcn+",)),
    (("court",), ("toaan",), ("toaan",)),
    (("peoples",), ("bandantoc",), ("dttg",)),
    (("centre", "visit"), ("ubnd",), ("ubnd",)),
)
"""Groups that must all be in a text, and the classes they speak for: before the mergers of 2025, after them."""
_DECIDES = re.compile(
    r"(?:Quảng Ngãi|Kon Tum)\s+(?:sẽ |đã |vừa |tính |cùng |lại |muốn )?(?:thống nhất|đề xuất|kiến nghị|chấp thuận|phê duyệt|quyết định|yêu cầu|"
    r"ban hành|thành lập|kiện toàn|giao|chỉ đạo|trình|thông qua|tháo gỡ|đồng ý|xin|cho phép|điều chỉnh|ra tối hậu thư|thu hồi|công bố|phê bình|"
    r"đề nghị|xây dựng|triển khai|đặt mục tiêu|họp)\b"
)
"""The province itself as the one that decides or asks: the provincial committee."""
LEAD = 150
"""Syllables of the body that still tell what it is about."""


def _labels() -> dict[str, str]:
    """Return every phrase with the groups it belongs to, joined by a bar."""
    groups: dict[str, list[str]] = {}
    for group, phrases in _GROUPS.items():
        for phrase in phrases.split("; "):
            groups.setdefault(phrase, []).append(group)
    return {phrase: "|".join(names) for phrase, names in groups.items()}


PHRASES = _labels()
_NAMES = Names(PHRASES)
_NEEDED = [frozenset(needed) for needed, _, _ in _RULES]
_PLACES = [
    tuple([COLUMN[name] for name in names] for names in (before, after)) for _, before, after in _RULES
]


def groups_in(words: Sequence[str]) -> frozenset[str]:
    """Return which groups of words stand in a text."""
    return groups_of(_NAMES.find(words))


def groups_of(found: Found) -> frozenset[str]:
    """Return the groups of what of `PHRASES` stands in a text."""
    return frozenset(group for _, _, label in found for group in label.split("|"))


def groups_in_lead(words: Sequence[str], found: Found) -> frozenset[str]:
    """Return which groups stand in the first `LEAD` words of a body, of which is known what stands in it as a whole."""
    inside = [hit for hit in found if hit[1] <= LEAD]
    # Where a phrase goes beyond the end, a shorter one may stand before it.
    cut = [_NAMES.find(words[start:LEAD]) for start, end, _ in found if start < LEAD < end]
    return groups_of([*inside, *chain(*cut)])


def thought_of(groups: frozenset[str], *, merged: bool) -> FloatArray:
    """Return how many pairs of a text speak for each class; `merged`: the departments of 2025 are in place."""
    counts = [0.0] * len(CLASSES)
    for needed, places in zip(_NEEDED, _PLACES, strict=True):
        if needed <= groups:
            for column in places[merged]:
                counts[column] += 1
    return np.array(counts)


def decides(title: str, sapo: str) -> bool:
    """Tell whether headline or sapo has the province itself decide, propose or ask."""
    return bool(_DECIDES.search(title) or _DECIDES.search(sapo))
