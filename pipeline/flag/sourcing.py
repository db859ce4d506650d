"""F-5 and F-6: who speaks in a critical article. No official voice, or nobody with a name.

The rules look at attribution only. They never ask whether the criticism is right, and negative tone alone is no
flag: an article must complain or accuse and leave the agency unheard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.domain.records import SAID, AgencyRole, Field, Flag, Signal, TaggedArticle, Tone
from pipeline.flag.grievance import accuses, grievance, kinds, strongest
from pipeline.flag.guarded import Guarded, opening_words
from pipeline.flag.names import UPPER, word_set
from pipeline.flag.reading import Reading, Sentence
from pipeline.flag.verdict import find_early_verdict, is_judged

_SAYS = (
    r"cho biết|cho hay|nói|khẳng định|thông tin|trả lời|giải thích|thừa nhận|hứa|yêu cầu|chỉ đạo|đề nghị|xác nhận|xác định|"
    r"cảnh báo|khuyến cáo|thống kê|lý giải|nhìn nhận|lưu ý|báo cáo|công bố|cam kết|phản hồi|thông báo|cho rằng|nhận định|chia sẻ|"
    r"bác bỏ|phủ nhận|nhận (?:khuyết điểm|lỗi|trách nhiệm|sai|thiếu sót)|phân trần|trần tình|nêu|giao(?! (?:thông|dịch|lưu|mùa|tuyến))|bảo vệ quan điểm|tiết lộ|đính chính|tiếp thu|kể|gợi ý|khuyên|nhắc|đánh giá|nhấn mạnh|phát biểu|đáp|trấn an|phân tích|(?<!bản )(?<!có )kết luận|phúc đáp"
)
_OFFICE = (
    r"(?<!cơ )(?<!trụ )(?<!công )(?<!nhiệm )sở(?! hữu| dĩ| thích| trường| tại)|ubnd|hđnd|ủy ban nhân dân|công an|ban quản lý|chi cục|cục|thanh tra|văn phòng ubnd|phòng (?:giáo dục|lao động|cảnh sát|tài nguyên|"
    r"kinh tế|y tế|nông nghiệp|quản lý|văn hóa|nội vụ)|trung tâm y tế|bệnh viện|tỉnh ủy|đảng ủy|bộ chỉ huy|hạt kiểm lâm|trạm kiểm ngư|chính quyền|"
    r"kho bạc|(?<!tiền )(?<!đóng )(?<!nợ )(?<!sổ )(?<!thẻ )(?<!hình )bảo hiểm xã hội(?! (?:tự nguyện|bắt buộc|một lần|cho))|cơ quan điều tra|viện kiểm sát|tòa án|đồn biên phòng|ban chỉ huy|điện lực|cơ quan chức năng|cơ quan chuyên môn|ngành chức năng|"
    r"lãnh đạo (?:địa phương|xã|phường|tỉnh|thành phố|ngành)|đại diện (?:địa phương|xã|phường|chủ đầu tư)|(?:công ty|nhà máy) nước(?! (?:ngoài|mắm|đá|ngọt|giải|uống|ép))|(?:đơn vị|công ty|nhà máy) (?:cấp nước|cấp điện|thoát nước|môi trường đô thị|thủy nông)|ngành (?:y tế|giáo dục|nông nghiệp|thủy lợi|điện|giao thông|xây dựng|môi trường|văn hóa|thuế)|trung tâm (?:nước sạch|dịch vụ|quản lý|phát triển|kiểm soát)"
)
_OFFICER = (
    r"giám đốc sở|phó giám đốc|giám đốc (?:sở|bệnh viện|trung tâm|ban|phòng giao dịch|chi nhánh|kho bạc|bảo hiểm|cơ sở|đài|bưu điện|điện lực|vườn|xí nghiệp|công an|công ty (?:cấp nước|khai thác|thủy lợi|môi trường|điện lực|xổ số))|chủ tịch (?:ubnd|xã|phường|tỉnh|hđnd|huyện)|phó chủ tịch|bí thư|chi cục trưởng|cục trưởng|chánh|trưởng ban|"
    r"phó trưởng ban|trưởng phòng|phó phòng|phó trưởng phòng|hiệu trưởng|hiệu phó|(?:hạt|đội|trạm|đồn|viện|vụ|cụm) trưởng|trưởng (?:bến|trạm|khoa|đoàn|cụm)|(?:trung|thượng|đại|thiếu) (?:tá|úy|tướng)|người phát ngôn|kiểm lâm viên|"
    r"bí thư|thượng úy|đại úy|giám định viên"
)
_VOICE = Guarded(
    rf"(?<!\w)(?:{_OFFICER}|(?:lãnh đạo|đại diện|cán bộ|theo)[^.;]{{0,25}}(?:{_OFFICE})|(?:{_OFFICE}))(?!\w)[^.;]{{0,110}}?(?<!\w)(?:{_SAYS})(?!\w)"
    rf"|(?<!\w)(?:{_SAYS})[^.;]{{0,60}}(?<!\w)(?:{_OFFICER})(?!\w)"
    rf"|(?<!\w)(?:bảng|báo cáo|số liệu|thống kê|văn bản|công văn|thông báo|danh sách|kết luận|hồ sơ|biên bản|trang thông tin|cổng thông tin)[^.;,]{{0,30}} của [^.;,]{{0,12}}(?:{_OFFICE})(?!\w)[^.;]{{0,60}}?(?<!\w)(?:ghi|cho thấy|nêu|thể hiện|liệt kê|chỉ ra|cho hay|có|đăng|là)(?!\w)"
    rf"|(?<!\w)(?:{_OFFICE})(?!\w)(?: [^\W\d_]+){{0,12}} đã (?:kịp thời |lập tức |khẩn trương |ra (?:quyết định|lệnh|văn bản) |tạm )?(?:đình chỉ|niêm phong|lập biên bản|xử phạt|thu hồi|tạm dừng|rút giấy phép|khởi tố|kỷ luật|cách chức|phong tỏa|phát hiện)(?!\w)"
    rf"|(?<!\w)(?:{_OFFICER}|{_OFFICE})(?!\w)(?: [^\W\d_]+){{0,9}} (?:đã|vừa) ký (?:văn bản|công văn|quyết định)(?!\w)"
    rf"|(?<!\w)(?:{_OFFICER}|(?:lãnh đạo|đại diện|cán bộ|chuyên viên)[^.;:]{{0,25}}(?:{_OFFICE}))(?!\w)[^.;:]{{0,90}}: "
    rf"|(?<!\w)qua lời (?:ông |bà |vị )?(?:{_OFFICER}|giám đốc|chủ tịch|trưởng \w+|phó \w+)(?!\w)"
    rf"|(?<!\w)theo (?:lời )?(?:ông|bà|bác sĩ|anh|chị|thầy|cô) [^.;,]{{3,30}}, (?:tân |quyền |nguyên phó )?(?:{_OFFICER})(?!\w)"
    rf"|(?<!\w)theo (?:báo cáo|tờ trình|thông báo|kết luận|số liệu|thống kê|lãnh đạo|đại diện|ông|bà)?[^.;,]{{0,30}}(?:{_OFFICE}|{_OFFICER})(?!\w)"
)
_SPEAKERS = (opening_words(_OFFICE) or frozenset()) | (opening_words(_OFFICER) or frozenset())
"""One of these stands wherever an official or an office is heard."""
_UNHEARD = re.compile(
    r"(?<!\w)(?:chưa|không|chẳng|từ chối|né tránh)(?: \w+){0,5}? (?:trả lời|phản hồi|hồi âm|giải thích|thông báo|thông tin|lên tiếng|cho biết|ý kiến)(?!\w)"
    r"|(?<!\w)(?:tự xưng|tự nhận|từng (?:là|làm)(?: (?:ở|tại|cho|trong))?)(?: \w+){0,7}"
    rf"|(?<!\w)(?:cựu|nguyên) (?:nhân viên|cán bộ|lãnh đạo|{_OFFICER})(?: \w+){{0,7}}"
    rf"|(?<!\w)(?:một|vài|hai) (?:\w+ )?(?:nhân viên|cán bộ|lãnh đạo|bác sĩ|{_OFFICER})(?!\w)[^.;]{{0,60}}(?<!\w)(?:(?:giấu|không (?:muốn )?(?:nêu|lộ|tiết lộ|ghi|xưng|công khai)) (?:tên|danh tính)|ẩn danh)[^.;]*"
    r"|(?<!\w)theo (?:\w+ )?(?:luật|nghị định|nghị quyết|thông tư|quyết định|chỉ thị|quy định|quy chế)(?!\w)[^,.;]*"
    r"|(?<!\w)(?:có|ban hành|ra) (?:công văn|văn bản|chỉ thị) số [^.;]*|(?<!\w)công bố quyết định (?:kiểm tra|thanh tra)"
    rf"|(?<!\w)(?:ghế|chức|suất|chân) (?:{_OFFICER})(?!\w)"
    r"|(?<!\w)(?:phó |phó trưởng |trưởng |thành viên )?ban (?:giám sát cộng đồng|đại diện (?:cha mẹ|phụ huynh|cư dân|hội)|liên lạc|quản trị (?:chung cư|tòa nhà)|tự quản|hòa giải|phụ huynh|hộ tự|nghi lễ)(?!\w)"
    r"|(?<!\w)(?:số \d[\w/-]*-\w+|\d+/\d{4}/[\w-]+)"
    rf"|(?<!\w)(?:tố|tố cáo|tố giác|cáo buộc|phản ánh)(?: việc| rằng)? (?:{_OFFICER}|{_OFFICE})(?!\w)[^.;]*"
    r"|(?<!\w)(?:bảo vệ|văn thư|lễ tân|thư ký|nhân viên|người trực|trực ban)(?: \w+){0,4} (?:nói|bảo|báo|đáp|trả lời|cho biết)(?!\w)[^.;]{0,40}(?<!\w)(?:đi (?:họp|vắng|công tác)|vắng|bận|chưa về)(?!\w)"
    r"|(?<!\w)(?:ông|bà|anh|chị|cô|chú|cụ|dân|người dân|bà con|phụ huynh|bệnh nhân)(?: \w+){0,3} (?:kể|than|phàn nàn|thắc mắc|trách|nhớ)(?!\w)[^.;\"”]*"
    r"|(?:hứa|hẹn|bảo|nói)(?!\w)[^.;]{0,60}(?<!\w)(?:nhưng|mà|song|rồi|thế rồi)(?!\w)[^.;]{0,25}(?<!\w)(?:chưa|không|chẳng|vẫn|im|thôi|để đó|đến nay)(?!\w)"
    r"|(?<!\w)(?:người dân|bà con|cử tri|phụ huynh|tiểu thương|hộ dân|dân|chúng tôi|phóng viên)(?: \w+){0,4}? (?:đề nghị|yêu cầu|kiến nghị|mong|hỏi|gửi đơn|khiếu nại)(?!\w)(?:(?! nhưng | và )[^,.;])*"
)
"""What is no voice of an office of its own.

What it did not say, what people asked of it or tell that it said, a promise not kept, who once worked there or will not
be named, what it is accused of having said, who at its door says that it is out, and a rule or a number of a document
that is cited.
"""
_INTRODUCED = re.compile(
    rf"(?<!\w)(?:ông|bà|bác sĩ|kỹ sư|(?:thiếu|trung|thượng|đại) (?:úy|tá|tướng)) [^,.;]{{3,30}}, (?:tân |quyền )?(?:{_OFFICER})(?!\w)"
)
_BY_PRONOUN = re.compile(rf"(?:ông|bà|vị này) (?:cũng |còn |liền |thì )?(?:đáp|{_SAYS})(?!\w)")
_REPLY = re.compile(r"(?:trả lời|giải đáp|đáp):")
"""How a column answers one of the questions of its readers; with several replies the service itself speaks."""
_STAYS_IN_MIND = 4
"""So many sentences later a pronoun no longer means the official."""
_QUOTED_OFFICER = re.compile(rf"[\"”][^.]{{0,15}}(?<!\w)(?:{_OFFICER})(?!\w)")
_ANONYMOUS = Guarded(
    r"(?<!\w)(?:(?<!minh )(?<!chứng )(?<!nhận )(?<!tra )(?:một |theo )?nguồn (?:tin|thạo tin)(?: (?:riêng|này|giấu tên|không chính thức|thạo tin|thân cận))?|"
    r"(?<!khẩu trang )(?<!tên )(?<!kẻ )(?:giấu|giữ kín|che|từ chối|đổi|thay|thay đổi|lộ|để lộ|nêu|tiết lộ|đăng|ghi|xưng|khai|cho biết|bịt)(?: \w+){0,2}(?<!phát hiện) (?:tên|danh tính|mặt|danh)(?! (?:hiệu|sách|dự|kinh|hàng|nước|bằng|cầu|trận|thắng|mục|vào))|"
    r"ẩn danh|nặc danh|tên (?:đã|được)[^.,;]{0,8}(?:thay đổi|đổi)|tên nhân vật|tạm gọi|xin (?:được )?gọi(?: là| tắt)?|người trong (?:cuộc|ngành|nghề|nội bộ|cơ quan|đơn vị|công ty|nhà trường)|nội tình|"
    r"người (?:am hiểu|hiểu|rành|nắm|biết|thạo)(?: rõ)? (?:vụ việc|sự việc|nội bộ|chuyện|tin)|(?:đừng|không) (?:viết|nhắc|in|đưa) tên|một nguồn (?:đáng tin|thân cận|nội bộ)|theo (?:lời )?đồn|rỉ tai|"
    r"(?:không|chẳng)(?: (?:muốn|tiện|dám|được|phép|cho))* (?:nói|nhắc|công khai|hé lộ)(?: (?:rõ|họ))? (?:tên|danh tính)|chỉ xưng (?:là|tên)|không (?:muốn|dám|tiện) (?:ra mặt|xuất hiện)|"
    r"(?:bảo vệ|bảo mật|giữ kín|giữ bí mật)(?: \w+)? (?:danh tính|nhân thân|thông tin cá nhân)|có người (?:kể|nói|bảo)|"
    r"không (?:cho )?ghi (?:tên|âm)|không cho (?:hỏi|biết|nêu|chép) tên|(?:gọi|xưng)(?: \w+)? (?:bằng )?biệt danh|xin đừng (?:tả|chụp|ghi|nêu)|(?:dấu|giấu) tên|(?:giọng|tiếng)(?: nói)?(?: \w+)?(?: đã| được| bị)+ (?:làm |xử lý |biến |bóp )?(?:méo|đổi|biến dạng|biến âm|xử lý|che|làm khác|bóp)|giọng nói đã|(?:không|chẳng|chưa)(?: \w+){0,2} (?:rõ|tiện) (?:tên|danh tính)|không (?:ký|đề|có) tên(?! trong)|(?:tài khoản|trang|nick|thư|đơn|người) (?:\w+ )?(?:không tên|lạ|ảo) (?:đăng|viết|tung|tố|nhắn|gọi|kể|loan|khoe)|(?:người|kẻ|tài khoản|giọng \w+) tự (?:xưng|nhận)|(?:tài khoản|tin nhắn|trang|nick|thư|đơn|cuộc gọi)(?: \w+)? (?:vô danh|nặc danh|không (?:rõ|có|ai|người|chủ|ảnh)(?: (?:chủ|gửi|danh))?)(?!\w)|(?:dùng|lấy|mang|bằng|đặt) tên giả|tên giả|sim rác|làm mờ|(?:chị|anh|ông|bà|cô|thầy) (?:[a-zđ]\.){1,4}(?= |,)(?! bị| đã bị)[^.;]{0,60}(?<!\w)(?:kể|nói|bảo|cho biết|cho hay|than|phản ánh|chia sẻ|tố cáo|khẳng định)(?!\w))"
)
_ANONYMOUS_WORDS = word_set(
    "tiếng tính nguồn tên danh mặt gọi xưng cuộc ngành nghề bộ tình kể nói bảo âm giọng mờ chị anh ông bà cô thầy quan vị ty trường việc chuyện đồn tai hiện thân nhân đừng khoản"
)
"""One of these stands wherever a source is left unnamed."""
_NAMED_SPEAKER = re.compile(
    rf"(?<!\w)(?!Phó Giám|Phó Chủ|Phó Trưởng|Chánh Văn)[{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]+)+[^.;\"”]{{0,60}}? (?:cho biết|cho hay|nói|kể|bảo|khẳng định|quả quyết|than|cho rằng|chia sẻ|giải thích|xác định|nhớ|tính(?! (?:đến|tới|từ|riêng|chung|cả|ra|theo|trung))|phủ nhận|bác bỏ|thừa nhận|xác nhận)(?!\w)"
    rf"|(?:ông|bà|anh|chị|cô|chú|thầy|em) [{UPPER}][^\W\d_]+ (?:nói|kể|bảo|cho biết|cười|than|viết)(?!\w)"
)
_BY_ONE_NAME = re.compile(
    rf"(?<!\w)(?i:ông|bà|anh|chị|cô|thầy) (?P<name>[{UPPER}][^\W\d_]+) (?:nói|kể|bảo|cho biết|cười|khẳng định|viết)(?!\w)"
)
_ANSWERS = re.compile(
    r"(?<!\w)(?:bác (?:bỏ|tin|thông tin|lời)|phủ nhận|khẳng định không|(?:lập|cử|thành lập) (?:tổ|đoàn)(?: \w+)? (?:kiểm tra|xác minh|công tác)|không có (?:\w+ ){0,3}nào|không có (?:chuyện|việc)|sẽ (?:\w+ ){0,3}(?:kiểm tra|xác minh|làm rõ|xem xét|rà soát)|(?:yêu cầu|đề nghị) (?:\w+ ){0,6}(?:cung cấp|chứng cứ|bằng chứng)|(?:bịa|(?<!xây )dựng|tin giả|là giả|sai sự thật|vu khống|chưa (?:nhận|cấp|có) (?:\w+ ){0,2}(?:đơn|giấy|báo cáo|phản ánh))|sẵn sàng|được ghi hình|đúng quy (?:định|trình)|công khai|minh bạch|(?:ai|người nào) có (?:bằng chứng|chứng cứ))(?!\w)"
)
"""How an office answers an accusation without having made it."""
_ACCUSED = re.compile(
    r"(?<!\w)(?:(?:người|kẻ|nhân vật|em|anh|chị|ông|bà|cô|thầy) bị (?:réo|nêu|nhắc|bêu|tố|gọi|nói xấu|đồn|vu|kể)|bị (?:réo|nêu|nhắc|bêu) (?:tên|đích danh))(?!\w)"
)
"""Who is accused speaks for himself, not for what he is accused of."""
_ANOTHER = re.compile(r"(?<!\w)(?:cũng|khác|thứ hai|nữa)(?!\w)")
_EACH_OF_THEM = re.compile(
    r"(?<!\w)(?:đều|tất cả|cả (?:hai|ba|bốn|\d+))(?: [^\W\d_]+){0,4}? (?:giấu|ẩn|không|xin|đề nghị|yêu cầu|muốn|từ chối)(?!\w)"
)
"""Several sources that one sentence leaves unnamed together."""
_CONFIRMS = Guarded(
    r"(?<!\w)(?:thừa nhận|(?<!không )(?<!chưa )xác nhận|kết luận|(?<!chưa )(?<!không )phát hiện|(?:đã|sẽ|ra quyết định) (?:\w+ )?(?:đình chỉ|kỷ luật|xử phạt|xử lý|thu hồi|khởi tố|tạm giữ|lập biên bản)|"
    r"(?:sai phạm|vi phạm) (?:này|trên|là có)|là có thật|đúng (?:là|như) (?:có|phản ánh)|nhận (?:lỗi|khuyết điểm|trách nhiệm)|khởi tố|bị can)(?!\w)"
)
"""How an office bears out an accusation."""
_CHARGED = re.compile(
    r"(?<!\w)(?:bị|đã|vừa|lệnh|quyết định)(?: [^\W\d_]+)? (?:khởi tố|tạm giam|bắt tạm giam)(?!\w)"
)
"""Where somebody is charged the authority speaks by what it has done."""
_LOOKED_INTO = re.compile(
    r"(?<!\w)(?:chưa|không|chẳng)(?: [^\W\d_]+){0,3}? (?:kết luận|xác nhận|thừa nhận|phát hiện|khởi tố|đình chỉ|kỷ luật|xử phạt|xử lý)(?!\w)[^,.;]*"
    r"|(?<!\w)xác nhận(?: [^\W\d_]+){0,3}? (?:đang|đã (?:biết|nghe|nhận|tiếp nhận|nắm))(?!\w)"
    r"|(?<!\w)đình chỉ(?!\w)[^.;]{0,40}(?<!\w)(?:để|chờ) (?:xác minh|làm rõ|kiểm tra|điều tra|kết quả|kết luận)(?!\w)"
)
"""What an office has heard of, looks into or has not found it does not bear out."""
_ACCUSES = Guarded(
    r"(?<!\w)(?:tố|khống|bớt|cắt xén|chia|gian|sai phạm|trục lợi|tráo|chạy|hối lộ|lót tay|bao che|trù dập|ép|bảo kê|nhận tiền|phải nộp|nộp|thu thêm|chi tiền|tẩy sửa|giả|ăn (?:tiền|chia|chặn)|rút ruột|"
    r"nâng (?:giá|điểm)|ém|làm ngơ|tay trong|báo trước|lộ đề|mua chuộc|đe dọa|dọa|quấy rối|đánh đập|bị cắt|bị giữ|bị ép|bỏ túi|bán lại|chở đi|mua (?:đề|điểm|chức|suất|phiếu)|lộ (?:đề|đáp án)|có từ trước|ăn chênh|thổi giá|đội giá|quỵt|trả (?:\w+ )?triệu|kẹp tiền|góp (?:\w+ ){0,3}(?:triệu|nghìn|đồng|tiền)|phong bì|chung (?:tiền|chi)|xả|đổ (?:trộm|hóa chất|nước thải|bẩn)|đầu độc|bỏ quên|ém nhẹm|chôn (?:lấp|trộm)|giá (?:làm|chạy)|tuồn|đút|(?:bị|đã) thay bằng|sai thiết kế|mỏng hơn|tiếc tiền|(?:biếu|dúi|nhét)(?: \w+){1,5} (?:để|mới|thì)|cắt phế|phết phẩy|trộn cát|đưa (?:\w+ ){0,3}(?:triệu|tiền)|muốn [^.;,]{2,40} (?:phải|thì phải)|(?:đóng|nộp|chi|đưa) tiền|(?:phiếu|danh sách|hồ sơ|biên bản|sổ|điểm|kết quả|bảng)[^.;,]{0,25} (?:được|bị) (?:viết lại|sửa|thay|tẩy|đổi|tráo)|(?:sửa|viết lại|tẩy|đổi) (?:điểm|phiếu|danh sách|hồ sơ|biên bản|sổ))(?!\w)"
)
"""What an unnamed source accuses somebody of."""
_HEADS = re.compile(
    rf"(?<!\w)(?:{_OFFICER}|giám đốc|chủ nhiệm|hội trưởng|chủ tịch|trưởng (?:ban|bến|phòng|trạm|khoa|bộ phận)|người đứng đầu|đại diện|lãnh đạo|chủ (?:doanh nghiệp|cơ sở|đầu tư))(?!\w)"
)
"""Those who answer for what is accused."""
_PUBLIC = ("public", "appeal", "paid", "blame", "ignored")
"""A complaint has words of one of these kinds, or of dirt more than once; without them it is a hard life told."""
_REPORTED = ("crime", "disaster")
"""Kinds of words of a report of a case; where the author condemns, they take nothing from the complaint."""
_ACTED = Guarded(
    r"(?<!\w)(?:ra|ban hành|ký|có) quyết định (?:xử phạt|đình chỉ|thu hồi|kỷ luật|buộc|tạm đình chỉ)|(?<!\w)(?:bị|đã|vừa) (?:xử )?phạt (?:vi phạm|hành chính|\d)|(?<!\w)(?:hội đồng xét xử|hđxx|chủ tọa phiên|tại phiên tòa)(?!\w)"
)
"""An authority that has decided has been heard."""
_BEFORE = re.compile(
    r"(?<!\w)(?:từng|năm (?:ngoái|trước|kia)|trước (?:đây|kia|đó)|lần trước|hồi (?:năm|tháng))(?!\w)"
)
"""What was decided before was decided of something else."""
_NAMED_ELSEWHERE = 3
"""How often other provinces must be named; once in the headline counts as much. One may be told in passing."""
_OURS = 0.5
"""Least score at which an agency of ours is taken to answer for the matter."""
_GIVES = Guarded(
    r"(?<!\w)(?:hiến|tặng|gửi (?:(?:\w+ ){0,2}(?:bao|thùng|phần|suất) )?(?:gạo|tiền|quà|tòa)|ủng hộ|(?<!nói )giúp(?! việc)|tài trợ|mạnh thường quân|hảo tâm|lo học phí|góp|người gửi(?! (?:đoạn|clip|video|ảnh|đơn|thư|phản ánh|tin|file|bản|là))|ân nhân)(?!\w)"
)
"""Who gives may wish to stay unnamed."""
_GOES_ON = re.compile(
    r"(?:theo )?(?:người|ông|bà|chị|anh|vị|nguồn tin|tài xế|cán bộ|công nhân) (?:này|đó|ấy|ta)(?!\w)"
)
_CONDEMNS, _NEGATIVE, _UNNAMED = 1.5, 0.5, 1.5
"""What an early verdict, a negative tone and an unnamed source add to the grievance of an article."""


def has_official_voice(reading: Reading) -> bool:
    """Tell whether an official or an agency is heard: quoted, cited, or reported to have answered."""
    if any(_speaks_officially(s) for s in reading.sentences) or _goes_on_officially(reading):
        return True
    return sum(bool(_REPLY.match(s.small)) for s in reading.body()) > 1


def _goes_on_officially(reading: Reading) -> bool:
    """Tell whether an official who is introduced by name and office speaks next by pronoun (`Bà đáp`)."""
    since = _STAYS_IN_MIND
    for sentence in reading.body():
        since += 1
        if since < _STAYS_IN_MIND and _BY_PRONOUN.match(sentence.small):
            return True
        if not _SPEAKERS.isdisjoint(sentence.tokens) and _INTRODUCED.search(sentence.small):
            since = 0
    return False


def _speaks_officially(sentence: Sentence) -> bool:
    if not _SPEAKERS.isdisjoint(sentence.tokens) and _VOICE.search(sentence.small):
        return bool(_VOICE.search(_UNHEARD.sub(" ", sentence.small)))
    quotes = '"' in sentence.small or "”" in sentence.small
    return quotes and bool(_QUOTED_OFFICER.search(sentence.small))


def find_no_official_voice(reading: Reading, item: TaggedArticle) -> list[Flag]:
    """Return an F-5 flag when an article complains of what an authority of ours answers for, and none is heard.

    The words of the text decide; a negative tone only adds to them, for short reports of a complaint are told calmly.
    Praise is no complaint, whatever hardship it tells of; a court or an office that has decided has been heard.
    """
    in_charge = _is_in_charge(item)
    if not reading.body():
        return []
    found = kinds(reading)
    if item.sentiment.label is Tone.POSITIVE and not found["ignored"]:
        return []
    negative = item.sentiment.label is Tone.NEGATIVE and item.sentiment.score >= SAID
    total = grievance(found) + _NEGATIVE * negative
    unnamed = _unnamed_accusers(reading, paid=bool(found["paid"]))
    total += _UNNAMED * min(2, unnamed)
    most = max(total, grievance({**found, **dict.fromkeys(_REPORTED, 0.0)})) + _CONDEMNS
    anonymous = unnamed > 1 and bool(find_anonymous_only(reading))  # accused of, and nobody answers
    # where nobody has a name, an office that is told of does not speak
    if not anonymous and (most <= 0 or item.agency_voice):
        return []
    if has_official_voice(reading) or _is_decided(reading):
        return []
    public = any(found[kind] for kind in _PUBLIC) or found["foul"] > 1
    condemned = False
    if found["public"] or found["lack"] or found["appeal"] or in_charge or unnamed > 1:
        condemned = bool(find_early_verdict(reading))
        total += _CONDEMNS * condemned
        if condemned and public:  # no report of a case, for which no office would be missing
            total = max(total, grievance({**found, **dict.fromkeys(_REPORTED, 0.0)}) + _CONDEMNS)
    concerns = public or unnamed > 1 or (condemned and in_charge)
    if not anonymous and (total <= 0 or not concerns):
        return []
    reason = "Bài phản ánh, phê bình nhưng không có ý kiến của cơ quan chức năng."
    return [_flag(Signal.NO_OFFICIAL_VOICE, strongest(reading), reason, 0.75 if total > 1 else 0.6)]


def concerns_us(reading: Reading, item: TaggedArticle) -> bool:
    """Tell whether what an article lacks is our matter: an agency of ours answers, or no other province is named more.

    Without it every article about a wrong in another province would stand in the queue of the press authority.
    """
    ours = sum(1 if place.field is Field.BODY else 3 for place in item.places)
    return _is_in_charge(item) or reading.others < max(_NAMED_ELSEWHERE, ours + 1)


def _is_in_charge(item: TaggedArticle) -> bool:
    return any(tag.role is AgencyRole.RESPONSIBLE and tag.score >= _OURS for tag in item.agencies)


def _is_decided(reading: Reading) -> bool:
    """Tell whether a court has judged or an office has fined: the authority has spoken."""
    acted = any(_ACTED.search(s.small) and not _BEFORE.search(s.small) for s in reading.sentences)
    return acted or is_judged(reading)


def _unnamed_accusers(reading: Reading, *, paid: bool) -> int:
    """Return how many sentences of the body have an unnamed source that accuses; one alone must say of what."""
    unnamed = [s for s in reading.body() if _is_anonymous(s)]
    if not unnamed:
        return 0
    accusing = any(_ACCUSES.search(s.small) for s in unnamed)
    if not paid and not accusing and any(_GIVES.search(s.small) for s in reading.sentences):
        return 0
    unnamed = [s for s in unnamed if not _GIVES.search(s.small)]
    count = _unnamed_count(unnamed)
    return count if paid or accusing or count > 1 else 0


def find_anonymous_only(reading: Reading) -> list[Flag]:
    """Return an F-6 flag when every source of an article is unnamed."""
    found = _unnamed_speech(reading)
    if not found or _named_speakers(reading, found) or _bears_out(reading, found):
        return []
    accusing = accuses(reading) or any(_ACCUSES.search(s.small) for s in found)
    if not accusing and any(_GIVES.search(s.small) for s in found):
        return []
    if _unnamed_count(found) < 2 and (not accuses(reading) or has_official_voice(reading)):
        return []
    return [_flag(Signal.ANONYMOUS_ONLY, found[0], "Nguồn tin trong bài đều không nêu tên.", 0.8)]


def _unnamed_speech(reading: Reading) -> list[Sentence]:
    """Return the sentences with an unnamed source, and those in which it goes on to speak (`Người này nói`)."""
    found: list[Sentence] = []
    last: Sentence | None = None
    for sentence in reading.sentences:
        if sentence.field is not Field.TITLE and (
            _is_anonymous(sentence)
            or (found and last is found[-1] and _GOES_ON.match(sentence.small) is not None)
        ):
            found.append(sentence)
        last = sentence
    return found


def _bears_out(reading: Reading, anonymous: Sequence[Sentence]) -> bool:
    """Tell whether an office is heard that is no mere answer to what the unnamed say.

    Where several of them speak, whatever the office says is its answer unless it confirms or charges somebody; else it
    is a source of its own.
    """
    unnamed = set(anonymous)
    heard = [s for s in reading.sentences if s not in unnamed and _speaks_officially(s)]
    charged = any(_CHARGED.search(_without_doubt(s)) for s in reading.body() if s not in unnamed)
    if charged or any(_confirms(s) for s in heard):
        return True
    return _unnamed_count(anonymous) < 2 and any(not _ANSWERS.search(s.small) for s in heard)


def _unnamed_count(found: Sequence[Sentence]) -> int:
    """Return how many unnamed sources speak: one a sentence, two where it tells of another one or of several."""
    return sum(
        1
        + (
            _EACH_OF_THEM.search(s.small) is not None
            or (len(_ANONYMOUS.findall(s.small)) > 1 and _ANOTHER.search(s.small) is not None)
        )
        for s in found
    )


def _confirms(sentence: Sentence) -> bool:
    """Tell whether a sentence bears an accusation out, and not only that it is known or looked into."""
    return bool(_CONFIRMS.search(sentence.small) and _CONFIRMS.search(_without_doubt(sentence)))


def _without_doubt(sentence: Sentence) -> str:
    """Return a sentence in small letters without what is only known, looked into or not found."""
    return _LOOKED_INTO.sub(" ", sentence.small)


def _is_anonymous(sentence: Sentence) -> bool:
    return not _ANONYMOUS_WORDS.isdisjoint(sentence.tokens) and bool(_ANONYMOUS.search(sentence.small))


def _named_speakers(reading: Reading, anonymous: Sequence[Sentence]) -> bool:
    """Tell whether anybody with a name speaks who is not only answering for what is accused."""
    unnamed, several = set(anonymous), _unnamed_count(anonymous) > 1
    others = [s for s in reading.body() if s not in unnamed]
    heads = {s: None for s in others if _HEADS.search(s.small) or _speaks_officially(s)}
    return any(
        _NAMED_SPEAKER.search(s.text)
        and not (several and (_ANSWERS.search(s.small) or _ACCUSED.search(s.small)))
        and (_confirms(s) or not (s in heads or _speaks_again(s, heads)))
        for s in others
    )


def _speaks_again(sentence: Sentence, heads: Iterable[Sentence]) -> bool:
    """Tell whether somebody called by one name (`ông Trạng nói`) was named in full among those who answer."""
    found = _BY_ONE_NAME.search(sentence.text)
    return found is not None and any(re.search(rf"(?<!\w){found['name']}(?!\w)", s.text) for s in heads)


def _flag(signal: Signal, sentence: Sentence, reason: str, score: float) -> Flag:
    return Flag(
        signal=signal,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=reason,
        score=score,
    )
