"""The states that a headline may claim, each in three lists of words: what claims it, bears it out, opposes it.

A list is a pattern over small letters; its alternatives stand a few on a line. What several poles share has a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.flag.guarded import Guarded, any_guarded
from pipeline.flag.names import any_of


@dataclass(frozen=True, slots=True)
class Pole:
    """What a headline may claim, with what else bears it out and what tells the opposite."""

    claim: Guarded
    borne_out: re.Pattern[str]
    opposite: re.Pattern[str]
    lacking: re.Pattern[str] | None
    """What bears it out by saying what there is not (`không liên lạc được`)."""


def _pole(claim: str, also: str, opposite: str, lacking: str = "") -> Pole:
    borne_out = f"{claim}|{also}" if also else claim
    said = any_guarded(claim)
    return Pole(said, any_of(borne_out), any_of(opposite), any_of(lacking) if lacking else None)


_STILL = (
    r"(?:vẫn|đang|còn|đều|lại)(?! (?:chưa|không|chẳng|phải|bị))(?: (?!không|chưa|chẳng|phải|bị)\w+){0,3}?"
)
_WELL = (
    r"xuất viện|khỏe (?:lại|mạnh)|sống sót|thoát nạn|còn sống|đều sống|tỉnh (?:lại|táo)|"
    r"bú (?:tốt|khỏe)|(?:sốt|bị thương|đau) nhẹ|xây xát|trầy (?:da|xước)|qua cơn nguy kịch|"
    r"chạy (?:chơi|nhảy)|theo (?:mẹ|cha|bố|chồng|vợ) về|tự đi về|cho về|về nhà (?:trong|ngay)|"
    r"đã (?:lành|khỏi|ổn)|ăn uống bình thường"
)
_WHOLE = (
    r"(?:còn|vẫn|đứng|giữ)(?: y)? nguyên|nguyên (?:vẹn|si|trạng)|y nguyên|đứng vững|"
    r"vững (?:vàng|chãi)|(?:không|chưa)(?: có)? (?:một |lấy một )?(?:vết|vệt) (?:rạn|nứt|xước)|"
    r"(?:đều|kết quả|độ \w+|cường độ) (?:\w+ ){0,2}đạt|hệ số an toàn|khe (?:nhiệt|co giãn)|"
    r"không (?:hề )?(?:suy suyển|hề (?:gì|hấn))|vẫn (?:lưu thông|chắc)|thông (?:xe )?trở lại|"
    r"xanh (?:tốt|um|rì)|(?:nằm )?trong (?:thiết kế|ngưỡng|giới hạn|mức cho phép)"
)
_AT_WORK = (
    rf"{_STILL} (?:mở|mở cửa|hoạt động|chạy|bán|đón|tiếp|sản xuất|học|dạy|họp|diễn ra|phát|khám|thi|"
    rf"xuất|ra khơi|cầm lái|lưu thông|thi công|thông|khánh thành|khai mạc|đi lại|tuyển|giao hàng|"
    rf"vận hành|cử hành|nổ máy|tổ chức|làm việc|đông)"
    r"|(?<!chưa )(?<!không )(?:mở|hoạt động|chạy|họp|nổ|hội quân|mở cửa|đón khách) (?:trở )?lại|"
    r"mở cửa (?:tới|đến|từ)|(?:chạy|vận hành) (?:đều|tốt|ổn)|đổi (?:tên|lộ trình|giờ|chủ)|dời sang|"
    r"khai trương|tuyển thêm|thuê thêm|mở rộng|"
    r"(?:mở|thêm|tăng) (?:hai|ba|bốn|năm|sáu|\d+) (?:chuyến|cơ sở|lớp|lượt|suất|công ty|xưởng)|"
    r"đang đón"
    r"|tiếp (?:hơn |gần |khoảng |nhận )?[^.,;]{2,20} lượt|thành lập mới|mở mới|hoàn tất|trao giải|"
    r"(?:đơn hàng|đơn) (?:\w+ ){0,4}kín"
)
_FULL = (
    r"dồi dào|(?:đã )?có [^.,;]{0,15}thay thế|không (?:bị )?gián đoạn|"
    r"đầy (?:khoang|kho|kệ|ắp|bãi|sạp|hàng)|đủ (?:dùng|cung|bán|thuốc|nước|chỗ|ăn|cấp)|"
    r"\d+ ?% dung tích|kín (?:ghế|chỗ|phòng|khách|bàn|lịch|sân|đơn|học)|"
    r"đông (?:hơn|khách|nghịt|kín|nghẹt)|đắt (?:khách|hàng)|tấp nập|nhộn nhịp|chen chân|"
    r"chật (?:kín|cứng|từ|người)|chen nhau|không kịp (?:nghỉ|tay|bán|thở)|đặt (?:phòng |chỗ |bàn )?trước|lấp đầy|"
    r"hơn [\d.,]+ (?:nghìn |triệu )?lượt khách|"
    r"còn (?:hơn|gần|khoảng|tới) [^.,;]{2,20} (?:chỗ|vé|đơn vị|giường|suất|liều|tấn|bao|bình)|"
    r"(?:khách|lượng \w+|\w+ phòng) [^.,;]{0,20}tăng|xếp hàng|(?:dùng|kín) gần hết"
)
_SOLD = (
    r"(?:bán|tiêu thụ|mua) (?:hết|sạch|được(?! (?:một|con|vài|mấy|hai|có|mỗi))|nửa|chạy)|hết (?:veo|hàng)|cao (?:nhất|hơn)|nhỉnh hơn|"
    r"(?:đặt|trả) cọc|đặt thêm|chở đi|được (?:mùa|giá)|trúng (?:mùa|giá|đậm)|ký thêm|có lãi|"
    r"giữ (?:giá|ở mức)|nhận đủ|thu (?:được|về)|gặt được"
)
_CLEAN = (
    r"âm tính(?! với ma)|(?:dưới|trong|chưa vượt) (?:mức|ngưỡng|giới hạn|chuẩn)|"
    r"đạt (?:chuẩn|yêu cầu|quy chuẩn|tiêu chuẩn)|dị ứng|(?:đã|được) khống chế|"
    r"nước (?:vẫn )?(?:trong|sạch)|cá (?:\w+ ){0,3}(?:bơi|lội|đớp)|trẻ (?:con |em )?(?:\w+ )?tắm|"
    r"say (?:xe|nắng)|kết quả (?:\w+ )?đạt|(?:học|đi học|làm) lại (?:ngay|bình thường)|phát triển bình thường|đều (?:khỏe|ổn|lành|an toàn|bình thường)|"
    r"trở lại (?:lớp|chuyền|làm)"
)
_FEWER = r"(?:thấp|ít) hơn (?:những |mọi |các )?(?:năm|cùng|mùa|kỳ|tháng)"
_GROWS = (
    r"tăng (?:thêm |hơn |gần |ca)?(?:\d|một|hai|ba|gấp|trưởng|ca|lương|vốn|quy mô)|"
    r"thêm (?:một (?:phần|căn|nhà|\w+ máy)|\d|hai|ba|bốn|tám|mười)|hơn (?:năm|mùa|vụ) (?:ngoái|trước)|"
    r"(?:mở|xây|mua|tuyển|trồng) (?:vừa )?thêm|(?:đã|đều) có việc|lên đều|kỷ lục mới|"
    r"vượt (?:kế hoạch|chỉ tiêu)|(?:chở|đón|phục vụ) (?:[^.,;]|[.,](?=\d)){2,25} (?:lượt|khách)|"
    r"gấp (?:rưỡi|đôi|ba) (?:\w+ )?(?:kỳ|năm|mùa|lần|đợt|vụ) (?:trước|ngoái)|kê thêm (?:ghế|bàn)"
)
_CLEARED = (
    r"(?:kết luận|biên bản|đoàn|kiểm tra)[^.;]{0,50} không (?:có|phát hiện)[^.;]{0,25}(?:vi phạm|"
    r"sai phạm|dấu hiệu|tiêu cực|bất thường|gian lận)|(?:sổ|số liệu|chứng từ|hóa đơn)[^.;]{0,20} khớp|"
    r"camera [^.;]{0,20}(?:quay rõ|cho thấy|ghi)|đúng quy (?:trình|định|chuẩn)|"
    r"(?:chở|đưa) (?:tới|đến|vào|đi|lên) (?:bệnh viện|trạm)|chườm|(?:đã|tự|còn|liền) đóng viện phí|đóng viện phí (?:cho|thay|giúp)|hỏi han|"
    r"(?:trực|túc trực) (?:tại|suốt|ở)|có (?:chữ ký|hóa đơn)|tự nguyện|làm đơn (?:xin )?|"
    r"tăng (?:hai|ba|\d) (?:ký|cân)|chỉ thấy"
)
_HOME = (
    r"(?:vẫn|hiện|đang|còn|hiện vẫn|vẫn còn|vẫn đang) (?:ở (?:nhà|quê|trong|tại|cùng)|sống (?:ở|tại|"
    r"cùng|trong)|dạy|đứng lớp|làm việc|bán|đi làm|đi chợ|tiếp|điều hành|chủ trì|họp|ký|khám|trực|"
    r"công tác)|"
    r"(?:ông|bà(?! con)|anh(?! em)|chị|cô|thầy|giám đốc|chủ \w+|người này|kẻ [^.,;]{2,15}|hắn|"
    r"gã) (?:\w+\.? ){0,3}?(?:(?:vẫn|đang|còn) )?có mặt (?:ở|tại) (?:nhà|địa phương|quê)|"
    r"(?:không|chẳng|chưa) (?:hề )?(?:đi|trốn|bỏ) (?:đâu|khỏi)|"
    r"gặp (?:thầy|cô|ông|bà|anh|chị|bác|y)(?: \w+){0,2} (?:ở|tại|ngay|đang)|"
    r"ghé chợ|(?:đến|có mặt) đủ (?:\w+ ){0,3}(?:lần|buổi)|nghỉ (?:phép|dưỡng|ốm)|"
    r"(?:sáng nay|hôm nay|chiều nay|sáng qua|chiều qua|tuần này),? (?:(?:ông|bà|anh|chị|cô|thầy|vẫn|"
    r"còn|đang) ){0,3}(?:họp|chủ trì|dạy|đứng lớp|tiếp dân|giao ban|điều hành|ngồi|trực|ký)|"
    r"(?:lái xe |đi bộ )?về nhà ăn cơm|trùng (?:gần hết )?tên"
)
_LET_GO = (
    r"(?:phạt|biên bản)(?: vi phạm)? hành chính|(?:được|đã|rồi) (?:\w+ )?(?:cho|thả|trả) (?:ngay )?về|"
    r"trong đêm về nhà|(?:đã )?về nhà|nhắc nhở|trùng (?:gần hết )?tên|mời (?:\w+ ){0,2}làm việc|"
    r"rút kinh nghiệm|khiển trách"
)
_PAID = (
    r"(?:lãnh|nhận|trả|chi|cấp|lĩnh|phát|đưa)(?: \w+)? đủ|chi trả (?:như|đủ|đầy)|"
    r"(?:mức|chế độ|quyền lợi)[^.;]{0,40} (?:không (?:thay )?đổi|giữ nguyên|theo luật)|"
    r"(?:không|chưa) (?:thay )?đổi|như (?:cũ|trước)|bốc thăm xong|bố trí (?:xong|đủ|chỗ)|"
    r"(?:lời|thư|gửi|mang)[^.;]{0,15} cảm ơn|cảm ơn|lên biếu|(?:đem|mang) [^.,;]{0,15}biếu|được (?:băng bó|cấp cứu|truyền dịch)|nằm theo dõi|đến thăm|xuống thăm|"
    r"(?:đều|đã|vẫn|liền) (?:được )?(?:\w+ )?(?:khám|tiếp nhận|giải quyết|xếp lớp)|khám xong|"
    r"dời [^.;]{2,25} sang|không phải (?:đóng|trả|nộp) thêm"
)
_MORE_THAN_BEFORE = (
    r"(?:cao|nhiều|nhanh|nhỉnh|lớn|khá|đông) hơn [^.,;]{0,30}(?:năm (?:ngoái|trước)|cùng kỳ|bình quân|kế hoạch|dự toán|mọi năm|(?:mùa|vụ|Tết) (?:ngoái|trước))|"
    r"vượt (?:\w+ ){0,2}(?:kế hoạch|chỉ tiêu|dự toán|tiến độ|lịch)|(?:trên|sớm hơn|trước) (?:lịch|kế hoạch|tiến độ|đà|hạn)"
)
_ON_TIME = (
    r"(?:theo|đúng|kịp|vượt|trước|sớm hơn|bám) (?:\w+ )?(?:lịch|tiến độ|kế hoạch|hạn|hẹn)|"
    r"(?:đã|vừa) (?:\w+ )?(?:giao|bàn giao) (?:được |đủ |xong )?(?:\d|mặt bằng|cho)|mặt bằng [^.;]{0,20}đã (?:giao|bàn giao|đủ|sạch)"
)
_AGREED = (
    r"(?:nhà|hộ|ai|người) nào cũng (?:\w+ )?(?:ký|nhận|giao|dời|dọn|đồng)|(?:đã|đều) (?:\w+ )?(?:ký|nhận (?:đủ )?(?:tiền|đền|đất|lô)|giao (?:đất|mặt bằng)|dời|dọn|đồng (?:ý|tình|thuận)|hiến|tháo dỡ)|"
    r"nay dọn|tự (?:nguyện |tay )?(?:tháo|dời|dỡ|dọn|hiến)"
)
_NO_COMPLAINT = (
    r"(?:không|chưa)(?: có| hề)* (?:nhận|ghi nhận|thấy)?[^.,;]{0,12}(?:khiếu nại|phàn nàn|kêu ca|đơn thư)"
)
_CALM = (
    r"trật tự|thông (?:suốt|thoáng)|suôn sẻ|trôi chảy|như thường|đồng (?:tình|thuận)|vỗ tay|"
    r"đi lại (?:\w+ )?(?:bình thường|như)|rồi rút|hài lòng|giơ tay|kịp giờ|giường[^.;]{0,25}trống|"
    r"(?<!không )(?<!chưa )còn (?:trống|thừa|dư)(?: chừng| gần| hơn| khoảng)? \w+|vẫn (?:có|còn) (?:chỗ|phòng|giường|bàn|ghế)|"
    r"(?:đều|tất cả) (?:đã )?(?:khỏi|khỏe|lành)|hoàn tất|trao giải|an toàn nhất"
)

POLES = (
    # dead
    _pole(
        (
            r"chết(?! (?:khiếp|lặng|mê|điếng|mòn|dần|đứng|lâm sàng|cười|trân))|tử vong|thiệt mạng|mất mạng|"
            r"tử nạn|bỏ mạng|oan mạng|đoạt mạng|mất con|tử thương|(?:sát|hạ|thảm|tàn) (?:hại|sát)|"
            r"giết (?:hại|sạch|chết)|bắn (?:hạ|chết)|xẻ thịt|"
            r"(?:cướp|lấy) (?:đi|mất)(?: \w+){0,2}? (?:bé|(?:sinh )?mạng|mạng sống|người|cháu|em|mẹ|cha|vợ|"
            r"chồng|cụ|con (?:trai|gái|thơ)|sản phụ|thai phụ|học sinh|công nhân)|vĩnh viễn (?:ra đi|nằm lại)|"
            r"ra đi (?:mãi mãi|vĩnh viễn)|(?:trút|tắt) (?:hơi thở cuối|thở)"
        ),
        r"thi thể|an táng|quan tài|đám tang|tang (?:chung|gia)|khăn tang|linh cữu|di ảnh|chôn cất|mai táng|"
        r"qua đời|nổi bụng|xấu số|sinh mạng|giết|lìa đời|ra đi",
        (
            rf"{_WELL}|đàn [^.;]{{2,30}}an toàn|còn (?:nguyên|đủ) (?:\w+ )?(?:đàn|bầy)|"
            rf"(?:còn|vẫn|đang|bị) mất tích|chưa tìm thấy|trổ (?:lá|bông)|đâm chồi|xanh (?:trở )?lại|"
            rf"sản lượng [^.;]{{0,40}}(?:hơn|tăng)"
        ),
        "không qua khỏi",
    ),
    # in ruins
    _pole(
        (
            r"(?:đổ |giật |làm )?sập(?! (?:bẫy|tiệm|sàn))|vỡ(?! (?:òa|oà|mộng|nợ|trận|hoang|kế|lẽ))|"
            r"sụp(?: đổ)?|nứt toác|toang(?: hoác)?|nuốt (?:trọn|chửng|gọn)|san phẳng|thiêu rụi|cháy rụi|"
            r"cuốn (?:phăng|sạch)|tan (?:hoang|tành)|bình địa|phá nát|mất nhà|hủy hoại|tàn phá|giết chết|"
            r"bức tử"
        ),
        (
            r"đổ|cuốn|trôi|sạt|lở|lấp|cháy (?:hết|sạch|trụi)|vùi|hư (?:hỏng|hại)|sụt|tốc mái|thiêu|bị cháy|ngã đổ|bốc cháy|"
            r"dời (?:đi|nhà)|bén|(?<!khe )lún(?! thiết kế)"
        ),
        (
            rf"{_WHOLE}|{_FEWER}|không trúng ai|ở yên|nước (?:vẫn )?(?:trong|sạch)|"
            rf"cá (?:\w+ ){{0,3}}(?:bơi|lội|đớp)"
        ),
    ),
    # hurt or hit
    _pole(
        (
            r"đè (?:trúng|bẹp|lên|chết)|rơi trúng|đổ trúng|đâm trúng|vùi lấp|chôn (?:vùi|sống)|hất (?:văng|tung)|"
            r"thương vong|đổ máu|mắc kẹt|kẹt cứng|bị thương|nhập viện"
        ),
        r"gãy (?:tay|chân|xương)|cấp cứu|chấn thương|khâu|vào viện|nằm viện|trầy|xây xát|đưa (?:ra|đi)|giải cứu|cõng",
        (
            r"(?:không|chưa|chẳng)(?: có| một)* (?:ai|người|em|cháu|học sinh|công nhân|trẻ)(?: \w+)?(?: nào)? "
            r"(?:bị|trầy|xây xát|thương|hề|bên trong|ở trong|bên dưới|có mặt|mắc kẹt|việc gì|sao cả)|"
            r"không trúng ai|còn khóa cửa|vắng người|không (?:một )?bóng người"
        ),
    ),
    # run away or taken
    _pole(
        (
            r"bỏ trốn|trốn (?:biệt|ra nước|nợ|khỏi|sang)|bỏ xứ|cao chạy xa bay|tẩu thoát|biệt tăm|biệt tích|"
            r"lặn mất|chuồn|ẵm|mất tích|bị bắt cóc|bắt cóc"
        ),
        r"bỏ đi|khóa (?:ngoài|trái)|truy nã|đi khỏi|trốn|bặt tin",
        _HOME,
        r"không (?:thể )?liên lạc|không (?:ai )?(?:rõ|biết) (?:ở|đi) đâu",
    ),
    # lost at sea
    _pole(
        r"mất tích|chìm|lật (?:thuyền|tàu|ghe|sõng)",
        r"tìm kiếm|tìm thấy|mất liên lạc|trôi dạt|thi thể|lặn|vớt|lật|ngập|cứu (?:được|sống|hộ|nạn)|trôi",
        r"(?:kéo|lai dắt|dắt|chạy|đưa)(?: \w+){0,3} (?:về|vào) (?:tới |đến )?(?:bờ|cảng|bến)|cập (?:bờ|cảng|bến)|đều (?:khỏe|an toàn)",
    ),
    # out of office
    _pole(
        (
            r"từ chức|qua đời|đột tử|xin nghỉ|mất chức|"
            r"bị (?:cách chức|bãi nhiệm|miễn nhiệm|triệu tập|còng|bắt)|rời ghế|còng tay"
        ),
        (
            r"thôi (?:chức|việc)|kỷ luật|nộp đơn|bắt (?:giữ|tạm giam|khẩn cấp)|khởi tố|tạm giữ|tạm giam|đình chỉ|"
            r"bàn giao công việc"
        ),
        _HOME,
    ),
    # fled by many, left
    _pole(
        (
            r"tháo chạy|"
            r"(?:ồ ạt|đồng loạt|lũ lượt|kéo nhau|rủ nhau) (?:rời|rút|đi khỏi|chuyển)|rút (?:khỏi|vốn)|"
            r"bỏ (?:chạy|việc|nhiệm sở|làng|trường|lớp|học|cuộc|giải|ruộng|nghề|đội|cọc|xứ|bến|đảo|về)|"
            r"nghỉ việc|rời bỏ|quay lưng|tẩy chay|tan (?:đàn|rã)|giải tán|sơ tán|đồng loạt (?:trả|bỏ|nghỉ)|"
            r"đình công|thoái vốn"
        ),
        (
            r"rời|thôi (?:việc|học)|(?:cuối (?:khóa|năm|kỳ|mùa)|nay|giờ)[^.;]{0,15} còn (?:lại )?(?:\d+|một|hai|ba|vài|mấy)|(?:người|hộ|dân)(?: dân)? (?:được|phải) (?:đưa|sơ tán|di dời)|"
            r"trả lại(?! (?:tiền|đủ|nguyên|phần|gần |hơn )?(?:\d|(?:\w+ ){0,2}(?:nghìn|triệu|đồng)|tiền|đủ|"
            r"ví))|nộp lại|chuyển đi|xin (?:thôi|nghỉ)|dời|dọn đi|nghỉ (?:học|việc)|vắng|phản đối|ra đi|"
            r"đi khỏi|đứng ngoài cổng|ngừng việc|bỏ (?:về|đi)"
        ),
        (
            rf"sĩ số (?:\w+ ){{0,4}}(?:đủ|đạt)|"
            rf"{_STILL} (?:làm việc|đến lớp|đi học|đứng lớp|có mặt|dự|tập|ở|đặt|mua|ghé|gắn bó)|"
            rf"(?:đến lớp|đi học|tập|dự|có mặt) (?:đầy )?đủ|đi học sớm|ở (?:yên|lại)|vui vẻ|{_FULL}|"
            rf"(?:cấp|đăng ký|ký kết) mới|(?:doanh nghiệp|công ty|hộ|cơ sở|xưởng|dự án|nhà máy|hợp tác xã)(?: \w+){{0,3}} (?:ra đời|thành lập|gia nhập)|"
            rf"số [^.;]{{2,40}}(?:ngừng|rời|bỏ|giải thể|rút|nghỉ)[^.;]{{0,25}} giảm|chọn (?:nơi|vùng|tỉnh|ở lại)|thêm (?:\w+ )?(?:công ty|doanh nghiệp|hộ|cơ sở)|ngủ (?:\w+ )?tới sáng"
        ),
    ),
    # shut, ended
    _pole(
        (
            r"đóng cửa|khai tử|"
            r"xóa (?:sổ|tên)(?! (?:điểm|nhà tạm|nạn|tệ|cảnh|băng|nhóm|ổ|đường dây|tụ điểm|hủ tục|mù|đói|bệnh|"
            r"sốt|lò|bến))|bị dẹp|phá sản|giải thể|"
            r"(?:ngừng|dừng) (?:hoạt động|phát|chạy|bán|sản xuất|máy|mổ|khám)|sập tiệm|hết thời|bỏ hoang|"
            r"cấm (?:biển|cửa|tiệt|khách|du khách)|đình chỉ|hủy|tê liệt|chết lâm sàng|triệu hồi|tan (?:đàn|rã)"
        ),
        (
            r"dừng|ngừng|tạm (?:nghỉ|đóng)|treo biển|chấm dứt|hoãn|gom|khóa (?:cửa|trái)|bỏ không|thu hồi|"
            r"nghỉ hẳn|cấm|rút giấy phép|tắt lửa|bỏ trống|thôi (?:nung|dạy|chạy|bán)"
        ),
        rf"{_AT_WORK}|{_FULL}|{_GROWS}|chia lãi|kết nạp|đơn hàng [^.;]{{0,20}}tăng",
    ),
    # used up, empty
    _pole(
        (
            r"cạn(?: sạch| kiệt| máu| nước)?|thiếu (?:\w+ )?trầm trọng|"
            r"hết (?:sạch|nước|thuốc|vé|hàng|cá|xăng|chỗ|máu)|khan hiếm|cháy (?:hàng|vé)|trơ đáy|"
            r"vắng (?:tanh|hoe|bóng|khách|ngắt|lặng|teo|như)|đìu hiu|ế ẩm|bỏ hoang|trống (?:trơn|không)|bị găm|chết lâm sàng|"
            r"chết khát"
        ),
        (
            r"lác đác|thưa thớt|đậy bạt|hết(?! (?:veo|hàng|lúc))|thiếu(?! (?:niên|nhi|tá|úy|tướng))|khan|khô|vắng|trống|thưa|đói|khát|"
            r"hạn hán|mượn tạm|ế|xin tiếp|vũng"
        ),
        rf"{_FULL}|{_SOLD}|(?:chạy|phát) đều",
        r"(?:không|chưa) đủ|chỉ còn|không còn",
    ),
    # unsold, at a loss
    _pole(
        (
            r"rớt (?:giá|thảm)|mất (?:giá|trắng|mùa)|ế(?: ẩm| hàng)?|đổ (?:bỏ|cho)|không bán (?:nổi|được)|"
            r"tồn kho|giải cứu|bán tháo|thua lỗ|trắng tay|thất (?:bát|thu)|bỏ cọc|đứng bờ vực"
        ),
        (
            r"lỗ|giảm|hạ|xuống|thấp hơn|mất|chôn|nợ|(?<!chữa )(?<!phòng )cháy|chết|lừa|trôi|ngập|bán rẻ|vỡ|"
            r"vắng|thưa|thối|(?<!lá )rụng|thay vì|đổ bỏ"
        ),
        rf"{_SOLD}|(?:không|chẳng|chưa) (?:ai|hộ nào|sạp nào) (?:\w+ ){{0,2}}(?:bỏ sót|hư hại|lỗ|mất)",
        r"không (?:thể )?liên lạc|không ai mua",
    ),
    # crops and herds given up
    _pole(
        (
            r"(?:chặt|nhổ|đốn|phá|phát) (?:bỏ|sạch|trụi|trắng|vườn|rẫy)|bỏ (?:vườn|rẫy|ao|chuồng)|"
            r"treo (?:ao|chuồng)"
        ),
        r"chặt|nhổ|đốn|phá|bỏ hoang|chuyển (?:sang|đổi)|thay bằng|để trống",
        rf"tỉa|(?:xin|mua|đặt|trồng|thả|nuôi) (?:thêm|dặm|mới|lại)|giữ (?:vườn|rẫy|ao|đàn)|{_SOLD}",
    ),
    # ill, poisoned
    _pole(
        (
            r"ngộ độc|nhiễm (?:độc|khuẩn|bệnh)|bùng (?:phát|dịch)|đại dịch|ổ dịch|ô nhiễm(?: nặng)?|đầu độc|"
            r"bệnh lạ|lây lan|khí độc|gục(?: ngã)?|ngất(?: xỉu)?|suy dinh dưỡng|dịch tả|"
            r"cá chết (?:trắng|hàng loạt|nổi)"
        ),
        (
            r"mắc bệnh|nhập viện|cấp cứu|nôn|đau bụng(?! nhẹ)|dương tính|vượt (?:ngưỡng|chuẩn|mức)|"
            r"ca (?:bệnh|mắc|nặng)|hôi|vào viện|cách ly|thiếu oxy|nổi bụng|"
            r"(?:tạ|tấn) (?:cá|tôm|nghêu)[^.,;]{0,15} (?:chết|nổi)"
        ),
        rf"{_CLEAN}|{_FEWER}",
    ),
    # foul
    _pole(
        r"đục ngầu|nước (?:\w+ )?(?:đục|đen|thối|bẩn)|bốc mùi|hôi thối|nồng nặc",
        r"đục|hôi|đen|bẩn|phèn|cặn|thối|khét|vàng (?:như|khè|ệch)|nhờn|váng",
        _CLEAN,
    ),
    # arrested
    _pole(
        (
            r"sa lưới|bị (?:bắt|còng|khởi tố|tạm giam|truy tố|tước|tịch thu)|vào tù|tóm gọn|còng tay|"
            r"bắt (?:giam|giữ|được)|tịch thu"
        ),
        r"bắt|khởi tố|tạm giữ|tạm giam|bị can|truy tố|tịch thu|thu giữ|khám xét|năm tù|xét xử",
        rf"{_LET_GO}|{_STILL} mở cửa",
    ),
    # struck, robbed
    _pole(
        (
            r"đánh (?:đập|dân|người|hội đồng|ghen|chết|học sinh|bệnh nhân)|hành hung|bạo hành|hỗn chiến|ẩu đả|"
            r"đâm chém|vồ|cắn chết|tấn công|cướp|khoắng(?: sạch)?|trộm (?:sạch|khoắng)|quật chết"
        ),
        (
            r"xô xát|đấm|đá|chém|đâm|cắn|húc|cạy tủ|lấy (?:đi|mất)|mất(?! (?:liên lạc|(?:\w+ ){1,3}(?:phút|giờ|ngày)))|"
            r"đánh nhau|xông vào|trộm"
        ),
        (
            r"đỡ (?:cụ|bà|ông|em|cháu|chị|anh)|đùa|đóng phim|quay phim|diễn (?:tập|kịch)|tiết mục|bắt tay|"
            r"xin lỗi nhau|về (?:bến|bờ|cảng) (?:đủ|an toàn)|tránh gió|trú (?:gió|bão)|(?:còn|vẫn) đủ(?: cả)?|đếm đủ|trong chuồng|trả lại (?:đủ|nguyên)|để quên|"
            r"tìm (?:lại )?được|cầm nhầm|hiền lành"
        ),
    ),
    # unpaid, turned away
    _pole(
        (
            r"quỵt|xù (?:lương|nợ)|"
            r"(?:cắt|xóa sổ|xóa|bỏ) (?:sạch )?(?:điện|nước|trợ cấp|lương|chế độ|hỗ trợ|bảo hiểm)|nợ lương|"
            r"mất (?:việc|đất|kế sinh nhai|quyền lợi)|bỏ (?:mặc|rơi|đói)|bị (?:đuổi|trả về|từ chối)|đuổi (?:\w+ )?(?:người bệnh|bệnh nhân|sản phụ|người già|học trò)|"
            r"trả về (?:hàng|\d|người|bệnh nhân)|quay lưng|tắc trách|vô cảm|ngủ quên"
        ),
        (
            r"nợ|bị cắt|khóa nước|ngừng cấp|chấm dứt hợp đồng|thôi việc|"
            r"mất(?! (?:\w+ ){1,3}(?:phút|giờ|ngày))|đuổi|từ chối"
        ),
        _PAID,
        r"(?:không|chưa) (?:được )?(?:nhận|trả|cấp|lĩnh|lãnh)(?! (?:\w+ )?(?:đơn|phản ánh|thông tin|khiếu nại|tố cáo))",
    ),
    # left to themselves
    _pole(
        r"(?:bị )?bỏ (?:mặc|rơi|quên|lại)|mắc kẹt|lênh đênh|kẹt (?:lại )?(?:giữa|trên|ngoài)|(?:ngủ|nằm) (?:lề đường|vỉa hè|ngoài đường|gầm cầu|vạ vật)|màn trời chiếu đất|vạ vật",
        (
            r"trôi dạt|kẹt|chờ cứu|ở lại|thêm (?:một|hai|ba|bốn|\d+) (?:đêm|ngày)|(?:ngừng|dừng) (?:chạy|xuất bến)|cấm biển|lỡ (?:chuyến|tàu|xe)|(?:chết|hỏng) máy|hủy chuyến|hoang|không ai|mục|cỏ|rêu|thiếu|"
            r"(?:ngủ|nằm|ngồi) (?:\w+ )?(?:ngoài đường|lề đường|vỉa hè|tạm)|dựng lều|chờ"
        ),
        (
            rf"(?:cập|vào) (?:\w+ )?(?:bờ|đảo|cảng|bến)|về (?:bờ|bến) an toàn|đúng giờ|{_NO_COMPLAINT}|"
            rf"vẫn (?:có|còn) (?:chỗ|phòng|giường)|(?<!không )(?<!chưa )còn trống"
        ),
        r"(?:không|chưa) ai (?:\w+ )?(?:đến|tới|lo|trông|sửa|dùng|ngó|hỏi)",
    ),
    # held up
    _pole(
        (
            r"tắc (?:cứng|tị|nghẽn)|ách tắc|đứng (?:hình|bánh|im|khựng)|giậm chân|đắp chiếu|trễ hẹn|lỡ hẹn|"
            r"chậm (?:tiến độ|trễ|như rùa)|ì ạch|vỡ tiến độ|sa lầy|đình trệ"
        ),
        (
            r"chậm|vướng|tắc|trễ|lùi|dừng|ngừng|đình trệ|dở dang|nằm im|gia hạn|điều chỉnh (?:tiến độ|thời gian)|ùn|"
            r"đứng (?:im|bánh|chờ)|kẹt|sa lầy"
        ),
        _ON_TIME,
        r"chưa (?:có mặt bằng|xong|giao|bàn giao|thể)|không (?:có mặt bằng|kịp)",
    ),
    # refusing
    _pole(
        r"(?:nhất quyết|kiên quyết|khăng khăng|một mực|nhất định|cương quyết) (?:không|chống|bám|giữ|đòi)|cố thủ|bất hợp tác|chống (?:lệnh|đối)|không chịu",
        r"phản đối|chống|từ chối|kiện|khiếu nại|cưỡng chế|khăng khăng|bám trụ|cố thủ|đòi",
        _AGREED,
        r"(?:chưa|không)(?: \w+)? (?:chịu|ký|giao|đồng (?:ý|tình)|dời|dọn|nhận tiền)",
    ),
    # short of what was due
    _pole(
        r"thất thu|hụt (?:thu|hơi)|(?:lỡ|vỡ) (?:kế hoạch|chỉ tiêu)|sa sút|tụt (?:hậu|dốc)|đi lùi|tăng trưởng âm|xuống đáy|chạm đáy",
        r"hụt|thấp hơn|kém|sụt|không đạt|giảm (?:so|mạnh|[\d,]+ ?%|gần|hơn)|tụt|chậm hơn|mất|lỗ",
        _MORE_THAN_BEFORE,
        r"(?:chưa|không) (?:đạt|bằng|tới)",
    ),
    # failed
    _pole(
        r"trượt (?:\w+ )?(?:đại học|tốt nghiệp|lớp 10|cao đẳng)|(?:thi )?rớt (?:đại học|tốt nghiệp|lớp 10)|thi trượt",
        r"thiếu [^.;]{0,12}điểm|không đủ điểm",
        r"nhập học|trúng tuyển|(?:thi |đã )?(?:đỗ|đậu) (?!xe|lại)|giấy báo",
    ),
    # fake
    _pole(
        r"(?:toàn|đầy|tràn ngập|tràn lan|rặt) (?:\w+ ){0,2}(?:giả|nhái|rởm|dỏm|lậu)",
        r"giả mạo|không (?:rõ )?nguồn gốc",
        r"(?:là|đều|hàng) (?:hàng )?thật|đúng (?:như |với )?(?:nhãn|nguồn gốc|tên|chuẩn|tiêu chuẩn)|chính hãng|đạt chuẩn",
    ),
    # in the streets
    _pole(
        r"kéo (?:nhau )?(?:về|lên|đến|tới|ra|sang) (?:\w+ ){0,3}(?:đòi|phản đối|kêu|kiện|vây)|biểu tình|đình công|xuống đường|bao vây|phản đối",
        r"kéo (?:đông|về|lên|đến|tới|ra|nhau)|tụ tập|vây|chặn|phản đối|đòi|căng (?:băng|biểu)|la ó|ngừng việc|ngồi (?:lì|trước)",
        r"ra về lặng lẽ|đồng (?:tình|thuận|ý)|vỗ tay|(?:không|chưa) (?:có )?(?:đơn thư|đơn từ|khiếu nại)",
    ),
    # in decline
    _pole(
        (
            r"sụp đổ|chết (?:yểu|dần|mòn|lâm sàng)|lụi tàn|tàn lụi|suy tàn|thoi thóp|hấp hối|"
            r"tuyệt (?:diệt|chủng|tự)|ôm hận|thất bại|xuống dốc|tụt dốc|hết thời|thất nghiệp|bỏ hoang|bế tắc|"
            r"vỡ mộng|bỏ đi|ế ẩm"
        ),
        (
            r"giảm|lỗ|vắng|ế|đóng cửa|dừng|ngừng|thua|mất|thưa|ít dần|giải thể|rời|khó khăn|nợ|"
            r"tạm (?:nghỉ|ngừng)|chết"
        ),
        rf"{_GROWS}|{_FULL}|{_SOLD}",
    ),
    # at fault
    _pole(
        (
            r"tiếp tay|bao che|ăn chặn|gian lận|hối lộ|bán độ|dàn xếp|mua chuộc|(?:đánh )?tráo|làm giả|"
            r"giả mạo|khai khống|khai man|chạy (?:chức|án|tội|suất)|lót tay|vung tiền|móc nối|bòn rút|"
            r"trục lợi|ép (?:bỏ|nộp|mua|học|ký|thôi)|bị ép|bỏ (?:đói|mặc|chốt|trực|vị trí)|chôn trộm|đổ trộm|"
            r"xả trộm|đánh (?:học|bệnh|trẻ|đập|cháu|dân)|bạo hành|gạo mốc|thịt thối"
        ),
        (
            r"thừa nhận|vi phạm|kỷ luật|sai phạm|lập biên bản|bị phạt|đình chỉ|nhận lỗi|khởi tố|bầm tím|"
            r"giấu tên|đơn tố cáo"
        ),
        rf"{_CLEARED}",
    ),
    # bankrupt
    _pole(
        r"vỡ (?:nợ|hụi)|bùng nợ|xù nợ",
        r"khất nợ|giật hụi|bỏ trốn|mất khả năng",
        r"trả (?:đủ|xong|hết)|khoanh nợ|gia hạn|đã hẹn|trả nợ chậm|trong hạn mức|hạn mức cho phép",
    ),
    # in chaos
    _pole(
        (
            r"hỗn loạn|náo loạn|vỡ trận|tê liệt|thất thủ|biểu tình|bao vây|vây kín|phẫn nộ|nổi giận|kêu trời|"
            r"hoảng loạn|ngập (?:kinh hoàng|sâu|nặng)|nhấn chìm|chìm trong|cô lập|chia cắt|mất điện|chen lấn|"
            r"quá tải"
        ),
        (
            r"chen|ùn|tắc|kẹt|nằm ghép|quá tải|kéo (?:đến|tới)|la ó|phản đối|bức xúc|chặn|kêu cứu|nằm chờ|"
            r"hoảng"
        ),
        rf"{_CALM}|có điện lại|lưới vẫn|{_AT_WORK}",
    ),
    # finished
    _pole(
        (
            r"hoàn (?:thành|tất)|thông (?:xe|suốt)|khánh thành|về đích|đưa vào (?:sử dụng|khai thác|vận hành)|"
            r"thoát (?:nghèo|khỏi (?:\w+ ){0,2}nghèo)|xóa xong|phủ (?:kín|sóng)|"
            r"chính thức (?:chạy|bay|mở cửa)|hết cảnh"
        ),
        r"đạt chuẩn|cắt băng|nghiệm thu xong",
        (
            r"mới (?:\w+ ){1,4}[\d,]+ ?%|còn [^.;]{0,25}(?:hộ nghèo|đoạn|vướng|dở|ngổn ngang|chưa)|"
            r"(?:thì|vẫn|hãy|mới) còn xa|còn xa (?:mới|lắm)|"
            r"(?:chưa|không) (?:\w+ ){0,2}(?:xong|hoàn thành|thông|bàn giao|nghiệm thu|mặt bằng|về đích|"
            r"cán đích)|(?:lùi|dời|hẹn) (?:\w+ ){0,3}(?:sang|đến|tới|quý|năm)|đang (?:đắp|thi công|đổ|làm)|"
            r"(?:mục tiêu|mốc)[^.;]{0,60}năm 20\d\d|chưa kịp tiến độ"
        ),
    ),
    # first of all
    _pole(
        (
            r"đứng đầu|dẫn đầu|ngôi (?:đầu|vương|vô địch)|"
            r"nhất (?:cả nước|nước|miền trung|việt nam|thế giới|khu vực|toàn quốc)|số một|quán quân|vô địch|"
            r"giành vàng|huy chương vàng|bá chủ"
        ),
        r"hạng nhất|đoạt cúp|thứ nhất|nhất toàn đoàn|\d+ (?:huy chương )?vàng",
        (
            r"(?:^|[,;:] |(?:đoàn|đội|tỉnh|quảng ngãi|kon tum|địa phương|em|trường|việt nam|chỉ|mới|"
            r"hiện)(?: \w+){0,4} )(?:đứng|xếp) (?:thứ|hạng) (?!nhất|1(?!\d))\w+|"
            r"hạng (?:hai|ba|tư|năm|sáu|\d{1,2})(?! nhất)|giải (?:nhì|ba|khuyến khích)|sau (?:\w+ ){1,3}tỉnh|"
            r"nhóm (?:giữa|cuối|trung bình)|huy chương (?:đồng|bạc)"
        ),
    ),
    # an outbreak
    _pole(
        r"bùng (?:phát|dịch)|lây lan|ổ dịch|đại dịch|dịch (?:bệnh|lạ)|vỡ dịch|bệnh lạ",
        "",
        r"(?:chỉ )?(?:có )?(?:một|hai) ca(?! \w+ nặng)|âm tính|dị ứng|(?:không|chưa) (?:phải|thành) dịch",
    ),
    # on fire
    _pole(
        (
            r"cháy(?! (?:hàng|vé|túi|bỏng|khét|nắng|máy|hết))|cháy (?:rụi|lớn|chợ|nhà|rừng|kho|xưởng)|"
            r"bốc cháy|đám cháy|chữa cháy|dập lửa|ngọn lửa|biển lửa|bà hỏa|hỏa hoạn|phát nổ|nổ lớn|nổ kho"
        ),
        "",
        (
            r"đốt (?:rác|rơm|cỏ|lá)|diễn tập|khói (?:từ|của) (?:bếp|lò|rơm|rác)|"
            r"(?:sấm|pháo|bóng bay|bơm hơi) nổ|nổ lốp|tiếng pháo"
        ),
    ),
    # land taken
    _pole(
        r"xâm chiếm|lấn chiếm|cướp đất|mất đất|thu hồi đất|giải tỏa trắng|đuổi (?:\w+ )?ra đường|cưỡng chế",
        "",
        (
            r"(?:không|chưa) (?:có )?(?:ai|hộ nào|nhà nào) (?:\w+ )?(?:bị|phải|mất)|thỏa thuận xong|"
            r"tự nguyện (?:giao|hiến|trả|dời)"
        ),
    ),
    # dearer
    _pole(
        r"tăng (?:sốc|vọt|phi mã|chóng mặt|gấp)|leo thang|đội giá|cắt cổ|chặt chém",
        "",
        (
            r"(?:giá )?(?:không|chưa) (?:tăng|đổi|nhích)|giữ (?:nguyên )?(?:giá|mức)|"
            r"như (?:cũ|năm ngoái|ngày thường)|niêm yết (?:và|,) (?:bán|thu) đúng"
        ),
    ),
    # money gone
    _pole(
        r"tham (?:ô|nhũng)|ăn chặn|rút ruột|bòn rút|biển thủ|thất thoát|bốc hơi",
        "",
        (
            r"(?:ghi|hạch toán|nhập) nhầm|chậm (?:chuyển|giải ngân|quyết toán)|"
            r"còn (?:\w+ ){0,3}(?:trong (?:kho|quỹ|tài khoản|két))|không phát hiện (?:chênh|sai|thất)|"
            r"(?:phát|chi|trả) (?:xong|đủ|hết)|niêm yết|khớp (?:sổ|số|chứng từ)|đủ (?:cả|không thiếu)"
        ),
    ),
    # the wrong one treated
    _pole(
        (
            r"mổ nhầm|cắt nhầm|tiêm nhầm|phát nhầm|uống nhầm|trao nhầm|"
            r"nhầm (?:thuốc|chân|tay|bệnh nhân|trẻ|con)|chẩn đoán sai|tắc trách"
        ),
        "",
        (
            r"(?:mổ|tiêm|phát|cấp|trao|cắt|điều trị|dùng) đúng|"
            r"đúng (?:chân|bên|thuốc|liều|phác đồ|quy trình|chỉ định|cháu|bé)"
        ),
    ),
    # seized for debts
    _pole(
        (
            r"(?:siết|xiết|tịch thu|phát mãi|thu giữ|niêm phong|kê biên) (?:\w+ )?(?:nhà|đất|tài sản|xe|bò|"
            r"trâu)|siết nợ|đòi nợ|ép trả nợ"
        ),
        "",
        (
            r"không (?:thu giữ|siết|tịch thu|phát mãi|lấy|thu)|gia hạn|khoanh nợ|giãn nợ|"
            r"giấy báo (?:nợ )?định kỳ"
        ),
    ),
    # beasts that attack
    _pole(
        (
            r"tàn phá|tấn công|giày xéo|quật chết|xổng chuồng|vồ|cắn chết|bao vây|sơ tán|kéo về|tràn về|"
            r"tràn vào"
        ),
        "",
        (
            r"(?:quay|trở) (?:lại |vào |về )?rừng|rồi (?:bỏ|bay|bơi|lặn) (?:đi|mất)|ở yên|hiền lành|"
            r"(?:ngủ|học|làm|họp chợ) (?:tới sáng|tiếp|bình thường)|"
            r"không (?:đụng|chạm|cắn|húc) (?:đến |tới )?ai"
        ),
    ),
    # healed, invented
    _pole(
        (
            r"chữa (?:khỏi|lành|bách bệnh)|khỏi (?:hẳn )?(?:ung thư|bệnh|tiểu đường|liệt)|thần dược|tiên dược|"
            r"chế tạo|phát minh|sáng chế|tìm ra (?:thuốc|cách)|giải mã"
        ),
        "",
        (
            r"phác đồ|mô hình (?:\w+ ){0,4}(?:dài|cao|nhỏ|đồ chơi|giấy|bìa)|bài tập|(?:mua|bán) sẵn|"
            r"bác sĩ (?:\w+ ){0,3}(?:không khuyên|khuyên (?:không|đừng)|khuyến cáo)|"
            r"chưa (?:\w+ ){0,2}(?:kiểm chứng|công nhận|thử trên người)|không có (?:tác dụng|công dụng|cơ sở)|"
            r"trên chuột|trong phòng thí nghiệm"
        ),
    ),
    # a treasure
    _pole(
        (
            r"mỏ (?:vàng|đá quý|dầu|kim cương)|kho báu|cổ vật|kim cương|hồng ngọc|kỳ nam|thiên thạch|"
            r"vàng ròng|báu vật|ngọc quý"
        ),
        "",
        (
            r"(?:không|chẳng) có giá trị|không (?:phải|đáng|bán được)|"
            r"(?:giám định|xác định|kết luận|là) (?:\w+ )?(?:gốm thô|pyrit|thủy tinh|đá (?:thường|cuội|vôi)|"
            r"nhựa|đồng thau|hàng mỹ nghệ|xỉ)"
        ),
    ),
    # a ghost, a monster
    _pole(
        (
            r"ma(?! (?:túy|trận|sát|cà|nữ|rốc))|hồn ma|quái vật|thủy quái|bóng trắng|người ngoài hành tinh|"
            r"vật thể lạ|sinh vật lạ|rắn khổng lồ|cá mập|cá sấu"
        ),
        "",
        (
            r"(?:hóa ra|thực ra|thì ra|xác định|cho biết|đó) (?:\w+ ){0,3}là (?:\w+ )?(?:con|cái|chiếc|đám|"
            r"tấm|khúc|cá|chim|bóng|cành|túi|diều|đèn)|do gió|không (?:cắn|nguy hiểm)"
        ),
    ),
    # expelled from school
    _pole(
        (
            r"đuổi học|buộc thôi học|cấm thi|đuổi khỏi (?:trường|lớp)|không cho (?:học|thi|vào lớp)|"
            r"tước (?:bằng|quyền thi)"
        ),
        "",
        (
            r"vẫn (?:\w+ )?(?:đến|đi|tới|ra|ngồi|vào) (?:lớp|học|trường|giảng đường|thi)|"
            r"(?:được|đã) (?:\w+ )?(?:dự thi|vào lớp|học tiếp|thi lại|thi bình thường)"
        ),
    ),
    # an examination rigged
    _pole(
        r"lộ đề|lọt đề|rò đề|gian lận|nâng điểm|sửa điểm|tráo (?:bài|đề)|chạy điểm|mua điểm",
        "",
        (
            r"đề (?:\w+ )?(?:cũ|thử|minh họa|ôn tập|năm (?:ngoái|trước))|không trùng|"
            r"không (?:\w+ ){0,3}(?:giống|trùng)|bảo mật (?:tuyệt đối|an toàn)|ôn tập|(?:đề|câu|bài) (?:\w+ ){0,2}(?:dỏm|rởm|giả)|"
            r"(?:còn|vẫn) nguyên niêm phong|niêm phong (?:còn )?nguyên|(?:đúng|không trái) quy chế"
        ),
    ),
    # for nothing
    _pole(
        r"miễn (?:phí|toàn bộ|hoàn toàn|hết)|phát tiền|cho không|xóa nợ|tặng (?:mỗi|toàn bộ)",
        "",
        (
            r"vẫn (?:\w+ )?(?:thu|đóng|trả|nộp)|chỉ (?:\w+ ){0,2}(?:áp dụng|miễn|giảm|hỗ trợ|cho)|"
            r"hỗ trợ \d+ ?%|giảm \d+ ?%|trả (?:góp|dần)"
        ),
    ),
    # out of control
    _pole(
        r"bó tay|bất lực|đầu hàng|buông xuôi|mất kiểm soát|vượt tầm kiểm soát|thúc thủ|ngoài tầm kiểm soát",
        "",
        (
            r"(?:được|đã|đang) (?:\w+ )?(?:kiểm soát|khống chế|xử lý xong|dập)|kiểm soát tốt|"
            r"giảm (?:\w+ )?(?:\d|một|nửa|gần|mạnh)|xử lý (?:xong|trong)"
        ),
    ),
    # let off
    _pole(
        r"trắng án|vô tội|tha bổng|thoát (?:án|tội)|được minh oan|miễn tội",
        r"không phạm tội|đình chỉ (?:vụ án|điều tra)|trả tự do",
        r"(?:tháng|năm) tù|án treo|tù treo|mức phạt|(?:lĩnh|lãnh|nhận) án|bị (?:tuyên )?phạt",
    ),
    # severely punished
    _pole(
        r"tử hình|chung thân|(?:lĩnh|lãnh|nhận) (?:án|\d+ năm) (?:nặng|tù)|ngồi tù|vào tù|đi tù",
        r"năm tù(?! treo)|bị bắt|tạm giam",
        r"án treo|tù treo|vô tội|trả hồ sơ|hoãn (?:phiên )?tòa|miễn trách nhiệm|phạt tiền|cải tạo không giam giữ",
    ),
    # gone from where it is kept
    _pole(
        (
            r"bán đứng|đánh tráo|bị tráo|tuồn|lấy cắp|đánh cắp|mất cắp|mất trộm|thất lạc|"
            r"(?:bán|mất) (?:\w+ ){0,2}(?:cổ vật|tượng|hiện vật|chuông|sắc phong|trống đồng)"
        ),
        r"không thấy|trống trơn|biến mất|lập biên bản mất",
        (
            r"(?:vẫn|còn) (?:nằm|ở|treo|đặt|được giữ|cất)(?: \w+){0,3} (?:trong|tại|trên|ở) (?:\w+ )?(?:tủ|kho|kệ|chùa|đình|bảo tàng|két|chỗ cũ|gian|gác|miếu|nhà rông|tháp|am)|"
            r"còn nguyên (?:số|niêm|vị trí|chỗ)|nhớ nhầm|đủ hiện vật|trùng khít"
        ),
    ),
)
