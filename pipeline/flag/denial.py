"""A headline whose event the text denies, or of which it tells the opposite.

An event is told in several words of one meaning. The text denies it where one of them stands behind a negation or in
a rumour that is refuted; it tells the opposite in words of its own. Told anywhere as a fact, the event stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.flag.openings import opening_words
from pipeline.flag.reading import Sentence

_EVENTS = (
    (
        r"bắt cóc|bị bắt đi|bị lừa bán|mất tích",
        r"(?:lên xe|đi cùng|đi với|theo) (?:\w+ ){0,4}(?:chú|bác|cậu|cô|dì|bố|mẹ|ông|bà|anh|chị|người nhà|người thân)(?: ruột)?|(?:ở|ngủ|chơi) (?:\w+ ){0,2}nhà (?:bạn|ngoại|nội|người quen)",
    ),
    (
        r"vỡ|sập|đổ sập|sụp đổ|sụp|nứt toác|sụt lún|nứt nẻ|rò rỉ",
        r"(?:đều |vẫn )?(?:nằm )?trong (?:thiết kế|ngưỡng|giới hạn|mức cho phép)|chỉ (?:\w+ ){0,2}(?:thấm|rỉ|rò|nứt|bong|lún)|vẫn (?:đứng vững|nguyên vẹn|an toàn)|(?:không|chưa) (?:nhà|hộ|ai) (?:nào )?phải (?:dời|di dời|sơ tán|chạy)",
    ),
    (
        r"tháo chạy|bỏ chạy|bỏ trốn|sơ tán|chạy loạn|bỏ làng|bỏ xứ",
        r"(?:không|chưa|chẳng) (?:nhà|hộ|ai|người)(?: nào)? (?:phải |bị )?(?:dời|di dời|sơ tán|chạy|rời|bỏ)",
    ),
    (
        r"bán tháo|bán rẻ|bán đứng|bán đổ bán tháo|rao bán|thâu tóm|vào tay tư nhân",
        r"(?:chưa|không|chẳng)(?: \w+){0,5} (?:đem |được |bị |hề )?(?:bán|rao|đấu giá|chuyển nhượng|giao dịch)",
    ),
    (
        r"(?:ông )?trùm|cầm đầu|đầu sỏ|đại ca|bố già|siêu lừa|đường dây|xuyên (?:biên giới|quốc gia)|sa lưới|sa bẫy|vào tù|bị bắt|bắt giữ|tóm gọn",
        r"(?:dừng|chỉ)(?: lại)?(?: ở| bị| mức)* (?:xử )?phạt(?: vi phạm)? hành chính|(?:được|đã) (?:\w+ )?(?:cho )?về(?: nhà| ngay)|(?:nhắc nhở|cam kết) (?:rồi|và|xong)|thả (?:ngay|về)|không (?:bị )?(?:bắt|tạm giữ|khởi tố)",
    ),
    (
        r"bỏ (?:nhiệm sở|việc|trực|trụ sở|ghế|cơ quan)|nghỉ việc|xin (?:thôi|nghỉ)(?: việc)?|thôi việc|đình công|lãn công|từ chức|rời bỏ",
        r"vẫn (?:\w+ )?(?:làm việc|đi làm|đến cơ quan|trực|công tác|có mặt|đứng lớp)|(?:không|chưa|chẳng) (?:có )?(?:ai|người nào|cán bộ nào) (?:\w+ ){0,2}(?:thôi|nghỉ|bỏ|rời|từ chức)",
    ),
    (
        r"giết chết|bức tử|hủy hoại|hủy diệt|đầu độc|chết (?:dần|đứng|mòn)|khai tử|xóa sổ|tàn sát|tuyệt diệt|hấp hối|biến mất",
        r"nước (?:vẫn )?(?:trong|sạch)|cá (?:\w+ ){0,3}(?:bơi|lội|đớp)|(?:cây|rừng|rạn|san hô) (?:\w+ ){0,3}(?:xanh|lên|sống|hồi)|vẫn (?:xanh|chảy|sống|trong|tắm|giặt)|trẻ (?:con |em )?(?:\w+ )?tắm",
    ),
    (
        r"(?:sát|hạ|thảm|tàn) (?:hại|sát)|giết(?: hại| sạch)?|bắn (?:hạ|chết)|đoạt mạng|làm thịt|xẻ thịt",
        r"(?:không|chưa|chẳng)(?: \w+){1,9} (?:chết|mất xác|thiệt mạng|bỏ mạng|thiếu con)|(?:vẫn|đều) (?:còn )?sống|còn (?:nguyên|đủ) (?:\w+ )?(?:đàn|bầy)",
    ),
    (
        r"phá sản|đóng cửa|giải thể|sập tiệm|ngừng hoạt động|khai tử|xóa sổ|dừng hoạt động",
        r"vẫn (?:\w+ )?(?:hoạt động|mở cửa|sản xuất|đón khách|bán|chạy|tuyển)(?! (?:chưa|không))",
    ),
    (
        r"tê liệt|thất thủ|vỡ trận|quá tải|cô lập|chia cắt|hỗn loạn|náo loạn",
        r"(?:vẫn|đều) (?:\w+ )?(?:thông suốt|thông|lưu thông|đi lại|chạy|hoạt động) ?(?:bình thường|tốt)?|còn (?:\w+ ){0,2}(?:giường|chỗ) trống|trật tự|thông suốt|thông thoáng|suôn sẻ",
    ),
    (
        r"khan hiếm|cháy hàng|trơ đáy|cạn|cạn kiệt|cạn sạch|hết sạch|khát|đói|thiếu (?:\w+ )?trầm trọng",
        r"còn (?:\w+ ){0,2}(?:[\d,]+ ?%|hai phần ba|hơn nửa|quá nửa|già nửa)|xấp xỉ cùng kỳ|(?:vẫn |còn |đủ )(?:\w+ )?(?:dồi dào|đầy ắp|đầy kệ|đầy kho)|dồi dào|dư (?:dùng|cung cấp)|đủ (?:dùng|bán|cung ứng|cung cấp|ăn) (?:(?:đến|cho|hết|trong)|(?:\w+ ){1,2}(?:ngày|tuần|tháng))",
    ),
    (
        r"ngộ độc|nhiễm độc|có độc|đầu độc|nhiễm khuẩn|ô nhiễm nặng|nước bẩn",
        r"(?:đều|kết quả) (?:\w+ ){0,3}(?:âm tính|đạt)|trong (?:ngưỡng|giới hạn)|(?:không|chưa|chẳng)(?: có)? ai (?:phải |bị )?(?:nhập viện|vào viện|đi viện|đau bụng|nôn|ngộ độc)|say (?:xe|nắng)|ăn no|đói bụng",
    ),
    (
        r"trắng tay|mất trắng|mất mùa|thất bát",
        r"(?:vẫn |đã )?(?:thu được|thu về|gặt được|cân được|bán được)|chỉ (?:mất|hỏng|giảm)|được mùa",
    ),
    (
        r"bỏ học|bỏ trường|nghỉ học|thất học",
        r"sĩ số (?:\w+ )?đủ|vẫn (?:\w+ )?(?:đến lớp|đi học|tới trường)|(?:không|chưa|chẳng) (?:có )?em nào (?:\w+ )?(?:bỏ|nghỉ)|(?:đến|ra) lớp đầy đủ",
    ),
    (
        r"cướp|trấn lột|trộm|cuỗm|khoắng",
        r"(?:đùa|quay phim|đóng phim|diễn tập)|để quên|tìm (?:lại )?được|trả lại (?:đủ|nguyên)|cầm nhầm",
    ),
    (
        r"đánh (?:hội đồng|đập|ghen|nhau|chết|tơi tả)|hành hung|bạo hành|hỗn chiến|ẩu đả|truy sát|đâm chém",
        r"tiết mục|vở kịch|tập kịch|đóng phim|quay phim|diễn (?:kịch|tập|thử)|(?:không|chưa|chẳng) (?:có )?ai (?:\w+ )?(?:đánh|thương|đụng|động tay)|(?:cãi|lời qua tiếng lại) (?:\w+ ){0,4}rồi|bắt tay|xin lỗi nhau|tự (?:té|ngã)",
    ),
    (
        r"tẩy chay|quay lưng|ế (?:ẩm|khách)|vắng (?:tanh|hoe|khách)|bị bỏ rơi|không ai mua",
        r"xếp hàng|kín (?:chỗ|bàn|phòng|khách)|(?:đông|đắt) (?:khách|hàng)|vẫn (?:\w+ )?(?:mua|đến|ghé|đông)",
    ),
    (
        r"tử vong|thiệt mạng|chết(?! (?:khiếp|lặng|mê|điếng|mòn|dần|đứng))|mất mạng|qua đời",
        r"(?:đã |đều )?(?:xuất viện|khỏe (?:lại|mạnh)|tỉnh (?:lại|táo)|qua cơn nguy kịch|sống sót|thoát nạn)|còn sống",
    ),
    (
        r"bùng (?:phát|dịch)|lây lan|ổ dịch|đại dịch|dịch (?:bệnh|lạ)|vỡ dịch|bệnh lạ",
        r"(?:chỉ )?(?:có )?(?:một|hai) ca(?! \w+ nặng)|âm tính|dị ứng|(?:không|chưa) (?:phải|thành) dịch",
    ),
    (
        r"cháy (?:rụi|lớn|chợ|nhà|rừng|kho|xưởng)|bốc cháy|đám cháy|chữa cháy|dập lửa|ngọn lửa|biển lửa|bà hỏa|hỏa hoạn|phát nổ|nổ lớn|nổ kho",
        r"đốt (?:rác|rơm|cỏ|lá)|diễn tập|khói (?:từ|của) (?:bếp|lò|rơm|rác)|(?:sấm|pháo|bóng bay|bơm hơi) nổ|nổ lốp|tiếng pháo",
    ),
    (
        r"xâm chiếm|lấn chiếm|cướp đất|mất đất|thu hồi đất|giải tỏa trắng|đuổi (?:\w+ )?ra đường|cưỡng chế",
        r"(?:không|chưa) (?:có )?(?:ai|hộ nào|nhà nào) (?:\w+ )?(?:bị|phải|mất)|thỏa thuận xong|tự nguyện (?:giao|hiến|trả|dời)",
    ),
    (
        r"tăng (?:sốc|vọt|phi mã|chóng mặt|gấp)|leo thang|đội giá|cắt cổ|chặt chém",
        r"(?:giá )?(?:không|chưa) (?:tăng|đổi|nhích)|giữ (?:nguyên )?(?:giá|mức)|như (?:cũ|năm ngoái|ngày thường)|niêm yết (?:và|,) (?:bán|thu) đúng",
    ),
    (
        r"cắt (?:điện|nước|trợ cấp|lương|chế độ|hỗ trợ)|mất (?:điện|nước|lương|việc)|xù (?:nợ|lương)|nợ lương|quỵt",
        r"(?:đã|vẫn|đều) (?:\w+ )?(?:trả đủ|chi đủ|nhận đủ|cấp đủ|đủ lương)|không (?:ai|hộ nào|người nào) (?:\w+ )?(?:bị|mất)|(?:đã|sẽ) (?:\w+ )?(?:báo|thông báo) trước",
    ),
    (
        r"tham (?:ô|nhũng)|ăn chặn|rút ruột|bòn rút|biển thủ|thất thoát|bốc hơi",
        r"(?:ghi|hạch toán|nhập) nhầm|chậm (?:chuyển|giải ngân|quyết toán)|còn (?:\w+ ){0,3}(?:trong (?:kho|quỹ|tài khoản|két))|khớp (?:sổ|số|chứng từ)|đủ (?:cả|không thiếu)",
    ),
    (
        r"mổ nhầm|cắt nhầm|tiêm nhầm|phát nhầm|uống nhầm|trao nhầm|nhầm (?:thuốc|chân|tay|bệnh nhân|trẻ|con)|chẩn đoán sai|tắc trách",
        r"(?:mổ|tiêm|phát|cấp|trao|cắt|điều trị|dùng) đúng|đúng (?:chân|bên|thuốc|liều|phác đồ|quy trình|chỉ định|cháu|bé)",
    ),
    (
        r"đuổi học|buộc thôi học|cấm thi|đuổi khỏi (?:trường|lớp)|không cho (?:học|thi|vào lớp)|tước (?:bằng|quyền thi)",
        r"vẫn (?:\w+ )?(?:đến|đi|tới|ra|ngồi|vào) (?:lớp|học|trường|giảng đường|thi)|(?:được|đã) (?:\w+ )?(?:dự thi|vào lớp|học tiếp|thi lại|thi bình thường)",
    ),
    (
        r"từ chối (?:\w+ )?(?:khám|tiếp|nhận|cấp cứu|bệnh nhân|trẻ|học sinh|hồ sơ)|bị từ chối|xua đuổi|đuổi (?:bệnh nhân|khách|dân)|trả về",
        r"(?:đều|đã|vẫn|liền) (?:được )?(?:\w+ )?(?:khám|tiếp nhận|nhận|cấp cứu|giải quyết|bố trí|xếp (?:chỗ|lớp))",
    ),
    (
        r"bỏ rơi|bỏ mặc|bỏ quên|bỏ lại|vô cảm|thờ ơ|ngó lơ|ngủ quên",
        r"quay lại (?:tìm|đón)|(?:luôn|vẫn|đều) (?:\w+ )?(?:ở bên|bên cạnh|có mặt|túc trực)|ở bên (?:giường|cạnh)|giữ liên lạc|(?:lời|thư|gửi lời) cảm ơn|thăm hỏi|đến thăm",
    ),
    (
        r"bó tay|bất lực|đầu hàng|buông xuôi|mất kiểm soát|vượt tầm kiểm soát|thúc thủ|ngoài tầm kiểm soát",
        r"(?:được|đã|đang) (?:\w+ )?(?:kiểm soát|khống chế|xử lý xong|dập)|kiểm soát tốt|giảm (?:\w+ )?(?:\d|một|nửa|gần|mạnh)|xử lý (?:xong|trong)",
    ),
    (
        r"(?:siết|xiết|tịch thu|phát mãi|thu giữ|niêm phong|kê biên) (?:\w+ )?(?:nhà|đất|tài sản|xe|bò|trâu)|siết nợ|đòi nợ|ép trả nợ",
        r"không (?:thu giữ|siết|tịch thu|phát mãi|lấy|thu)|gia hạn|khoanh nợ|giãn nợ|giấy báo (?:nợ )?định kỳ",
    ),
    (
        r"tàn phá|tấn công|giày xéo|quật chết|xổng chuồng|vồ|cắn chết|bao vây|sơ tán|kéo về|tràn về|tràn vào",
        r"(?:quay|trở) (?:lại |vào |về )?rừng|rồi (?:bỏ|bay|bơi|lặn) (?:đi|mất)|ở yên|hiền lành|(?:ngủ|học|làm|họp chợ) (?:tới sáng|tiếp|bình thường)|không (?:đụng|chạm|cắn|húc) (?:đến |tới )?ai",
    ),
    (
        r"chữa (?:khỏi|lành|bách bệnh)|khỏi (?:hẳn )?(?:ung thư|bệnh|tiểu đường|liệt)|thần dược|tiên dược|chế tạo|phát minh|sáng chế|tìm ra (?:thuốc|cách)|giải mã",
        r"phác đồ|mô hình (?:\w+ ){0,4}(?:dài|cao|nhỏ|đồ chơi|giấy|bìa)|bài tập|(?:mua|bán) sẵn|bác sĩ (?:\w+ ){0,3}(?:không khuyên|khuyên (?:không|đừng)|khuyến cáo)|chưa (?:\w+ ){0,2}(?:kiểm chứng|công nhận|thử trên người)|không có (?:tác dụng|công dụng|cơ sở)|trên chuột|trong phòng thí nghiệm",
    ),
    (
        r"mỏ (?:vàng|đá quý|dầu|kim cương)|kho báu|cổ vật|kim cương|hồng ngọc|kỳ nam|thiên thạch|vàng ròng|báu vật|ngọc quý",
        r"(?:không|chẳng) có giá trị|không (?:phải|đáng|bán được)|(?:giám định|xác định|kết luận|là) (?:\w+ )?(?:gốm thô|pyrit|thủy tinh|đá (?:thường|cuội|vôi)|nhựa|đồng thau|hàng mỹ nghệ|xỉ)",
    ),
    (
        r"ma|hồn ma|quái vật|thủy quái|bóng trắng|người ngoài hành tinh|vật thể lạ|sinh vật lạ|rắn khổng lồ|cá mập|cá sấu",
        r"(?:hóa ra|thực ra|thì ra|xác định|cho biết|đó) (?:\w+ ){0,3}là (?:\w+ )?(?:con|cái|chiếc|đám|tấm|khúc|cá|chim|bóng|cành|túi|diều|đèn)|do gió|không (?:cắn|nguy hiểm)",
    ),
    (
        r"lộ đề|lọt đề|rò đề|gian lận|nâng điểm|sửa điểm|tráo (?:bài|đề)|chạy điểm|mua điểm",
        r"đề (?:\w+ )?(?:cũ|thử|minh họa|ôn tập|năm (?:ngoái|trước))|không trùng|(?:còn|vẫn) nguyên niêm phong|niêm phong (?:còn )?nguyên|(?:đúng|không trái) quy chế",
    ),
    (
        r"rớt giá|ế ẩm|ế hàng|dội chợ|đổ bỏ|giải cứu|bán đổ bán tháo|thua lỗ|lỗ nặng|tồn kho",
        r"bán hết|được giá|giá (?:\w+ ){0,2}(?:cao hơn|nhích|giữ)|thương lái (?:\w+ ){0,3}(?:đặt|mua hết|mua sạch|cọc)|kín đơn|đơn hàng (?:\w+ )?(?:kín|đến)|lãi",
    ),
    (
        r"bỏ hoang|không người ở|vắng (?:khách|tanh|hoe|bóng)|ế khách|trống trơn|đìu hiu|bỏ trống|bỏ phố|bỏ quê|bỏ xứ",
        r"kín (?:phòng|chỗ|lịch|khách|học viên)|lấp đầy|đã (?:có người|nhận việc|vào ở|dọn vào)|người thay|đông (?:khách|kín|người)|khách (?:\w+ ){0,4}(?:tăng|đạt)|(?:không|chưa) ai (?:\w+ )?(?:đi|bỏ|xin|rời)",
    ),
    (
        r"đứng đầu|dẫn đầu|nhất (?:cả nước|nước|miền trung|việt nam|thế giới|khu vực)|số một|quán quân|vô địch|giành vàng|huy chương vàng",
        r"(?:đứng|xếp) (?:thứ|hạng) (?!nhất|1(?!\d))\w+|hạng (?:hai|ba|tư|năm|sáu|\d{1,2})(?! nhất)|giải (?:nhì|ba|khuyến khích)|sau (?:\w+ ){1,3}tỉnh|chưa (?:phải|lọt)|nhóm (?:giữa|cuối|trung bình)|huy chương (?:đồng|bạc)",
    ),
    (
        r"miễn (?:phí|toàn bộ|hoàn toàn|hết)|phát tiền|cho không|xóa nợ|tặng (?:mỗi|toàn bộ)",
        r"vẫn (?:\w+ )?(?:thu|đóng|trả|nộp)|chỉ (?:\w+ ){0,2}(?:áp dụng|miễn|giảm|hỗ trợ|cho)|hỗ trợ \d+ ?%|giảm \d+ ?%|trả (?:góp|dần)",
    ),
    (
        r"hoàn thành|thông xe|khánh thành|về đích|đưa vào (?:sử dụng|khai thác|vận hành)|hoàn tất|thoát nghèo|xóa xong|phủ kín|chính thức (?:chạy|bay|mở cửa)",
        r"mới (?:\w+ ){1,4}[\d,]+ ?%|(?:chưa|không) (?:\w+ ){0,2}(?:xong|hoàn thành|thông|bàn giao|nghiệm thu|chạy thử)|(?:lùi|dời|hẹn) (?:\w+ ){0,3}(?:sang|đến|tới)|còn (?:vướng|dở|thiếu|ngổn ngang)|(?:thì|vẫn|hãy|mới) còn xa|còn xa (?:mới|lắm)|(?:chưa|không) (?:thể )?(?:\w+ ){0,2}(?:về đích|cán đích|kịp tiến độ)",
    ),
    (
        r"từ chức|qua đời|đột tử|xin nghỉ|mất chức|bị (?:cách chức|bãi nhiệm|miễn nhiệm|đình chỉ|triệu tập|bắt)|bỏ trốn|trốn biệt|biệt tăm|mất tích|xin thôi|bỏ nhiệm sở|rời ghế",
        r"(?:sáng nay|chiều nay|hôm nay|hiện|hôm qua|vẫn|đang|tuần này)(?:,)? (?:(?:ông|bà|anh|chị|cô|thầy|vẫn|đang|còn|họ) ){0,2}(?:\w+ )?(?:chủ trì|điều hành|tiếp dân|tiếp công dân|giao ban|đứng lớp|dạy|ngồi|cười|trực|khám bệnh|làm việc|dự họp|ký|họp|trồng|đi chợ)|nghỉ (?:phép|dưỡng|ốm)|trở lại (?:làm|tiếp|công)|trùng (?:gần hết )?tên",
    ),
    (
        r"bỏ trốn|trốn biệt|biệt tăm|cao chạy xa bay|tẩu thoát|trốn ra nước ngoài",
        r"(?:ông|bà(?! con)|anh(?! em)|chị|giám đốc|chủ \w+|người này|kẻ [^.,;]{2,15}|hắn|gã) (?:\w+ ){0,3}?(?:(?:vẫn|đang|còn) (?:ở|sống ở|có mặt (?:ở|tại))|có mặt (?:ở|tại)) (?:nhà|địa phương|quê)",
    ),
    (
        r"đình công|biểu tình|bãi khóa|bao vây|kéo (?:đến|lên)|chặn (?:xe|đường)|phản đối|nổi giận|nổi dậy|dậy sóng|phẫn nộ",
        r"(?:đều|cùng|phần lớn|đa số) (?:\w+ ){0,2}(?:đồng tình|đồng thuận|ủng hộ|nhất trí)|giơ tay đồng ý|vỗ tay|ra về (?:vui|trong)|không (?:có )?(?:ai|cảnh) (?:\w+ )?(?:phản đối|la ó|kéo|chặn)|(?:tỏ ra|rất) (?:hài lòng|đồng tình)",
    ),
)
_EVENT = tuple(
    (
        opening_words(event),
        re.compile(rf"(?<!\w)(?:{event})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{opposite})(?!\w)"),
    )
    for event, opposite in _EVENTS
)
"""Words for one event with those they begin with, and what tells its opposite."""
_NO = r"không|chưa|chẳng|làm gì|bác bỏ|phủ nhận|bịa|bịa đặt|tin đồn|lời đồn|tin giả|đồn|thất thiệt|không hề|dựng chuyện"
_NEGATION = re.compile(
    r"(?<!\w)(?:(?:không|chưa|chẳng)(?: hề| từng)?(?: (?:có|phải|bị|ai|thấy|xảy|ghi|nghe))|làm gì có|bác (?:bỏ|tin)|phủ nhận|bịa(?: đặt| chuyện| ra)?|dựng chuyện|"
    r"(?:tin|lời) (?:đồn|giả|thất thiệt)|(?:tin|lời đồn|tin đồn|thông tin|đoạn (?:phim|clip|video))(?= [^.;]*(?:loan|lan|đồn|truyền|râm ran|rộ)[^.;]*(?:nhưng|song|thực (?:ra|tế)|hóa ra)))(?P<what>[^.;]*)"
)
"""What is said not to be: all that stands behind, up to the next clause."""
_WITHIN = 9
"""Words behind a negation that it denies."""
_ASKED = re.compile(
    r"\?|(?<!\w)(?:không|chưa|chẳng|suýt|nguy cơ|phòng|chống|nghi|diễn tập|tin|ngăn|giả định|nếu)(?!\w)"
)
"""A headline with one of these does not tell of an event that was."""
_NOT_TOLD = re.compile(
    rf"(?<!\w)(?:{_NO}|nếu|suýt|sợ|lo|ngỡ|tưởng|(?<!theo )(?<!thông )(?<!đưa )(?<!nhận )(?<!báo )(?<!nhắn )(?<!bản )tin|nghe|mạng xã hội|giấu tên|ẩn danh|không nêu tên|đồn|nghi|phòng|chống|nguy cơ|hình như)(?!\w)|\?"
)
"""A sentence that tells of an event as denied, feared, heard or told by somebody unnamed is no report of it."""


def denies_event(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that denies what the headline tells, or tells the opposite of it, or None."""
    if _ASKED.search(title.small):
        return None
    for openings, event, opposite in _EVENT:
        if openings is not None and openings.isdisjoint(title.tokens):
            continue
        if event.search(title.small) is None or opposite.search(title.small):
            continue
        if any(event.search(s.small) and not _NOT_TOLD.search(s.small) for s in body):
            continue
        denied = next((s for s in body if _denies(s, event)), None)
        found = denied or next((s for s in body if opposite.search(s.small)), None)
        if found is not None:
            return found
    return None


def _denies(sentence: Sentence, event: re.Pattern[str]) -> bool:
    """Tell whether one of the words of an event stands behind a negation."""
    return any(
        event.search(" ".join(found["what"].split()[:_WITHIN]))
        for found in _NEGATION.finditer(sentence.small)
    )
