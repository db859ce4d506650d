"""Words by which the press criticises, praises, disputes and repairs, in classes that an officer understands.

General vocabulary of Vietnamese press and administration, written for this purpose. The classes follow the
grounds for attention (A1 complaint, A2 wrongdoing or failure, A3 dispute, A4 environment, A5 harm in a public
facility) and the tones. A cue after `không`, `chưa` or `chẳng` counts for a class of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from pipeline.tag.features import FloatArray, Found, Names


class Cue(StrEnum):
    """Classes of cues, in the order of the features."""

    COMPLAINT = "complaint"
    SANCTION = "sanction"
    WRONGDOING = "wrongdoing"
    NEGLECT = "neglect"
    DECAY = "decay"
    DISPUTE = "dispute"
    ENVIRONMENT = "environment"
    HARM = "harm"
    FACILITY = "facility"
    OFFICIAL = "official"
    DEMAND = "demand"
    REPAIR = "repair"
    DENIAL = "denial"
    PRAISE = "praise"
    RESCUE = "rescue"
    HELP = "help"
    ACHIEVEMENT = "achievement"
    DISCOVERY = "discovery"
    CRACKDOWN = "crackdown"
    CRIME = "crime"
    DISASTER = "disaster"
    VOICE = "voice"
    NEGATED = "negated"


_WORDS = {
    Cue.COMPLAINT: "bức xúc; phản ánh; khiếu nại; khiếu kiện; tố cáo; bị tố; kêu cứu; kêu trời; phản đối; bất bình; than phiền; phàn nàn; "
    "đơn kêu cứu; đơn tố cáo; đơn kiến nghị; dư luận; dân lo; lo lắng; hoang mang; mòn mỏi; khốn khổ; khổ sở; sống khổ; thấp thỏm; "
    "dân khổ; kêu ca; đòi; chặn xe; tụ tập; lùm xùm; xôn xao; ngỡ ngàng; oan sai; minh oan; chất vấn; vì sao; nghịch lý; "
    "khát nước; thiếu nước sạch; bao giờ; đến bao giờ; dân kêu; bị nhắc tên",
    Cue.SANCTION: "kỷ luật; kỉ luật; khiển trách; cảnh cáo; cách chức; giáng chức; đình chỉ công tác; tạm đình chỉ; buộc thôi việc; "
    "khai trừ; kiểm điểm; phê bình; rút kinh nghiệm; chấn chỉnh; điều chuyển công tác; xin từ chức; cho thôi chức; thu hồi quyết định; "
    "xử lý trách nhiệm; làm rõ trách nhiệm; xử lý cán bộ; bãi nhiệm; miễn nhiệm; truy trách nhiệm; quy trách nhiệm",
    Cue.WRONGDOING: "sai phạm; sai trái; tham ô; nhận hối lộ; đưa hối lộ; lạm quyền; lợi dụng chức vụ; thiếu trách nhiệm; thất thoát; "
    "tham nhũng; tiêu cực; gian lận; khai khống; làm khống; chiếm đoạt tiền hỗ trợ; ăn chặn; bớt xén; rút ruột; bảo kê; chống lưng; "
    "trái quy định; sai quy định; không đúng quy định; trái luật; trái thẩm quyền; bổ nhiệm sai; sai đối tượng; cấp sai; thu sai; "
    "lạm thu; vòi vĩnh; bằng giả; nâng điểm; người nhà; lợi ích nhóm; đánh dân; bắt nhầm; bức cung; nhục hình; bỏ trốn khỏi",
    Cue.NEGLECT: "chậm trễ; chậm tiến độ; ì ạch; rùa bò; tắc trách; thờ ơ; làm ngơ; buông lỏng; đùn đẩy; vô cảm; né tránh; bất lực; "
    "bế tắc; bất cập; vướng mắc; quản lý lỏng lẻo; chưa được giải quyết; chưa được chi trả; chưa nhận được; chậm chi trả; nợ lương; "
    "kéo dài nhiều năm; dở dang; dang dở; treo; bỏ hoang; bỏ không; đắp chiếu; lãng phí; chưa giải ngân; giải ngân thấp; chưa có đường; "
    "không biết; bỏ mặc; quên; lơ là; hời hợt; thiếu kiểm tra",
    Cue.DECAY: "xuống cấp; hư hỏng; nứt; nứt nẻ; sụt lún; bong tróc; ổ gà; ổ voi; kém chất lượng; hỏng; đổ sập; sập; mất an toàn; "
    "lầy lội; tan hoang; nhếch nhác; vừa làm xong; mới đưa vào sử dụng; rách nát; tạm bợ; nguy cơ đổ",
    Cue.DISPUTE: "mâu thuẫn; chưa thống nhất; trái ngược; tranh cãi; nghi vấn; nghi ngờ; uẩn khúc; khuất tất; vênh; bất thường; "
    "chưa rõ nguyên nhân; sự thật; làm rõ; xác minh; nghi; có hay không; bí ẩn; không minh bạch; thiếu minh bạch",
    Cue.ENVIRONMENT: "ô nhiễm; xả thải; hôi thối; mùi hôi; bốc mùi; cá chết; nước thải; rác thải; khói bụi; bụi mù; khai thác cát trái phép; "
    "khai thác trái phép; khai thác vàng trái phép; cát tặc; vàng tặc; lâm tặc; phá rừng; chặt phá rừng; lấn chiếm; tàn phá; đốn hạ; "
    "cưa hạ; rừng bị phá; múc cát; hút cát; khai thác khoáng sản trái phép; đãi vàng; khai thác đá; nổ mìn; xâm hại",
    Cue.HARM: "ngộ độc; tử vong; thiệt mạng; chết; đuối nước; bạo hành; đánh đập; nguy kịch; nhập viện; cấp cứu; bị thương; xâm hại tình dục; "
    "dâm ô; tai biến; sản phụ; trẻ sơ sinh; đột tử; tai nạn lao động; điện giật",
    Cue.FACILITY: "trường; trường học; học sinh; giáo viên; hiệu trưởng; bệnh viện; trung tâm y tế; trạm y tế; bệnh nhân; bác sĩ; mầm non; "
    "nhà trẻ; công viên; hồ bơi; ký túc xá; bán trú; nhà văn hóa; trại giam; cơ sở cai nghiện",
    Cue.OFFICIAL: "cán bộ; công chức; viên chức; giám đốc; phó giám đốc; chủ tịch; phó chủ tịch; bí thư; trưởng phòng; phó phòng; "
    "nguyên giám đốc; nguyên chủ tịch; lãnh đạo; đảng viên; thủ quỹ; kế toán; công an xã; trưởng thôn; cựu chủ tịch; cựu giám đốc",
    Cue.DEMAND: "yêu cầu; chỉ đạo; đề nghị; kiến nghị; vào cuộc; kiểm tra; thanh tra; kết luận thanh tra; báo cáo; giải trình; xử lý nghiêm; "
    "xử lý dứt điểm; khẩn trương",
    Cue.REPAIR: "khắc phục; sửa chữa; xin lỗi; bồi thường; hoàn trả; thu hồi; trả lại; cải chính; đính chính; giải quyết; tháo gỡ; khôi phục",
    Cue.DENIAL: "bác bỏ; phủ nhận; tin đồn; tin giả; sai sự thật; thất thiệt; bịa đặt; xuyên tạc; không có chuyện; không đúng sự thật",
    Cue.PRAISE: "khen thưởng; bằng khen; giấy khen; biểu dương; tuyên dương; ca ngợi; cảm ơn; tri ân; tấm gương; dũng cảm; nghĩa tình; "
    "tận tụy; tận tâm; vinh danh; danh hiệu; huân chương; lan tỏa; ấm lòng; xúc động; ấm áp; nghĩa cử; phấn khởi; hài lòng",
    Cue.RESCUE: "cứu sống; cứu hộ; cứu nạn; cứu được; cứu thành công; giải cứu; kịp thời cứu; ứng cứu; đưa vào bờ an toàn; cứu người; "
    "mắc kẹt; đưa về an toàn; lai dắt; vượt lũ; xuyên đêm; dầm mình; giúp dân; sơ tán dân; di dời dân; mở đường; hiến máu; phẫu thuật thành công; cứu; an toàn",
    Cue.HELP: "tiếp tế; cứu trợ; phát cơm; nấu cơm; trao quà; bàn giao nhà; trao tặng; tặng quà; tặng; hỗ trợ; chăm lo; thăm hỏi; động viên; nhận nuôi; đỡ đầu; miễn phí; nhà tình nghĩa; "
    "nhà đại đoàn kết; xóa nhà tạm; an sinh; tiếp sức; đồng hành; chắp cánh; trao sinh kế; khám bệnh",
    Cue.ACHIEVEMENT: "vượt dự toán; đạt dự toán; vượt thu; đạt kế hoạch; xếp hạng; nâng tầm; thương hiệu; cao nhất từ trước; nhất trí; khánh thành; hoàn thành; về đích; vượt kế hoạch; vượt chỉ tiêu; tăng trưởng; dẫn đầu; đạt chuẩn; khởi sắc; "
    "đổi thay; thành công; hiệu quả; thành tích; phát huy; kỷ lục; tăng cao; thoát nghèo; đổi mới; thông xe; đưa vào sử dụng; "
    "lần đầu tiên; được công nhận; công nhận; ấn tượng; chuyển biến tích cực; điểm sáng; bứt phá; thu hút",
    Cue.DISCOVERY: "khai quật; khảo cổ; nhà khảo cổ; cổ vật; mộ cổ; tàu cổ; di chỉ; di vật; hiện vật; phát lộ; niên đại; quý hiếm; "
    "loài mới; lần đầu phát hiện; bảo tồn; phục dựng; di sản; bảo vật",
    Cue.CRACKDOWN: "triệt phá; phá án; phá chuyên án; bắt giữ; bắt quả tang; khởi tố; bắt tạm giam; phát hiện; thu giữ; tạm giữ; "
    "truy bắt; mật phục; tóm gọn; lật tẩy; vạch trần; đầu thú; xử phạt; phạt; tịch thu; vây bắt",
    Cue.CRIME: "ma túy; trộm; cướp; giết người; lừa đảo; đánh bạc; buôn lậu; hung thủ; nghi phạm; đối tượng; côn đồ; hàng giả; "
    "tai nạn; va chạm; tai nạn giao thông; pháo; vũ khí; bị cáo; tuyên phạt; năm tù; cáo trạng",
    Cue.DISASTER: "bão; lũ; mưa lớn; sạt lở; ngập; áp thấp; động đất; hạn hán; lũ quét; triều cường; cháy; dịch bệnh; ổ dịch; bạch hầu",
    Cue.VOICE: "cho biết; cho hay; xác nhận; khẳng định; trao đổi với; thừa nhận; lý giải; trả lời; theo báo cáo; thông báo; công văn; "
    "văn bản; quyết định; theo ông; theo bà; nói",
}  # fmt: skip
_NEGATIONS = frozenset({"không", "chưa", "chẳng"})
PHRASES: dict[str, str] = {phrase: cue for cue, phrases in _WORDS.items() for phrase in phrases.split("; ")}
"""Class of each cue."""
_NAMES = Names(PHRASES)
_ORDER: dict[str, int] = {cue: place for place, cue in enumerate(Cue)}
WIDTH = len(Cue)


def count_cues(words: Sequence[str], found: Found | None = None) -> FloatArray:
    """Return how often each class of cue stands in `words`, in the order of `Cue`.

    Args:
        words: syllables.
        found: what of `PHRASES` stands in them, where that is known.
    """
    counts = [0.0] * WIDTH
    for start, _, label in _NAMES.find(words) if found is None else found:
        negated = not _NEGATIONS.isdisjoint(words[max(0, start - 2) : start])
        counts[_ORDER[Cue.NEGATED if negated else label]] += 1
    return np.array(counts)
