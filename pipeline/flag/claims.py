"""What an article claims with a number: the quantity, of what, where, for when, and whether it is told as a result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.domain.records import Field
from pipeline.domain.text import unify_tone
from pipeline.flag.guarded import Guarded
from pipeline.flag.implied import is_added, said_by_unit, said_by_verb
from pipeline.flag.indicators import FUNCTION_WORDS, Indicator, Zones
from pipeline.flag.names import UPPER, Name, is_in_capitals, word_set
from pipeline.flag.periods import Period, PeriodKind
from pipeline.flag.quantities import Quantity, lower
from pipeline.flag.reading import Reading, Sentence, Zone, words_of
from pipeline.flag.times import carried_on, nearest, times_of
from pipeline.flag.units import SHARES, counting_word

_SIGNS_AT_END = re.compile(r"[^\w:]+$")
_RIGHT_END = re.compile(r"[,;:.…]|(?<!\w)(?:trong đó|trong khi|còn|tức)(?!\w)")
"""Where what stands behind a number is no longer said of it."""
_TIME_NOUNS = word_set("tháng năm ngày tuần quý lần đêm buổi giây đời thế lúc tiếng mùa phần thứ")
_PLAN = Guarded(
    r"(?<!sở )(?<!phòng )(?<!ban )kế hoạch(?! hóa)|chỉ tiêu|quyết tâm|đặt ra|giao chỉ tiêu|lộ trình|định hướng|tiến tới|vươn tới|hy vọng|mong muốn|nhắm (?:tới|đến)|dự định|tham vọng|cần (?:đạt|đưa|giải ngân|hoàn thành)|nhiệm vụ năm|mục tiêu(?! quốc gia)|dự toán|phấn đấu|dự kiến|đặt đích|cái đích|quy hoạch|dự báo|đề xuất|phương án|hướng đến|hướng tới|"
    r"cam kết|kỳ vọng|(?:được|đã|tỉnh|trên|mới|trung ương|chính phủ|thủ tướng|hđnd|quốc hội) giao(?! được| xong| thông| thừa| dịch| khoán| rừng| đất| nhận| hàng| ban| lưu| cho)|(?<!\w)sẽ (?:lên|đạt|có|còn|nâng|tăng)|muốn (?:đạt|tăng|nâng|đưa|có|thu|giảm|kéo|hoàn thành|đón)|(?<!\w)(?<!vắc )(?<!vắc-)(?<!vác )xin(?! (?:nghỉ|thôi|lỗi|ra|tạm|rút|giải thể|ngừng|dừng|chuyển|về|vào|học|việc|phép|ý kiến|nêu|được|giấu|không|đừng|chữ))(?!\w)|nếu tính|(?<!\w)(?<!về )đích(?!\w)|phải (?:đạt|tăng|giảm|hoàn thành|giải ngân|thu(?! hồi))|(?:theo|trong|so với) thiết kế|(?<!\w)thiết kế (?:có |gồm |là |với |cho )*$|yêu cầu đạt|(?<!\w)để (?:cả năm |năm nay )?(?:đạt|hoàn thành|về đích|cán)"
)
_BEYOND_PLAN = re.compile(r"(?<!\w)vượt(?: quá)? (?:kế hoạch|chỉ tiêu|định mức|mục tiêu|dự toán)(?!\w)")
"""`trả về 42 người vì vượt chỉ tiêu`: what is beyond a plan is none."""
_OF_THE_PLAN = re.compile(
    r"(?<!\w)(?:trong|trên|so với|theo) (?:tổng )?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?: \w+){0,2} $"
)
"""`1.280 trong kế hoạch 2.100 căn`: the words between belong to the second number."""
_PART = Guarded(
    r"trong đó|trong số|trong (?:các|những) (?!tháng|năm|ngày|quý|tuần|kỳ|xã|phường|địa|khu|tỉnh|làng|bản|thôn|buôn|nhà|gia đình|cộng đồng|trường|bệnh|cơ sở|lĩnh)|(?<!\w)(?<!không )(?<!chẳng )(?<!đâu )riêng(?! gì)(?!\w)|còn lại|chủ yếu|(?:bao )?gồm|bình quân|trung bình|(?<!\w)mỗi(?!\w)|từng(?! ấy| này| đó)|nhiều nhất|"
    r"vụ (?:đông xuân|hè thu|thu đông|xuân hè|mùa)|dẫn đầu|(?<!\w)đoạn(?!\w)|hạng mục|chặng|(?<!\w)phần (?:đã|đang|được|chưa|còn)(?!\w)|ít nhất|tách theo|chiếm(?! (?:đoạt|dụng|giữ|lĩnh|hữu|đóng)(?!\w))|số chỉ|một mình|mất trắng|(?:gieo|trồng|cấy|dựng|sửa|lợp|trả|thả) lại|giải cứu"
)
_AMONG = re.compile(r"(?<!\w)(?:trong|nằm trong|thuộc) (?:tổng )?số (?:hơn |gần |khoảng |ngót |trên )?$")
_APART = re.compile(r"(?<!\w)riêng (?P<what>\w+(?: \w+){0,2})")
_KINDS_OF_PLACES = word_set("cao nguyên xã phường huyện đặc khu đảo thành phố thị vùng tỉnh")
_OF_ALL = word_set("toàn cả tỉnh các những tổng số")
_HAS_IN_ALL = re.compile(r"(?<!\w)(?:bao )?gồm(?: (?:có|cả|hơn|gần|khoảng|chừng|trên|ngót|tổng cộng))* $")
"""`Danh sách gồm 1.486.250 người`: all that there are, where no number stands before."""
_DEEPER = re.compile(
    r"(?: \w+){0,4} (?:ngập|sâu|cao|dài|rộng|nước)(?: \w+){0,2}? (?:trên|hơn|quá|tới|đến|từ|dưới) "
)
_OF_WHICH = re.compile(r"trong đó(?:,? (?:có|là|gồm))* $")
_OF_WHICH_FIRST = re.compile(r"trong đó(?!\w)")
_ENDED = re.compile(r"\W*(?:[,.;]|$)")
_SOME_OF_THEM = Guarded(
    r"(?:chủ đầu tư|đơn vị|địa phương|ngành|xã|phường|huyện|trường|nơi) (?:có|đạt|mới đạt) (?:tỷ lệ|tỉ lệ)[^.;]{0,20}$"
    r"|(?:\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|nhiều|những|các|một số) (?:chủ đầu tư|đơn vị|địa phương|sở|ngành|xã|phường|dự án|trường|doanh nghiệp|ban quản lý)"
    r" (?:có |đạt |mới |chỉ |chưa |còn |giải ngân |thực hiện |hoàn thành |dưới |trên |hơn |được |vượt |tỷ lệ |thấp ){1,5}$"
)
"""`bốn chủ đầu tư có tỷ lệ dưới`: some of those that make up the whole."""
_A_SHARE_OF = re.compile(
    r"(?<!\w)(?:phần (?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|một nửa|quá nửa|non nửa|%|phần trăm) (?:trong )?(?:tổng )?số [^.;\d]{0,40}"
    r"(?:,|-|–|\() ?(?:tức|nghĩa|tương đương|khoảng|ứng)(?: (?:là|với|gần|hơn|khoảng))* $"
)
"""`Một phần ba số bệnh nhân, tức 428 ca`: a part, told twice."""
_RISEN_FROM = re.compile(r"(?<!\w)(?:tăng|giảm|gấp)(?!\w)[^.;\d]{0,40}(?<!\w)từ (?:mức )?$")
"""`số heo tiêu hủy tăng gấp ba, từ 2.640 con`: what it was before."""
_PAPER = re.compile(r"kết luận|báo cáo|thông báo|quyết định|văn bản|cáo trạng|bản án|biên bản|hồ sơ")
_FIRMS = word_set("công_ty doanh_nghiệp nhà_máy cơ_sở xưởng tập_đoàn")
_ANOTHER_FIRM = re.compile(
    r" (?:khác|cùng|bên|lân cận|láng giềng|nhỏ|lớn|trong|ngoài|thứ|tư nhân|nhà nước|fdi|vừa)(?!\w)"
)
_OF_THESE = re.compile(r"(?:^|[.;] ?)trong (?:số |tổng số )?$")
"""`Trong 9.376 nhà đã xóa, có 1.882 nhà`: what follows is a part of the first number."""
_STRETCH = re.compile(
    r"(?<!\w)(?:có|còn) \|,? ?(?:đi |chạy |nằm |băng |chưa |bị |đang )*(?:qua|trong|trên|thuộc|trùng|hư|xuống|chưa|bị)(?!\w)"
)
"""`tuyến đường có 4,2 km qua rẫy`: a stretch of it."""
_PART_BEHIND = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:còn lại|khác(?! (?:bị |còn )?(?:thương|mất tích))|đầu tiên|nữa|như vậy)(?!\w)"
)
_CHANGE = re.compile(
    r"(?:(?:công nhận|thành lập|kết nạp|xếp hạng|tuyển) mới|tăng|giảm|nhích(?: lên)?|tụt|(?<!cộng )thêm|bớt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|chênh|lệch|rút ngắn|hơn kém)(?: (?:tương|tuyệt) đối)?(?: (?:so với )?(?:cùng kỳ|(?:cuối |đầu )?năm)(?: năm)?(?: (?:trước|ngoái|20\d\d))?)?(?: (?:tới|đến|gần|hơn|khoảng|thêm|được|chừng|xấp xỉ|trên|ngót|non))* $"
)
_CHANGE_TO_LEVEL = re.compile(r"(?:tăng lên|giảm còn|giảm xuống|lên tới|lên đến|xuống còn)(?: \w+)? $")
_LARGER = re.compile(
    r"(?<!đầu )(?<!nhất )(?<!nhì )(?<!ba )(?<!với )(?<!hơn )(?<!trong )(?<!so )(?<!\w)(?:cả nước|toàn quốc|toàn cầu|thế giới|toàn vùng|các tỉnh)(?!\w)"
)
"""`tỷ lệ của cả nước là`; not `đứng đầu cả nước với`, `cao hơn cả nước`."""
_SO_FAR = re.compile(
    r"(?<!\w)(?:đã|mới|vừa|chỉ|đang)(?: \w+)? (?:hoàn thành|hoàn tất|thi công|đắp|đổ|lắp|dựng|đóng|ép|đúc|cấp|tích|chứa|làm|xây|rải|thảm|đào|nạo vét|giải phóng|bàn giao|giải ngân|nghiệm thu|thanh toán|chi)(?: được| xong)?(?!\w)|(?<!\w)(?:thi công|đắp|lắp|rải|thảm|đào|nạo vét|bàn giao|nghiệm thu|hoàn thành) (?:được|xong)(?! (?:toàn bộ|tất cả))(?!\w)|(?<!\w)(?:tích|trữ|chứa) được(?!\w)|(?<!\w)(?:chạy|bơm|phát)(?: được)? $"
)
_WHEN_FULL = re.compile(r"(?<!\w)(?:khi|lúc) (?:tích |chứa |nước )?đầy(?!\w)")
_OF_PLAN = re.compile(r"^ ?(?:so với |tổng )?(?:kế hoạch|dự toán|chỉ tiêu)")
_WHOLE_PROVINCE = Guarded(
    r"toàn tỉnh|cả tỉnh|trong tỉnh|(?<!\w)tỉnh (?:đã|có|còn|ghi|đạt|cấp|giải|thu|đón|đưa|ta|này)|trên địa bàn tỉnh|của tỉnh"
)
_PROVINCE_AT_ALL = re.compile(
    r"(?:toàn|cả|khắp) tỉnh|(?<!\w)tỉnh (?:đã |đón |có |thu |ta )|(?:^|,) ?quảng ngãi"
)
_ATTRIBUTION = Guarded(
    r"^.{0,90}?(?<!\w)(?<!tiếng )(?<!được )(?<!bị )(?:cho biết|cho hay|nói|khẳng định|thông tin|cho rằng|thống kê|báo cáo|công bố|nêu|thông báo|nhắc lại|nhớ lại|dẫn số liệu|nhẩm tính|xác nhận|chia sẻ|thừa nhận|kể)(?: rằng)?,? "
)
_SPEAKER = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|già|cụ|theo|sở|ban|bộ|cục|công an|ubnd|hđnd|ủy ban|phòng|trung tâm|thanh tra|hội|viện|trạm|giám đốc|chủ tịch|bí thư|phó|trưởng|đại diện|lãnh đạo|người|tỉnh|ngành|cơ quan|tòa|bản án|quảng ngãi|kon tum|thượng tá|đại tá|trung tá|thiếu tá|chủ)(?!\w)"
)
"""Who may say something; a province that counts for itself (`Đắk Lắk cũng vừa thống kê`) is the place of the number."""
_AGENCY = Guarded(
    r"(?<!\w)(?:(?<!cơ )(?<!trụ )sở|ubnd|hđnd|ủy ban nhân dân|công an|ban quản lý|ban(?! (?:hành|đầu|ngày|đêm|phát))|(?<!cán )(?<!toàn )(?<!nội )(?<!đồng )(?<!tiến )bộ(?! đội)|"
    r"(?<!nổi )(?<!bố )cục|chi cục|tổng cục|thanh tra|(?<!tập )đoàn|(?<!xã )(?<!lễ )(?<!ngày )(?<!cơ )(?<!đại )(?<!tuần )hội|trung tâm|"
    r"(?<!tiêm )(?<!dự )(?<!biên )(?<!quốc )(?<!giải )phòng(?! (?:học|bệnh|chống|ngừa|cháy|trọ|khám|dịch|dại|ở|bỏng))|tỉnh ủy|liên minh|kiểm lâm)(?!\w)"
    r"(?:[^,.;:0-9]*?(?=[,.;:]|$| (?:cho|có|đã|tỉnh|ghi|thống|nêu|đặt|là|phát|giao|cấp))"
    r"|(?:(?!(?:xã|phường|đặc khu|huyện)(?!\w))[^,.;:0-9])*?(?= (?:về|trong|hồi|hôm) ))"
)
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
_PLACED = re.compile(r"(?:(?<!\w)(?:ở|tại|của|riêng|từ|về|như|với|là|và|hay)|,) $")
_TITLED = word_set(
    "nhà quyết nghị chỉ luật thông kế đại hội thể giải bộ ban văn đảng quốc chính trung mặt đoàn tết mùa bình chương đề hiến nông y "
    "lễ liên báo tờ bản công chủ tổng viện tòa sở ủy khu huy cờ bằng huân du kết cụm đài bảo phòng quỹ hệ trường trung đề ngành kè"
)
"""Syllables that begin a common noun which is written with a capital."""
_POST = re.compile(
    r"(?:phó )?(?:tổng )?(?:giám đốc|chủ tịch|bí thư|chánh văn phòng|chi cục trưởng|cục trưởng|trưởng (?:ban|phòng|đoàn))(?!\w)"
)
"""A post at the head of a sentence, of which `Phó Giám` is written large: it says neither where nor of whom."""
_FAMILIES = word_set(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý mai đinh trịnh lương thái tạ tô tôn trương đào lưu lâm phùng "
    "châu kiều quách hà cao vương tăng mạc giáp nông hứa tống lục nghiêm ung diệp doãn lã liêu mã nhữ ngụy phí sầm tiêu thân triệu tưởng vi "
    "lò quàng đàm bạch cung dư giang cổ khổng"
)
"""Names of families: who bears one is a person, which says neither where nor of what a number is."""
_LEFT_OVER = re.compile(r"(?<!\w)còn(?: lại)? $")
_GOING_ON = Guarded(r"^(?:\W*\w+){0,4}\W+(?:còn|đang|chưa) (?:điều trị|hoạt động|được|nằm|theo dõi)")
_RECOVERED = re.compile(
    r"(?<!\w)(?:đã|được|cho) (?:được )?(?:về nhà|xuất viện|ra viện|khỏi|hồi phục|bình phục)(?!\w)"
)
_BACK_HOME = re.compile(
    r"(?<!\w)(?:đã|được|vừa) (?:được )?(?:về|trở về|quay về|trở lại|quay lại|có điện|có điện lại|thoát|ra khỏi|nối lại|khôi phục)(?!\w)|(?<!\w)về nước(?!\w)"
)
_UPROOTED = re.compile(r"sơ tán|di dời|ngập|cô lập|mất điện|chia cắt|nước ngoài")
"""`1.204 hộ sơ tán đã về nhà` are some of those who had to leave."""
_BESIDE = re.compile(
    r"^(?:ngoài|bên cạnh|cùng với|song song với|không (?:chỉ|riêng)(?: có| là)?|chẳng riêng(?: gì)?|thay cho|thay vì|khác với|khác|sau (?:vụ|mùa)(?! (?:cháy|tai nạn|việc|án|lật|chìm|sập|nổ|kiện))) [^,\d]{2,40}, "
)
"""`Sau vụ hành tím, bà con trồng đậu phộng`: what the rest of the sentence is not about."""
_BACK = re.compile(r"^nó(?!\w)|(?<!\w)(?:này|ấy|đó|nơi đây|ở đây|nói trên|kể trên|tương ứng)(?!\w)")
_IN_ALL = re.compile(
    r"(?:tổng số|lũy kế|(?:con )?số (?:ca|vụ|người|hộ|trường hợp|bệnh nhân|nạn nhân|nhà|lượt|tiền))(?: (?!xã|phường|thôn)\w+){0,4}(?:,| (?:là|lên|đạt|đã|từ|trong|tính|đến|tăng|giảm)(?!\w))"
)
"""`Tổng số ca mắc từ đầu năm là`: a count of what was told before."""
_DEFINITE = re.compile(
    r"^(?:(?:Cây|Chiếc|Con|Tuyến|Ngôi|Tòa|Khu|Vụ|Trận|Đám|Cơn|Đợt|Giải|Hồ|Bệnh|Nhà|Công|Dự|Đoàn|Kỳ) \w+|Cầu|Đường|Chợ|Trường|Hồ|Lễ|Giải)"
    r"(?: \w+)?(?= (?:có|dài|rộng|cao|được|do|với|gồm|trị giá|sẽ|đã|làm|khiến|xảy|diễn|thu hút|quy tụ|cần|ngốn|tiêu|này)(?!\w))"
)
"""`Cây cầu có`, `Công trình được`: a subject without a name of its own is the one told before."""
_SUMMED = frozenset({PeriodKind.SPAN, PeriodKind.YEAR})
_SENTENCE, _ANAPHORA, _BEFORE, _LEAD = 0.85, 0.85, 0.64, 0.64
"""How much a word counts in the sentence, in the one before when the sentence points back to it, in the one before
otherwise, in title and sapo; around the quantity it counts in full."""
_LEAD_OF_BARE = 0.6
"""The same for a number with nothing behind it, which may be anything (`dọc đường 14`)."""
_IMPLIED, _BEHIND = 0.85, 3
_FIRM = 0.95
"""How much a word of the opening counts where the sentence begins with the firm told there, its name left out."""


@dataclass(frozen=True)
class Claim:
    """A quantity with what an article says around it."""

    sentence: Sentence
    quantity: Quantity
    left: str
    """Small letters from the quantity before (or the start of the sentence) up to this one."""
    right: str
    """Small letters behind it, up to the next quantity or the end of the clause."""
    period: Period | None
    explicit_period: bool
    """The period is named in the sentence itself."""
    names: tuple[Name, ...]
    """Proper names that limit the claim, of the sentence or, when it has none, of the one before."""
    explicit_names: bool
    below: str
    """The subject when it is something smaller than an area (`nhà máy`, `trường`), else empty."""
    zones: Zones
    context: str
    """Small letters of the sentence, the one before, title and sapo."""
    opening: str
    """Small letters of the first paragraph of the body."""
    about: str
    """The province the article is about; empty when it names none."""
    before: Sentence | None
    """The sentence before in the paragraph, if it counts anything or follows one that does."""

    @cached_property
    def is_in_a_village(self) -> bool:
        """Tell whether the number is that of an island, a village or a market that is not named (`trên đảo`)."""
        behind = self.sentence.text[self.quantity.end :][: len(self.right)]
        before = self.sentence.text[: self.quantity.start][-len(self.left) :]
        return bool(_IN_A_VILLAGE.search(before) or _IN_A_VILLAGE.search(behind))

    @cached_property
    def told_left(self) -> str:
        """Return what stands left of the number without who says it (`Bà Thu, phòng mầm non, nói`), which limits nothing."""
        said = _ATTRIBUTION.match(self.sentence.small[: self.quantity.start])
        own = said is not None and len(self.left) == self.quantity.start and _SPEAKER.search(said.group())
        return self.left[said.end() :] if said is not None and own else self.left

    @cached_property
    def local(self) -> frozenset[str]:
        """Return the comparable words around the quantity."""
        return self.zones.zones[0][1].words

    @cached_property
    def behind(self) -> str:
        """Return what stands behind a counted number, from the noun on, small letters, tone marks unified."""
        noun = self.quantity.noun
        at = self.sentence.small.index(noun, self.quantity.start) if noun else len(self.sentence.small)
        return self.sentence.plain[at:]

    def is_plan(self) -> bool:
        """Tell whether the number is planned, expected or asked for."""
        before = self.sentence.small[max(0, self.quantity.start - 40) : self.quantity.start]
        ahead = _BEYOND_PLAN.sub("", self.right) if "vượt" in self.right else self.right
        return bool(_PLAN.search(self.left) or _PLAN.search(ahead) or _OF_THE_PLAN.search(before))

    def is_part_of(self, indicator: Indicator) -> bool:
        """Tell whether the number is a part or an average of what a figure states."""
        known = indicator.text
        cues = {found.group() for found in _PART.finditer(self.left)}
        if self.quantity.rate:
            cues -= {"bình quân", "trung bình"}  # a rate is an average
        if self.quantity.unit == "%":
            cues -= {"chiếm"}  # `hộ nghèo chiếm 4,6 %` is the share itself
        if self.quantity.unit in SHARES or indicator.is_rate:
            cues -= {"bình quân", "trung bình"}
        if self.quantity.unit in SHARES and self._is_share_of_its_own(indicator):
            cues -= {"trong số"}
        if _HAS_IN_ALL.search(self.left) and self.sentence.quantities[0] is self.quantity:
            cues -= {"gồm", "bao gồm"}
        if indicator.is_rate:
            cues -= {"mỗi"}  # `mỗi héc ta cho 62 tạ` is one as well
        if _AMONG.search(self.left):
            cues -= {"trong số"}  # `một trong số 293 di tích`: the number is the whole
        if "riêng" in cues and self._is_apart_by_name(indicator):
            cues -= {"riêng"}
        if "trong đó" in cues and (self._is_kind_by_name(indicator) or self._is_of_a_paper()):
            cues -= {"trong đó"}
        before = (
            q
            for q in self.sentence.quantities
            if q.end <= self.quantity.start and q.noun.split(" ")[0] not in _TIME_NOUNS
        )
        wholes = [q for q in before if _OF_THESE.search(self.sentence.small[: q.start])]
        # `trong 284 trụ sở dôi dư, đã xử lý 173`: the part is what another figure counts
        of_these = any(q.value == indicator.amount.value for q in wholes) or (
            bool(wholes) and not indicator.is_named_by(self.local)
        )
        of_these = of_these or (bool(_RECOVERED.search(self.right)) and "viện" in known)
        of_these = of_these or (bool(_BACK_HOME.search(self.right)) and bool(_UPROOTED.search(known)))
        of_these = of_these or (
            self.quantity.unit == "m" and bool(_STRETCH.search(f"{self.left}|{self.right}"))
        )
        of_these = of_these or self._is_done_or_left() or self._is_beyond_a_measure(known)
        of_these = of_these or self.is_what_it_was()
        of_these = of_these or bool(_A_SHARE_OF.search(self.sentence.small[: self.quantity.start]))
        one_by_one = of_these or _SOME_OF_THEM.search(self.sentence.small[: self.quantity.start])
        return (
            any(cue.removeprefix("vụ ") not in known for cue in cues)
            or bool(one_by_one)
            or bool(_PART_BEHIND.search(self.sentence.small[self.quantity.end :]))
        )

    def _is_share_of_its_own(self, indicator: Indicator) -> bool:
        """Tell whether a share is one of those that the figure is of (`trong số trẻ dưới 5 tuổi toàn tỉnh, 26,53%`)."""
        among = self.left.rpartition("trong số ")[2].split(",")[0]
        told = [word for word in among.split() if word.isalpha() and word not in FUNCTION_WORDS | _OF_ALL]
        return bool(told) and all(unify_tone(word) in indicator.words_known for word in told)

    def _is_apart_by_name(self, indicator: Indicator) -> bool:
        """Tell whether what is told apart is what the figure is of (`Riêng điện gió`), or a time (`Riêng năm ngoái`)."""
        said = _APART.search(self.sentence.plain[: self.quantity.start])
        if said is None:
            return False
        told = [word for word in said["what"].split() if word not in FUNCTION_WORDS | _KINDS_OF_PLACES]
        return bool(told) and (told[0] == "năm" or all(word in indicator.words_known for word in told))

    def _is_beyond_a_measure(self, known: str) -> bool:
        """Tell whether only those are counted that are deeper, longer or higher than told (`64 nhà ngập trên một mét`)."""
        behind = next((q for q in self.sentence.quantities if q.start >= self.quantity.end), None)
        if behind is None or behind.unit != "m" or behind.text.lower() in known:
            return False
        return bool(_DEEPER.fullmatch(self.sentence.small, self.quantity.end, behind.start))

    def _is_done_or_left(self) -> bool:
        """Tell whether a part and the rest of a whole are told together (`đã có 214 hộ nhận đất, còn 172 hộ`)."""
        told = self.sentence.quantities
        pairs = [pair for pair in pairwise(told) if self.quantity in pair]
        return "giảm" not in self.sentence.small and any(self._is_rest(*pair) for pair in pairs)

    def _is_rest(self, part: Quantity, rest: Quantity) -> bool:
        counted, left = (one.noun.partition(" ")[0] for one in (part, rest))
        between = self.sentence.small[part.end : rest.start]
        return bool(counted) and counted == left and between.endswith((", còn ", ", còn lại ", "; còn "))

    def _is_of_a_paper(self) -> bool:
        """Tell whether `trong đó` points to a document of the sentence before, which counts nothing itself."""
        before = self.before
        opens = self.sentence.small.startswith("trong đó") and _OF_WHICH_FIRST.match(self.left)
        return (
            bool(opens) and before is not None and not before.quantities and bool(_PAPER.search(before.small))
        )

    def _is_kind_by_name(self, indicator: Indicator) -> bool:
        """Tell whether `trong đó có 12 huy chương vàng` counts by its full name what the figure does, told only here."""
        name = next(
            (
                form
                for form in indicator.forms
                if self.behind.startswith(form) and _ENDED.match(self.behind, len(form))
            ),
            "",
        )
        longer = name.startswith(f"{lower(indicator.fact.unit)} ")
        return longer and bool(_OF_WHICH.search(self.left)) and self.context.count(name) == 1

    def is_plainly_elsewhere(self, own: Iterable[str]) -> bool:
        """Tell whether the sentence names another place before the number, the province or an area, and none of `own`."""
        if any(name in self.sentence.plain for name in own):
            return False
        whole = _PROVINCE_AT_ALL.search(self.sentence.small[: self.quantity.start])
        return bool(whole) or (self.explicit_names and any(name.is_area for name in self.names))

    def is_of_larger_area(self) -> bool:
        """Tell whether the number is that of the whole country or a region."""
        return bool(_LARGER.search(self.left.rpartition(",")[2]) or _LARGER.match(self.right.lstrip()))

    def is_so_far(self) -> bool:
        """Tell whether the number is what was built or spent until now of something larger."""
        return bool(_SO_FAR.search(self.left)) and not _WHEN_FULL.search(self.right)

    def is_share_of_plan(self) -> bool:
        """Tell whether a percentage is told of a plan (`đạt 57,4% kế hoạch`), which is a result."""
        return self.quantity.unit == "%" and bool(_OF_PLAN.match(self.right)) and not _PLAN.search(self.left)

    def is_left_over(self) -> bool:
        """Tell whether the number is what is left or going on today (`hiện còn 4 ổ dịch`).

        `Mười tháng chỉ còn 1.958 ca` is the count of ten months, lower than before.
        """
        fallen = self.explicit_period and self.period is not None and self.period.kind in _SUMMED
        left = _LEFT_OVER.search(self.left[-12:]) and not (fallen and self.left.endswith("chỉ còn "))
        return bool(left or _GOING_ON.match(self.right))

    def is_addition(self) -> bool:
        """Tell whether the number is what came in addition (`có thêm 35 hợp tác xã`)."""
        return is_added(self.left)

    def is_what_it_was(self) -> bool:
        """Tell whether the number is what rose or fell to another one (`giảm từ 341 xuống 297`)."""
        return bool(_RISEN_FROM.search(self.sentence.small[: self.quantity.start]))

    def is_change(self) -> bool:
        """Tell whether the number is a rise or a fall."""
        before = _SIGNS_AT_END.sub(" ", self.left)
        return bool(_CHANGE.search(before)) and not _CHANGE_TO_LEVEL.search(before)


def claims_of(reading: Reading) -> Iterator[Claim]:
    """Yield the claims of an article in order; numbers of time, rates and ages are none."""
    period: Period | None = None
    names: tuple[Name, ...] = ()
    below = ""
    last: Sentence | None = None
    counting = {(s.field, s.paragraph) for s in reading.sentences if s.quantities}
    for sentence in reading.sentences:
        if (sentence.field, sentence.paragraph) not in counting:
            continue
        if last is None or (sentence.field, sentence.paragraph) != (last.field, last.paragraph):
            period, names, below, last = None, (), "", None
        here = times_of(sentence, reading, period)
        limits = _limits(sentence, reading)
        starts_below = _below(sentence)
        whole = bool(_WHOLE_PROVINCE.search(sentence.small))
        yield from _claims(
            reading,
            sentence,
            last,
            here,
            period,
            limits,
            names,
            starts_below or ("" if limits or whole else below),
        )
        period = carried_on(period, here)
        if limits or whole:
            names, below = limits, starts_below
        else:
            below = below or starts_below
        last = sentence


def _claims(
    reading: Reading,
    sentence: Sentence,
    last: Sentence | None,
    here: list[Period],
    carried: Period | None,
    limits: tuple[Name, ...],
    inherited: tuple[Name, ...],
    below: str,
) -> Iterator[Claim]:
    counted = [q for q in sentence.quantities if q.noun.split(" ")[0] not in _TIME_NOUNS]
    beside = _BESIDE.match(sentence.plain)
    here_zone = Zone(words_of(sentence.plain[beside.end() :])) if beside else sentence.zone
    end_before = beside.end() if beside else 0
    before_zone = [] if last is None else [(_ANAPHORA if _points_back(sentence) else _BEFORE, last.zone)]
    for index, quantity in enumerate(counted):
        following = counted[index + 1].start if index + 1 < len(counted) else len(sentence.text)
        left = sentence.small[end_before : quantity.start]
        right = _RIGHT_END.split(sentence.small[quantity.end : following], 1)[0]
        end_before = quantity.end + len(right)
        if not quantity.value or (quantity.written == 1 and quantity.text[0].isalpha()):
            continue
        start, end = quantity.start, quantity.end
        near = words_of(
            f"{sentence.plain[start - len(left) : start]} {_head(quantity)} {sentence.plain[end : end + len(right)]}"
        )
        near += said_by_verb(quantity, left, right)
        zones = [(1.0, Zone(near)), (_SENTENCE, here_zone), *before_zone]
        bare = not quantity.unit and not quantity.noun and "số " not in left
        lead = reading.opening_zone if sentence.field is Field.TITLE else reading.lead_zone
        zones.append((_LEAD_OF_BARE if bare else _LEAD, lead))
        if is_the_firm(below, sentence) and not limits:
            zones.append((_FIRM, reading.opening_zone))
        implied = said_by_unit(quantity, left, right)
        if implied:
            behind = words_of(sentence.plain[end : end + len(right)])[:_BEHIND]
            zones.append((_IMPLIED, Zone((*implied, *behind))))
        own = nearest(here, quantity, end_before, sentence)
        before = tuple(
            name for name in limits if name.start < quantity.start or _attached(sentence, quantity, name)
        )
        whole = _WHOLE_PROVINCE.search(sentence.small[: quantity.start])
        yield Claim(
            sentence,
            quantity,
            left,
            right,
            own or carried,
            own is not None,
            before or (() if whole else inherited),
            bool(before),
            below,
            Zones(tuple(zones)),
            f"{sentence.plain} {last.plain if last else ''} {reading.lead_text}",
            reading.opening_text,
            reading.province,
            last,
        )


def _points_back(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of what the one before names (`dự án này`, `Cây cầu có`)."""
    return bool(
        _BACK.search(sentence.small) or _DEFINITE.match(sentence.text) or _IN_ALL.match(sentence.small)
    )


def is_the_firm(below: str, sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a firm without its name (`Doanh nghiệp bị phạt`), the one told before."""
    known = below.replace(" ", "_") in _FIRMS and sentence.small.startswith(below)
    return known and not _ANOTHER_FIRM.match(sentence.small, len(below))


def _below(sentence: Sentence) -> str:
    """Return the plant, school or plot that a sentence is about or whose head says it, or an empty text."""
    found = _SUBJECT_BELOW.match(sentence.small) or _COMMUNE.search(sentence.small)
    if found:
        return found["subject"]
    by_one = _SAID_BY_ONE.search(sentence.small) and not _WHOLE_PROVINCE.search(sentence.small)
    return "một đơn vị" if by_one else ""


def _head(quantity: Quantity) -> str:
    """Return the word that is counted, so that `trồng 12.000 ha rừng` reads as `trồng rừng`."""
    counted = counting_word(quantity.noun) or quantity.noun.partition(" ")[0]
    return "dân số" if counted in {"dân", "nhân khẩu"} else counted


_BEFORE_A_PERSON = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|cụ|bác sĩ|kỹ sư|giám đốc|chủ tịch|trưởng ban|làng|già làng) $"
)
_LONGEST_BEFORE = 20
"""Characters before a name that are looked at: more than the longest word that tells a person."""


def _limits(sentence: Sentence, reading: Reading) -> tuple[Name, ...]:
    """Return the proper names that say where or of whom; speakers and agencies limit nothing."""
    small = sentence.small
    skipped = [m.span() for m in _AGENCY.finditer(small)]
    attribution = _ATTRIBUTION.match(small)
    if (
        attribution
        and _SPEAKER.search(attribution.group())
        and not any(q.start < attribution.end() for q in sentence.quantities)
    ):
        skipped.append(attribution.span())
    names = (_without_number(name, sentence) for name in sentence.names)
    return tuple(
        name
        for name in names
        if not any(start <= name.start < end for start, end in skipped)
        and not _is_an_office(sentence.text[name.start : name.end])
        and not _is_a_person(name)
        and not _BEFORE_A_PERSON.search(small[max(0, name.start - _LONGEST_BEFORE) : name.start])
        and not name.text.startswith(("luật ", "tết "))
        and not _is_common(name, small)
        and not _POST.match(small, name.start)
        and not _is_a_given_name(name, reading)
    )


def _is_a_person(name: Name) -> bool:
    """Tell whether a name begins with a family name and has three syllables or more (`Vũ Thị Kim Thoa`)."""
    family, *given = name.text.split()
    named = family in _FAMILIES or given[:1] in (["thị"], ["văn"])
    return not name.type and named and len(given) > 1 and name.text != "hồ chí minh"


def _is_a_given_name(name: Name, reading: Reading) -> bool:
    """Tell whether a name of one syllable is that of a person whom the article names in full (`Nguyễn Hữu Đan`)."""
    if name.type or " " in name.text:
        return False
    return any(
        _is_a_person(other) and other.text.endswith(f" {name.text}")
        for sentence in reading.sentences
        for other in sentence.names
    )


def _is_an_office(written: str) -> bool:
    """Tell whether a name is all capitals (`UBND`, `CDC`), which are offices but for some cities."""
    return written.isupper() and not is_in_capitals(written)


def _is_common(name: Name, small: str) -> bool:
    """Tell whether one capital syllable is a common noun written large (`Nhà nước`, `Quyết định`, `tháng Mười`)."""
    if " " in name.text or name.type:
        return False
    goes_on = small[name.end : name.end + 1] == " " and small[name.end + 1 : name.end + 2].isalpha()
    return not _PLACED.search(small[: name.start]) or (goes_on and name.text in _TITLED)


def _without_number(name: Name, sentence: Sentence) -> Name:
    """Return the name without a number that is a quantity (`Quảng Ngãi 480 tỷ đồng`)."""
    space = sentence.text.rfind(" ", name.start, name.end)
    if space > 0 and any(name.start < quantity.start < name.end for quantity in sentence.quantities):
        return replace(name, end=space, text=name.text.rpartition(" ")[0])
    return name


_GONE_TO = re.compile(
    r"(?<!\w)(?:làm việc|làm ăn|làm thuê|đi|sang|học|lao động|sinh sống|định cư) (?:ở|tại) $"
)
"""`18 tỷ đồng của những người muốn đi làm việc ở Nhật`: where somebody goes."""


def _attached(sentence: Sentence, quantity: Quantity, name: Name) -> bool:
    """Tell whether a name behind the quantity says where it holds: `402 nhà ở phường Trà Câu`."""
    between = sentence.small[quantity.end : name.start]
    if _GONE_TO.search(between):
        return False
    return bool(
        re.search(
            r"(?:^|\W)(?:ở|tại|trên địa bàn|của|cho|thuộc)(?: (?:riêng|tỉnh|huyện|xã|phường|thành phố|thị xã|đặc khu|khu|người))* $",
            between,
        )
    ) and not re.search(r"[,;]|tập trung|nhất là", between)
