"""A headline at one pole of a state where the text stands at the other.

Dead or well, in ruins or untouched, fled or at home, shut or at work, empty or crowded: the headline claims one pole.
The text belies it where it denies that pole, or tells the other one, and tells the first nowhere as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.flag.reading import Sentence
from pipeline.flag.told import denied, restricted, stated, told


@dataclass(frozen=True, slots=True)
class Pole:
    """What a headline may claim, with what else bears it out and what tells the opposite."""

    claim: re.Pattern[str]
    borne_out: re.Pattern[str]
    opposite: re.Pattern[str]
    lacking: re.Pattern[str] | None
    """What bears it out by saying what there is not (`không liên lạc được`)."""


_FEW = re.compile(r"(?<!\w)chỉ (?:có |còn )?(?:một|vài|mấy|hai|ba|\d+)(?: [^\W\d_]+){0,4} $")
"""Of so few the opposite is told that it bears the headline out (`chỉ một góc kho còn nguyên`)."""
_CLAUSE_END = re.compile(r"[.,;:]|$")


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _pole(claim: str, also: str, opposite: str, lacking: str = "") -> Pole:
    borne_out = f"{claim}|{also}" if also else claim
    return Pole(_words(claim), _words(borne_out), _words(opposite), _words(lacking) if lacking else None)


_STILL = (
    r"(?:vẫn|đang|còn|đều|lại)(?! (?:chưa|không|chẳng|phải|bị))(?: (?!không|chưa|chẳng|phải|bị)\w+){0,3}?"
)
_WELL = r"xuất viện|khỏe (?:lại|mạnh)|sống sót|thoát nạn|còn sống|đều sống|tỉnh (?:lại|táo)|bú (?:tốt|khỏe)|(?:sốt|bị thương|đau) nhẹ|xây xát|trầy (?:da|xước)|qua cơn nguy kịch|chạy (?:chơi|nhảy)|theo (?:mẹ|cha|bố|chồng|vợ) về|tự đi về|cho về|về nhà (?:trong|ngay)|đã (?:lành|khỏi|ổn)|ăn uống bình thường"
_WHOLE = r"(?:còn|vẫn|đứng|giữ)(?: y)? nguyên|nguyên (?:vẹn|si|trạng)|y nguyên|đứng vững|vững (?:vàng|chãi)|(?:không|chưa)(?: có)? (?:một |lấy một )?(?:vết|vệt) (?:rạn|nứt|xước)|(?:đều|kết quả|độ \w+|cường độ) (?:\w+ ){0,2}đạt|hệ số an toàn|khe (?:nhiệt|co giãn)|không (?:hề )?(?:suy suyển|hề (?:gì|hấn))|vẫn (?:lưu thông|chắc)|thông (?:xe )?trở lại|xanh (?:tốt|um|rì)|(?:nằm )?trong (?:thiết kế|ngưỡng|giới hạn|mức cho phép)"
_AT_WORK = (
    rf"{_STILL} (?:mở|mở cửa|hoạt động|chạy|bán|đón|tiếp|sản xuất|học|dạy|họp|diễn ra|phát|khám|thi|xuất|ra khơi|cầm lái|lưu thông|thi công|thông|khánh thành|khai mạc|đi lại|tuyển|giao hàng|vận hành|cử hành|nổ máy|tổ chức|làm việc|đông)"
    r"|(?<!chưa )(?<!không )(?:mở|hoạt động|chạy|họp|nổ|hội quân|mở cửa|đón khách) (?:trở )?lại|mở cửa (?:tới|đến|từ)|(?:chạy|vận hành) (?:đều|tốt|ổn)|đổi (?:tên|lộ trình|giờ|chủ)|dời sang|khai trương|tuyển thêm|thuê thêm|mở rộng|(?:mở|thêm|tăng) (?:hai|ba|bốn|năm|sáu|\d+) (?:chuyến|cơ sở|lớp|lượt|suất|công ty|xưởng)|đang đón"
    r"|tiếp (?:hơn |gần |khoảng |nhận )?[^.,;]{2,20} lượt|thành lập mới|mở mới|hoàn tất|trao giải|(?:đơn hàng|đơn) (?:\w+ ){0,4}kín"
)
_FULL = r"dồi dào|(?:đã )?có [^.,;]{0,15}thay thế|không (?:bị )?gián đoạn|đầy (?:khoang|kho|kệ|ắp|bãi|sạp|hàng)|đủ (?:dùng|cung|bán|thuốc|nước|chỗ|ăn|cấp)|\d+ ?% dung tích|kín (?:ghế|chỗ|phòng|khách|bàn|lịch|sân|đơn|học)|đông (?:hơn|khách|nghịt|kín|nghẹt)|đắt (?:khách|hàng)|tấp nập|nhộn nhịp|chen chân|chật (?:kín|cứng|từ|người)|đặt (?:phòng |chỗ |bàn )?trước|lấp đầy|hơn [\d.,]+ (?:nghìn |triệu )?lượt khách|còn (?:hơn|gần|khoảng|tới) [^.,;]{2,20} (?:chỗ|vé|đơn vị|giường|suất|liều|tấn|bao|bình)|(?:khách|lượng \w+|\w+ phòng) [^.,;]{0,20}tăng|xếp hàng|(?:dùng|kín) gần hết"
_SOLD = r"(?:bán|tiêu thụ|mua) (?:hết|sạch|được|nửa|chạy)|hết (?:veo|hàng)|cao (?:nhất|hơn)|nhỉnh hơn|(?:đặt|trả) cọc|đặt thêm|chở đi|được (?:mùa|giá)|trúng (?:mùa|giá|đậm)|ký thêm|có lãi|giữ (?:giá|ở mức)|nhận đủ|thu (?:được|về)|gặt được"
_CLEAN = r"âm tính(?! với ma)|(?:dưới|trong|chưa vượt) (?:mức|ngưỡng|giới hạn|chuẩn)|đạt (?:chuẩn|yêu cầu|quy chuẩn|tiêu chuẩn)|dị ứng|(?:đã|được) khống chế|nước (?:vẫn )?(?:trong|sạch)|cá (?:\w+ ){0,3}(?:bơi|lội|đớp)|trẻ (?:con |em )?(?:\w+ )?tắm|say (?:xe|nắng)|phát triển bình thường|đều (?:khỏe|ổn|lành|an toàn|bình thường)|trở lại (?:lớp|chuyền|làm)"
_FEWER = r"(?:thấp|ít) hơn (?:những |mọi |các )?(?:năm|cùng|mùa|kỳ|tháng)"
_GROWS = r"tăng (?:thêm |hơn |gần |ca)?(?:\d|một|hai|ba|gấp|trưởng|ca|lương|vốn|quy mô)|thêm (?:một (?:phần|căn|nhà|\w+ máy)|\d|hai|ba|bốn|tám|mười)|hơn (?:năm|mùa|vụ) (?:ngoái|trước)|(?:mở|xây|mua|tuyển|trồng) (?:vừa )?thêm|(?:đã|đều) có việc|lên đều|kỷ lục mới|vượt (?:kế hoạch|chỉ tiêu)|(?:chở|đón|phục vụ) [^.,;]{2,25} (?:lượt|khách)"
_CLEARED = r"(?:kết luận|biên bản|đoàn|kiểm tra)[^.;]{0,50} không (?:có|phát hiện)[^.;]{0,25}(?:vi phạm|sai phạm|dấu hiệu)|(?:sổ|số liệu|chứng từ|hóa đơn)[^.;]{0,20} khớp|camera [^.;]{0,20}(?:quay rõ|cho thấy|ghi)|đúng quy (?:trình|định|chuẩn)|(?:chở|đưa) (?:tới|đến|vào|đi|lên) (?:bệnh viện|trạm)|chườm|đóng viện phí|hỏi han|(?:trực|túc trực) (?:tại|suốt|ở)|có (?:chữ ký|hóa đơn)|tự nguyện|làm đơn (?:xin )?|tăng (?:hai|ba|\d) (?:ký|cân)|chỉ thấy"
_HOME = (
    r"(?:vẫn|hiện|đang|còn|hiện vẫn|vẫn còn|vẫn đang) (?:ở (?:nhà|quê|trong|tại|cùng)|sống (?:ở|tại|cùng|trong)|dạy|đứng lớp|làm việc|bán|đi làm|đi chợ|tiếp|điều hành|chủ trì|họp|ký|khám|trực|công tác)|(?:ông|bà(?! con)|anh(?! em)|chị|cô|thầy|giám đốc|chủ \w+|người này|kẻ [^.,;]{2,15}|hắn|gã) (?:\w+\.? ){0,3}?(?:(?:vẫn|đang|còn) )?có mặt (?:ở|tại) (?:nhà|địa phương|quê)|(?:không|chẳng|chưa) (?:hề )?(?:đi|trốn|bỏ) (?:đâu|khỏi)|gặp (?:thầy|cô|ông|bà|anh|chị|bác|y)(?: \w+){0,2} (?:ở|tại|ngay|đang)|"
    r"ghé chợ|(?:đến|có mặt) đủ (?:\w+ ){0,3}(?:lần|buổi)|nghỉ (?:phép|dưỡng|ốm)|(?:sáng nay|hôm nay|chiều nay|sáng qua|chiều qua|tuần này),? (?:(?:ông|bà|anh|chị|cô|thầy|vẫn|còn|đang) ){0,3}(?:họp|chủ trì|dạy|đứng lớp|tiếp dân|giao ban|điều hành|ngồi|trực|ký)|"
    r"(?:lái xe |đi bộ )?về nhà ăn cơm|trùng (?:gần hết )?tên"
)
_LET_GO = r"(?:phạt|biên bản)(?: vi phạm)? hành chính|(?:được|đã|rồi) (?:\w+ )?(?:cho|thả|trả) (?:ngay )?về|trong đêm về nhà|(?:đã )?về nhà|nhắc nhở|trùng (?:gần hết )?tên|mời (?:\w+ ){0,2}làm việc|rút kinh nghiệm|khiển trách"
_PAID = r"(?:lãnh|nhận|trả|chi|cấp|lĩnh|phát|đưa)(?: \w+)? đủ|chi trả (?:như|đủ|đầy)|(?:mức|chế độ|quyền lợi)[^.;]{0,40} (?:không (?:thay )?đổi|giữ nguyên|theo luật)|(?:không|chưa) (?:thay )?đổi|như (?:cũ|trước)|bốc thăm xong|bố trí (?:xong|đủ|chỗ)|(?:lời|thư|gửi|mang)[^.;]{0,15} cảm ơn|cảm ơn|lên biếu|đến thăm|xuống thăm|(?:đều|đã|vẫn|liền) (?:được )?(?:\w+ )?(?:khám|tiếp nhận|giải quyết|xếp lớp)|khám xong|dời [^.;]{2,25} sang|không phải (?:đóng|trả|nộp) thêm"
_CALM = r"trật tự|thông (?:suốt|thoáng)|suôn sẻ|trôi chảy|như thường|đồng (?:tình|thuận)|vỗ tay|đi lại (?:\w+ )?(?:bình thường|như)|rồi rút|hài lòng|giơ tay|kịp giờ|giường[^.;]{0,25}trống|(?:đều|tất cả) (?:đã )?(?:khỏi|khỏe|lành)|hoàn tất|trao giải|an toàn nhất"

POLES = (
    _pole(
        r"chết(?! (?:khiếp|lặng|mê|điếng|mòn|dần|đứng|lâm sàng|cười|trân))|tử vong|thiệt mạng|mất mạng|tử nạn|bỏ mạng|oan mạng|đoạt mạng|mất con|tử thương|(?:sát|hạ|thảm|tàn) (?:hại|sát)|giết (?:hại|sạch|chết)|bắn (?:hạ|chết)|xẻ thịt",
        r"thi thể|an táng|qua đời|nổi bụng|xấu số|sinh mạng|giết|lìa đời|ra đi",
        rf"{_WELL}|đàn [^.;]{{2,30}}an toàn|còn (?:nguyên|đủ) (?:\w+ )?(?:đàn|bầy)|(?:còn|vẫn|đang|bị) mất tích|chưa tìm thấy",
        "không qua khỏi",
    ),
    _pole(
        r"(?:đổ |giật |làm )?sập(?! (?:bẫy|tiệm|sàn))|vỡ(?! (?:òa|oà|mộng|nợ|trận|hoang|kế|lẽ))|sụp(?: đổ)?|nứt toác|toang(?: hoác)?|nuốt (?:trọn|chửng|gọn)|san phẳng|thiêu rụi|cháy rụi|cuốn (?:phăng|sạch)|tan (?:hoang|tành)|bình địa|phá nát|mất nhà|hủy hoại|tàn phá|giết chết|bức tử",
        r"đổ|cuốn|trôi|sạt|lở|lấp|vùi|hư (?:hỏng|hại)|sụt|tốc mái|thiêu|bị cháy|ngã đổ|bốc cháy|dời (?:đi|nhà)|bén|lún",
        rf"{_WHOLE}|{_FEWER}|không trúng ai|ở yên|nước (?:vẫn )?(?:trong|sạch)|cá (?:\w+ ){{0,3}}(?:bơi|lội|đớp)",
    ),
    _pole(
        r"bỏ trốn|trốn (?:biệt|ra nước|nợ|khỏi|sang)|bỏ xứ|cao chạy xa bay|tẩu thoát|biệt tăm|biệt tích|lặn mất|chuồn|ẵm|mất tích|bị bắt cóc|bắt cóc",
        r"bỏ đi|khóa (?:ngoài|trái)|truy nã|đi khỏi|trốn|bặt tin",
        _HOME,
        r"không (?:thể )?liên lạc|không (?:ai )?(?:rõ|biết) (?:ở|đi) đâu",
    ),
    _pole(
        r"từ chức|qua đời|đột tử|xin nghỉ|mất chức|bị (?:cách chức|bãi nhiệm|miễn nhiệm|triệu tập|còng|bắt)|rời ghế|còng tay|lộ mặt",
        r"thôi (?:chức|việc)|nộp đơn|bắt (?:giữ|tạm giam|khẩn cấp)|khởi tố|tạm giữ|tạm giam|đình chỉ|bàn giao công việc",
        _HOME,
    ),
    _pole(
        r"tháo chạy|bỏ (?:chạy|việc|nhiệm sở|làng|trường|lớp|học|cuộc|giải|ruộng|nghề|đội|cọc|xứ|bến|đảo|về)|nghỉ việc|rời bỏ|quay lưng|tẩy chay|tan (?:đàn|rã)|giải tán|sơ tán|đồng loạt (?:trả|bỏ|nghỉ)|đình công|thoái vốn",
        r"rời|thôi (?:việc|học)|trả lại|nộp lại|chuyển đi|xin (?:thôi|nghỉ)|dời|dọn đi|nghỉ (?:học|việc)|vắng|phản đối|ra đi|đi khỏi|đứng ngoài cổng|ngừng việc|bỏ (?:về|đi)",
        rf"sĩ số (?:\w+ ){{0,4}}(?:đủ|đạt)|{_STILL} (?:làm việc|đến lớp|đi học|đứng lớp|có mặt|dự|tập|ở|đặt|mua|ghé|gắn bó)|(?:đến lớp|đi học|tập|dự|có mặt) (?:đầy )?đủ|đi học sớm|ở (?:yên|lại)|vui vẻ|{_FULL}|thêm (?:\w+ )?(?:công ty|doanh nghiệp|hộ|cơ sở)|ngủ (?:\w+ )?tới sáng",
    ),
    _pole(
        r"đóng cửa|khai tử|xóa (?:sổ|tên)(?! (?:điểm|nhà tạm|nạn|tệ|cảnh|băng|nhóm|ổ|đường dây|tụ điểm|hủ tục|mù|đói|bệnh|sốt|lò|bến))|bị dẹp|phá sản|giải thể|(?:ngừng|dừng) (?:hoạt động|phát|chạy|bán|sản xuất|máy|mổ|khám)|sập tiệm|hết thời|bỏ hoang|cấm (?:biển|cửa|tiệt|khách|du khách)|đình chỉ|hủy|tê liệt|chết lâm sàng|triệu hồi|tan (?:đàn|rã)",
        r"dừng|ngừng|tạm (?:nghỉ|đóng)|treo biển|chấm dứt|hoãn|gom|khóa (?:cửa|trái)|bỏ không|thu hồi|nghỉ hẳn|cấm|rút giấy phép|tắt lửa|bỏ trống|thôi (?:nung|dạy|chạy|bán)",
        rf"{_AT_WORK}|{_FULL}|{_GROWS}|chia lãi|kết nạp|đơn hàng [^.;]{{0,20}}tăng",
    ),
    _pole(
        r"cạn(?: sạch| kiệt| máu| nước)?|thiếu (?:\w+ )?trầm trọng|hết (?:sạch|nước|thuốc|vé|hàng|cá|xăng|chỗ|máu)|khan hiếm|cháy (?:hàng|vé)|trơ đáy|vắng (?:tanh|hoe|bóng|khách)|đìu hiu|ế ẩm|bỏ hoang|trống (?:trơn|không)|bị găm|chết lâm sàng|chết khát",
        r"hết(?! (?:veo|hàng|lúc))|thiếu(?! (?:niên|nhi|tá|úy|tướng))|khan|khô|vắng|trống|thưa|đói|khát|hạn hán|mượn tạm|ế|xin tiếp|vũng",
        rf"{_FULL}|{_SOLD}|(?:chạy|phát) đều",
        r"(?:không|chưa) đủ|chỉ còn|không còn",
    ),
    _pole(
        r"rớt (?:giá|thảm)|mất (?:giá|trắng|mùa)|ế(?: ẩm| hàng)?|đổ (?:bỏ|cho)|không bán (?:nổi|được)|tồn kho|giải cứu|bán tháo|thua lỗ|trắng tay|thất (?:bát|thu)|bỏ cọc|đứng bờ vực",
        r"lỗ|giảm|hạ|xuống|thấp hơn|mất|chôn|nợ|(?<!chữa )(?<!phòng )cháy|chết|lừa|trôi|ngập|bán rẻ|vỡ|vắng|thưa|thối|rụng|thay vì|đổ bỏ",
        rf"{_SOLD}|(?:không|chẳng|chưa) (?:ai|hộ nào|sạp nào) (?:\w+ ){{0,2}}(?:bỏ sót|hư hại|lỗ|mất)",
        r"không (?:thể )?liên lạc|không ai mua",
    ),
    _pole(
        r"ngộ độc|nhiễm (?:độc|khuẩn|bệnh)|bùng (?:phát|dịch)|đại dịch|ổ dịch|ô nhiễm(?: nặng)?|đầu độc|bệnh lạ|lây lan|khí độc|gục(?: ngã)?|ngất(?: xỉu)?|suy dinh dưỡng|dịch tả|cá chết (?:trắng|hàng loạt|nổi)",
        r"mắc bệnh|nhập viện|cấp cứu|nôn|đau bụng(?! nhẹ)|dương tính|vượt (?:ngưỡng|chuẩn|mức)|ca (?:bệnh|mắc|nặng)|hôi|vào viện|cách ly|thiếu oxy|nổi bụng|(?:tạ|tấn) (?:cá|tôm|nghêu)[^.,;]{0,15} (?:chết|nổi)",
        rf"{_CLEAN}|{_FEWER}",
    ),
    _pole(
        r"sa lưới|bị (?:bắt|còng|khởi tố|tạm giam|truy tố|tước|tịch thu)|vào tù|tóm gọn|còng tay|bắt (?:giam|giữ|được)|tịch thu",
        r"bắt|khởi tố|tạm giữ|tạm giam|bị can|truy tố|tịch thu|thu giữ|khám xét|năm tù|xét xử",
        rf"{_LET_GO}|{_STILL} mở cửa",
    ),
    _pole(
        r"đánh (?:đập|dân|người|hội đồng|ghen|chết|học sinh|bệnh nhân)|hành hung|bạo hành|hỗn chiến|ẩu đả|đâm chém|vồ|cắn chết|tấn công|cướp|khoắng(?: sạch)?|trộm (?:sạch|khoắng)|quật chết",
        r"xô xát|đấm|đá|chém|đâm|cắn|húc|cạy tủ|lấy (?:đi|mất)|mất(?! (?:\w+ ){1,3}(?:phút|giờ|ngày))|đánh nhau|xông vào|trộm",
        r"đỡ (?:cụ|bà|ông|em|cháu|chị|anh)|đùa|đóng phim|quay phim|diễn (?:tập|kịch)|tiết mục|bắt tay|xin lỗi nhau|(?:còn|vẫn) đủ(?: cả)?|đếm đủ|trong chuồng|trả lại (?:đủ|nguyên)|để quên|tìm (?:lại )?được|cầm nhầm|hiền lành",
    ),
    _pole(
        r"quỵt|xù (?:lương|nợ)|(?:cắt|xóa sổ|xóa|bỏ) (?:sạch )?(?:điện|nước|trợ cấp|lương|chế độ|hỗ trợ|bảo hiểm)|nợ lương|mất (?:việc|đất|kế sinh nhai|quyền lợi)|bỏ (?:mặc|rơi|đói)|bị (?:đuổi|trả về|từ chối)|trả về (?:hàng|\d|người|bệnh nhân)|quay lưng|tắc trách|vô cảm|ngủ quên",
        r"nợ|bị cắt|khóa nước|ngừng cấp|chấm dứt hợp đồng|thôi việc|mất(?! (?:\w+ ){1,3}(?:phút|giờ|ngày))|đuổi|từ chối",
        _PAID,
        r"(?:không|chưa) (?:được )?(?:nhận|trả|cấp|lĩnh|lãnh)(?! (?:\w+ )?(?:đơn|phản ánh|thông tin))",
    ),
    _pole(
        r"sụp đổ|chết (?:yểu|dần|mòn|lâm sàng)|lụi tàn|tàn lụi|suy tàn|thoi thóp|hấp hối|tuyệt (?:diệt|chủng|tự)|ôm hận|thất bại|xuống dốc|tụt dốc|hết thời|thất nghiệp|bỏ hoang|bế tắc|vỡ mộng|bỏ đi|ế ẩm",
        r"giảm|lỗ|vắng|ế|đóng cửa|dừng|ngừng|thua|mất|thưa|ít dần|giải thể|rời|khó khăn|nợ|tạm (?:nghỉ|ngừng)|chết",
        rf"{_GROWS}|{_FULL}|{_SOLD}",
    ),
    _pole(
        r"tiếp tay|bao che|ăn chặn|gian lận|hối lộ|vung tiền|móc nối|bòn rút|trục lợi|ép (?:bỏ|nộp|mua|học|ký|thôi)|bị ép|bỏ (?:đói|mặc|chốt|trực|vị trí)|chôn trộm|đổ trộm|xả trộm|đánh (?:học|bệnh|trẻ|đập|cháu|dân)|bạo hành|gạo mốc|thịt thối",
        r"thừa nhận|vi phạm|kỷ luật|sai phạm|lập biên bản|bị phạt|đình chỉ|nhận lỗi|khởi tố|bầm tím|giấu tên|đơn tố cáo",
        rf"{_CLEARED}",
    ),
    _pole(
        r"vỡ (?:nợ|hụi)|bùng nợ|xù nợ",
        r"khất nợ|giật hụi|bỏ trốn|mất khả năng",
        r"trả (?:đủ|xong|hết)|khoanh nợ|gia hạn|đã hẹn|trả nợ chậm|trong hạn mức|hạn mức cho phép",
    ),
    _pole(
        r"hỗn loạn|náo loạn|vỡ trận|tê liệt|thất thủ|biểu tình|bao vây|vây kín|phẫn nộ|nổi giận|kêu trời|hoảng loạn|ngập (?:kinh hoàng|sâu|nặng)|nhấn chìm|chìm trong|cô lập|chia cắt|mất điện|chen lấn|quá tải",
        r"chen|ùn|tắc|kẹt|nằm ghép|quá tải|kéo (?:đến|tới)|la ó|phản đối|bức xúc|chặn|kêu cứu|nằm chờ|hoảng",
        rf"{_CALM}|có điện lại|lưới vẫn|{_AT_WORK}",
    ),
    _pole(
        r"hoàn (?:thành|tất)|thông (?:xe|suốt)|khánh thành|về đích|đưa vào (?:sử dụng|khai thác|vận hành)|thoát (?:nghèo|khỏi (?:\w+ ){0,2}nghèo)|xóa xong|phủ (?:kín|sóng)|chính thức (?:chạy|bay|mở cửa)|hết cảnh",
        r"đạt chuẩn|cắt băng|nghiệm thu xong",
        r"mới (?:\w+ ){1,4}[\d,]+ ?%|còn [^.;]{0,25}(?:hộ nghèo|đoạn|vướng|dở|ngổn ngang|chưa)|(?:thì|vẫn|hãy|mới) còn xa|còn xa (?:mới|lắm)|(?:chưa|không) (?:\w+ ){0,2}(?:xong|hoàn thành|thông|bàn giao|nghiệm thu|mặt bằng|về đích|cán đích)|(?:lùi|dời|hẹn) (?:\w+ ){0,3}(?:sang|đến|tới|quý|năm)|đang (?:đắp|thi công|đổ|làm)|(?:mục tiêu|mốc)[^.;]{0,60}năm 20\d\d|chưa kịp tiến độ",
    ),
    _pole(
        r"đứng đầu|dẫn đầu|ngôi (?:đầu|vương|vô địch)|nhất (?:cả nước|nước|miền trung|việt nam|thế giới|khu vực|toàn quốc)|số một|quán quân|vô địch|giành vàng|huy chương vàng|bá chủ",
        r"hạng nhất|đoạt cúp|thứ nhất|nhất toàn đoàn|\d+ (?:huy chương )?vàng",
        r"(?:^|[,;:] |(?:đoàn|đội|tỉnh|quảng ngãi|kon tum|địa phương|em|trường|việt nam|chỉ|mới|hiện)(?: \w+){0,4} )(?:đứng|xếp) (?:thứ|hạng) (?!nhất|1(?!\d))\w+|hạng (?:hai|ba|tư|năm|sáu|\d{1,2})(?! nhất)|giải (?:nhì|ba|khuyến khích)|sau (?:\w+ ){1,3}tỉnh|nhóm (?:giữa|cuối|trung bình)|huy chương (?:đồng|bạc)",
    ),
    _pole(
        r"bùng (?:phát|dịch)|lây lan|ổ dịch|đại dịch|dịch (?:bệnh|lạ)|vỡ dịch|bệnh lạ",
        "",
        r"(?:chỉ )?(?:có )?(?:một|hai) ca(?! \w+ nặng)|âm tính|dị ứng|(?:không|chưa) (?:phải|thành) dịch",
    ),
    _pole(
        r"cháy(?! (?:hàng|vé|túi|bỏng|khét|nắng|máy|hết))|cháy (?:rụi|lớn|chợ|nhà|rừng|kho|xưởng)|bốc cháy|đám cháy|chữa cháy|dập lửa|ngọn lửa|biển lửa|bà hỏa|hỏa hoạn|phát nổ|nổ lớn|nổ kho",
        "",
        r"đốt (?:rác|rơm|cỏ|lá)|diễn tập|khói (?:từ|của) (?:bếp|lò|rơm|rác)|(?:sấm|pháo|bóng bay|bơm hơi) nổ|nổ lốp|tiếng pháo",
    ),
    _pole(
        r"xâm chiếm|lấn chiếm|cướp đất|mất đất|thu hồi đất|giải tỏa trắng|đuổi (?:\w+ )?ra đường|cưỡng chế",
        "",
        r"(?:không|chưa) (?:có )?(?:ai|hộ nào|nhà nào) (?:\w+ )?(?:bị|phải|mất)|thỏa thuận xong|tự nguyện (?:giao|hiến|trả|dời)",
    ),
    _pole(
        r"tăng (?:sốc|vọt|phi mã|chóng mặt|gấp)|leo thang|đội giá|cắt cổ|chặt chém",
        "",
        r"(?:giá )?(?:không|chưa) (?:tăng|đổi|nhích)|giữ (?:nguyên )?(?:giá|mức)|như (?:cũ|năm ngoái|ngày thường)|niêm yết (?:và|,) (?:bán|thu) đúng",
    ),
    _pole(
        r"tham (?:ô|nhũng)|ăn chặn|rút ruột|bòn rút|biển thủ|thất thoát|bốc hơi",
        "",
        r"(?:ghi|hạch toán|nhập) nhầm|chậm (?:chuyển|giải ngân|quyết toán)|còn (?:\w+ ){0,3}(?:trong (?:kho|quỹ|tài khoản|két))|không phát hiện (?:chênh|sai|thất)|(?:phát|chi|trả) (?:xong|đủ|hết)|niêm yết|khớp (?:sổ|số|chứng từ)|đủ (?:cả|không thiếu)",
    ),
    _pole(
        r"mổ nhầm|cắt nhầm|tiêm nhầm|phát nhầm|uống nhầm|trao nhầm|nhầm (?:thuốc|chân|tay|bệnh nhân|trẻ|con)|chẩn đoán sai|tắc trách",
        "",
        r"(?:mổ|tiêm|phát|cấp|trao|cắt|điều trị|dùng) đúng|đúng (?:chân|bên|thuốc|liều|phác đồ|quy trình|chỉ định|cháu|bé)",
    ),
    _pole(
        r"(?:siết|xiết|tịch thu|phát mãi|thu giữ|niêm phong|kê biên) (?:\w+ )?(?:nhà|đất|tài sản|xe|bò|trâu)|siết nợ|đòi nợ|ép trả nợ",
        "",
        r"không (?:thu giữ|siết|tịch thu|phát mãi|lấy|thu)|gia hạn|khoanh nợ|giãn nợ|giấy báo (?:nợ )?định kỳ",
    ),
    _pole(
        r"tàn phá|tấn công|giày xéo|quật chết|xổng chuồng|vồ|cắn chết|bao vây|sơ tán|kéo về|tràn về|tràn vào",
        "",
        r"(?:quay|trở) (?:lại |vào |về )?rừng|rồi (?:bỏ|bay|bơi|lặn) (?:đi|mất)|ở yên|hiền lành|(?:ngủ|học|làm|họp chợ) (?:tới sáng|tiếp|bình thường)|không (?:đụng|chạm|cắn|húc) (?:đến |tới )?ai",
    ),
    _pole(
        r"chữa (?:khỏi|lành|bách bệnh)|khỏi (?:hẳn )?(?:ung thư|bệnh|tiểu đường|liệt)|thần dược|tiên dược|chế tạo|phát minh|sáng chế|tìm ra (?:thuốc|cách)|giải mã",
        "",
        r"phác đồ|mô hình (?:\w+ ){0,4}(?:dài|cao|nhỏ|đồ chơi|giấy|bìa)|bài tập|(?:mua|bán) sẵn|bác sĩ (?:\w+ ){0,3}(?:không khuyên|khuyên (?:không|đừng)|khuyến cáo)|chưa (?:\w+ ){0,2}(?:kiểm chứng|công nhận|thử trên người)|không có (?:tác dụng|công dụng|cơ sở)|trên chuột|trong phòng thí nghiệm",
    ),
    _pole(
        r"mỏ (?:vàng|đá quý|dầu|kim cương)|kho báu|cổ vật|kim cương|hồng ngọc|kỳ nam|thiên thạch|vàng ròng|báu vật|ngọc quý",
        "",
        r"(?:không|chẳng) có giá trị|không (?:phải|đáng|bán được)|(?:giám định|xác định|kết luận|là) (?:\w+ )?(?:gốm thô|pyrit|thủy tinh|đá (?:thường|cuội|vôi)|nhựa|đồng thau|hàng mỹ nghệ|xỉ)",
    ),
    _pole(
        r"ma(?! (?:túy|trận|sát|cà|nữ|rốc))|hồn ma|quái vật|thủy quái|bóng trắng|người ngoài hành tinh|vật thể lạ|sinh vật lạ|rắn khổng lồ|cá mập|cá sấu",
        "",
        r"(?:hóa ra|thực ra|thì ra|xác định|cho biết|đó) (?:\w+ ){0,3}là (?:\w+ )?(?:con|cái|chiếc|đám|tấm|khúc|cá|chim|bóng|cành|túi|diều|đèn)|do gió|không (?:cắn|nguy hiểm)",
    ),
    _pole(
        r"đuổi học|buộc thôi học|cấm thi|đuổi khỏi (?:trường|lớp)|không cho (?:học|thi|vào lớp)|tước (?:bằng|quyền thi)",
        "",
        r"vẫn (?:\w+ )?(?:đến|đi|tới|ra|ngồi|vào) (?:lớp|học|trường|giảng đường|thi)|(?:được|đã) (?:\w+ )?(?:dự thi|vào lớp|học tiếp|thi lại|thi bình thường)",
    ),
    _pole(
        r"lộ đề|lọt đề|rò đề|gian lận|nâng điểm|sửa điểm|tráo (?:bài|đề)|chạy điểm|mua điểm",
        "",
        r"đề (?:\w+ )?(?:cũ|thử|minh họa|ôn tập|năm (?:ngoái|trước))|không trùng|(?:còn|vẫn) nguyên niêm phong|niêm phong (?:còn )?nguyên|(?:đúng|không trái) quy chế",
    ),
    _pole(
        r"miễn (?:phí|toàn bộ|hoàn toàn|hết)|phát tiền|cho không|xóa nợ|tặng (?:mỗi|toàn bộ)",
        "",
        r"vẫn (?:\w+ )?(?:thu|đóng|trả|nộp)|chỉ (?:\w+ ){0,2}(?:áp dụng|miễn|giảm|hỗ trợ|cho)|hỗ trợ \d+ ?%|giảm \d+ ?%|trả (?:góp|dần)",
    ),
    _pole(
        r"bó tay|bất lực|đầu hàng|buông xuôi|mất kiểm soát|vượt tầm kiểm soát|thúc thủ|ngoài tầm kiểm soát",
        "",
        r"(?:được|đã|đang) (?:\w+ )?(?:kiểm soát|khống chế|xử lý xong|dập)|kiểm soát tốt|giảm (?:\w+ )?(?:\d|một|nửa|gần|mạnh)|xử lý (?:xong|trong)",
    ),
)


def belied(claims: str, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that denies what a headline claims, or tells its opposite, or None.

    Args:
        claims: what the headline tells as a fact, in small letters.
        body: the sentences of the text.
    """
    facts = [told(s.small) for s in body]
    for pole in POLES:
        said = {found.group() for found in pole.claim.finditer(claims)}
        if not said:
            continue
        own = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in said)})(?!\w)")
        turned = [_turns(own, fact, pole) for fact in facts]
        if False in turned:
            continue
        direct = (s for s, turn in zip(body, turned, strict=True) if turn or _has(own, denied(s.small)))
        found = next(direct, None) or _outweighed(pole, body)
        if found is not None:
            return found
    return None


def _turns(own: re.Pattern[str], fact: str, pole: Pole) -> bool | None:
    """Tell whether a clause with the headline's word goes on to the opposite (`về đích thì còn xa`); None without it."""
    found = own.search(fact)
    if found is None:
        return None
    end = _CLAUSE_END.search(fact, found.end())
    return bool(pole.opposite.search(fact, found.end(), end.start() if end else len(fact)))


def _outweighed(pole: Pole, body: Sequence[Sentence]) -> Sentence | None:
    """Return the first sentence against a headline where those for it are none, or half as many at most.

    One that tells the opposite and denies it as well (`vẫn làm việc, không ai xin thôi`) counts three times.
    """
    against = {s.start: weight for s in body if (weight := _opposes(pole, s.small))}
    bearing = sum(_bears(pole, s.small, told(s.small)) for s in body)
    if not against or sum(against.values()) < 2 * bearing:
        return None
    return next(s for s in body if s.start in against)


def _bears(pole: Pole, small: str, fact: str) -> bool:
    return bool(pole.borne_out.search(fact) or (pole.lacking and pole.lacking.search(small)))


def borne_out(claims: str, body: Sequence[Sentence]) -> bool:
    """Tell whether a text tells as a fact one of the things that a headline claims, in its words or others."""
    poles = (one for one in POLES if one.claim.search(claims))
    return any(_bears(pole, s.small, told(s.small)) for pole in poles for s in body)


def _opposes(pole: Pole, small: str) -> int:
    """Return how much a sentence tells the opposite, or denies or restricts what would bear the headline out."""
    opposed = any(not _FEW.search(small, 0, one.start()) for one in pole.opposite.finditer(stated(small)))
    against = _has(pole.borne_out, (*denied(small), *restricted(small)))
    return 3 if opposed and against else int(opposed or against)


def _has(words: re.Pattern[str], said: Sequence[str]) -> bool:
    return any(words.search(one) for one in said)
