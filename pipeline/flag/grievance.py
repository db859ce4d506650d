"""How much an article complains: kinds of words that a complaint is told in, weighed together.

Single phrases do not carry over from one article to the next; how often a text says `not yet`, `has to`, `since`
and `broken` does. The weights were fitted once on invented articles; they are few, and each has a sense of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from pipeline.flag.guarded import opening_words, words_in
from pipeline.flag.names import any_of
from pipeline.flag.reading import Reading, Sentence

_KINDS: dict[str, tuple[float, str]] = {
    "lack": (
        0.45,
        r"(?:chưa|không|chẳng|hết|thiếu|chả|đâu (?:có|thấy))(?! (?:chỉ|ghi nhận|phát hiện|hề|có khả năng|những|khỏi|ngừng|ít|gian|khí|quân|phận|lưu|kể|dưới|may|quá|thể quên|suy suyển|trúng|hề|hấn|sao cả|xảy ra|nề hà|ngơi|mệt|ai (?:bị|thương|mua|đặt|xây xát)|hiểu sao|có giấy tờ))",
    ),
    "must": (
        0.4,
        r"phải(?! (?:chăng|lòng|trái))|đành|buộc(?! dây| lại| chặt| vào| quanh| tóc| khăn)|tự (?:bỏ tiền|mua|sửa|làm|đóng|chạy)|góp tiền|ghép tiền|chung tiền|quyên|đi nhờ|vượt (?:\w+ )?(?:cây số|km)|ở tạm|che tạm|dựng tạm|chống tạm|vá tạm|(?:sống|ở|ngủ) (?:trong|dưới) (?:lều|nhà|tấm|mái) (?:bạt|tạm)",
    ),
    "since": (
        0.65,
        (
            r"từ (?:tháng|năm|mùa|đầu|sau|ấy|lũ|hồi)|đến (?:nay|giờ)|tới nay|(?:năm|tháng|mùa|lần|tuần|hôm|vụ) nào cũng|(?<=\w )(?:năm|tháng|mùa|bận|lần) (?:nay|qua|trôi|liền|rồi)|"
            r"năm ngoái|lần nào cũng|sau mỗi|chưa đầy (?:\w+ )?(?:tháng|năm)|từ \d{4}|hết (?:đêm|ngày|năm|mùa) (?:này|nọ)|suốt (?:ngày|đêm|năm|mùa)|lần thứ|năm thứ (?:hai|ba|tư|năm|sáu|bảy)(?! (?:đại|học|liên|liền))|cả (?:tuần|tháng|buổi)|quanh năm|hẹn|hứa|khởi công (?:từ|năm)|mãi|chờ|chậm|đã lâu|ngày nào|đêm nào"
        ),
    ),
    "decay": (
        0.6,
        (
            r"hỏng|nát|xập xệ|ọp ẹp|nhếch nhác|tàn tạ|bỏ lại|thủng|rò|ngập|chống (?:bằng|gậy)|để nguyên|đầy bụi|khóa cửa|nứt|gỉ|rỉ|rỗng|mối|mục|dột|cạn|bồi|sụt|lún|rêu|cỏ mọc|sứt|bong|tróc|nghẹt|ổ (?:gà|voi)|hố|lầy|sa lầy|xiêu vẹo|khóa (?:ngoài|trái|cửa)|đóng cửa|bỏ (?:hoang|không|trống|dở|đất|đó)|dở dang|chất đống|"
            r"im tiếng|nằm (?:bờ|im|không|đó|chờ|chỏng chơ|chơi|lăn lóc)|khô nứt|nứt nẻ|khe|cháy lá|mòn|vẹt|bỏ mặc|đứt|mất dấu|lay lắt|ì ạch|chạy thử|phủ bạt|đắp chiếu|để đó|phai màu|gãy|kêu cứu|xuống cấp|vỡ|tắt|sạt|ăn sâu|im ỉm|cụt|lở|lụi|hoen|oằn|phơi (?:nắng|mưa|sương)"
        ),
    ),
    "foul": (
        0.5,
        r"mùi|hôi|thối|mốc|mọt|ôi thiu|vón cục|phèn|khói|(?<!mười )(?<!mấy )(?<!vài )(?<!\d )bụi(?! (?:mì|cây|rậm|tre|cỏ|chuối|hoa|gai|ớt|lúa))|khét|ô nhiễm|nước (?:đen|đỏ|đục|bẩn|thải|rửa|rỉ)|đỏ lòm|đen ngòm|vàng khè|bãi rác|đống rác|cá (?:chết|nổi bụng)|ruồi|xả|ồn|ghẻ|ho suốt|lò mổ|rền vang|váng",
    ),
    "appeal": (
        0.75,
        (
            r"ai cũng hỏi|không (?:được )?ai (?:giải thích|trả lời|hỏi|ngó|lo)|chẳng ai (?:quay lại|hỏi|ngó|đoái)|(?:nhiều lần|mấy lần|bao lần) (?:xin|hỏi|gọi|đề nghị)|(?:không|chẳng) (?:dám|biết) (?:kêu|hỏi|nói)(?: ai)?|gạch tên|chỉ qua|chỗ (?:này|kia) (?:chỉ|đẩy)|viết đơn|gọi tổng đài|lên tiếng|phẫn nộ|yêu cầu (?:nhà trường|bệnh viện|chính quyền|công khai)|mong (?:chính quyền|bệnh viện|nhà trường|cơ quan)|hỏi thì|thì hỏi ai|(?:lá|gửi|viết|làm|nộp|ký|đội|chung một lá) đơn|đơn (?:thì )?(?:gửi|nộp) (?:hoài|mãi|đi)|kiến nghị|phản ánh|(?<!khiển )(?<!phụ )(?<!chê )trách(?! nhiệm| phạt)|(?:hứa|hẹn) (?:có|sẽ|cho|làm|sửa|cấp|mở|xây|kéo|hỗ trợ|trả|đền)|thắc mắc|bức xúc|bất bình|(?<!không )(?<!chẳng )(?<!chưa )kêu (?:mãi|cứu|trời|ca)|khiếu nại|tố(?! chất| tụng)|họp (?:lần|dân|mãi)|gọi (?:lên|mãi)|biên nhận|giấy hẹn|trả hồ sơ|"
            r"kỳ họp|tiếp xúc cử tri|mong (?:người có trách nhiệm|quý báo|tòa soạn|cấp trên)|hỏi ai|biết ai|(?<!không )(?<!chẳng )ai biết|biết (?:đến )?(?:khi nào|bao giờ)|(?:đến|chờ) bao giờ|biết xin ai|đường dây nóng|không (?:ai )?(?:bắt|nghe) máy|bặt (?:tin|vô âm tín)|hồi âm|(?:đều|vẫn|chỉ|là sự|rơi vào) im lặng|rơi vào im|bặt (?:tăm|tin)|đơn (?:có|mang) [^.;]{0,12}chữ ký|gõ cửa|ai (?:chịu|bảo kê|gánh|trả lời|lo|sửa)|(?:đi đâu|vì sao|bao giờ|của ai)(?=[^.;]*\?)|qua tay ai|(?<=\")để xem\"|gật đầu"
        ),
    ),
    "paid": (
        1.15,
        (
            r"bớt xén|tiền luật|mua ô|ô dù|chống lưng|quân xanh|thông thầu|sân sau|là người nhà|người nhà (?:giám đốc|chủ tịch|lãnh đạo|cán bộ|sếp)|em vợ|con cháu|ngoại giao|(?<=[\"“])chăm sóc|biết điều|quà cáp|tiêu cực|khuất tất|mờ ám|rút bớt|cắt khẩu phần|công khai (?:thực đơn|khoản|tài chính)|chi thêm|khoản thu|quỹ \"|(?<!đào tạo, )(?<!lớp )(?<!tập huấn, )bồi dưỡng(?! (?:chính trị|nghiệp vụ|kiến thức|kỹ năng|lý luận|học sinh|cán bộ|giáo viên|thường xuyên|cho))|phong bì(?! \d)|lót tay|chung chi|đút (?:túi|tiền)|lại quả|không (?:biên lai|hóa đơn|vé)|ngoài quy định|đắt (?:gấp|đỏ)|giá thuê|bị đòi|đòi thêm|nộp (?:\w+ ){1,4}(?:để|mới)|"
            r"đóng (?:hàng|thêm|đủ|cửa nhà)|chạy (?:suất|việc|chọt)|suất biên chế|bị cắt|chênh lệch|thất thoát|ăn chặn|chia nhau|bảo kê|cưa đôi|bị giữ lại|đã được xếp|từ trước (?:ngày|kỳ) thi|méo mặt|"
            r"khống(?! chế)|ngoài sổ|tham ô|nhận tiền để|gửi gắm|bôi trơn|làm luật|luật ngầm|nộp tiền|mua (?:điểm|suất|chức|bằng)|chi (?:hàng )?(?:chục|trăm) triệu"
        ),
    ),
    "blame": (
        2.4,
        (
            r"(?:(?<!khiển )(?<!phụ )trách|oán|chỉ trích|chê trách|lên án|đổ lỗi cho|trách móc|phàn nàn|than phiền|bức xúc (?:vì|với|trước)|bất bình (?:vì|với|trước)|tố)(?: \w+){0,3}? (?:cán bộ|chính quyền|lãnh đạo|ngành chức năng|cơ quan chức năng|nhà chức trách|xã|phường|sở|ban quản lý|trưởng thôn|cán sự|nhân viên)(?! hội)|"
            r"(?:chưa|không|chẳng)(?: có| thấy| một)* (?:ai|cơ quan nào|cán bộ nào|đơn vị nào|nơi nào|lãnh đạo nào|người nào|ngành nào|cấp nào)(?: \w+){0,3}? (?:trả lời|giải thích|giải đáp|phản hồi|hồi âm|đứng ra|chịu trách nhiệm|nhận trách nhiệm|ngó ngàng|đoái hoài|xuống (?:xem|kiểm tra|hỏi|lấy mẫu|đo|sửa|khảo sát|xác minh|xử lý))"
        ),
    ),
    "ignored": (
        1.3,
        (
            r"(?:hai|ba|bốn|năm|sáu|bảy|mấy|nhiều|bao) (?:lần|bận|lượt) (?:\w+ ){0,2}?(?:gửi|viết|nộp|xin|hỏi|gọi|báo|kêu|kiến nghị|lên (?:xã|phường|huyện|tỉnh)|gõ cửa|đề nghị)|"
            r"(?:gửi|viết|nộp|xin|hỏi|gọi|báo|kiến nghị|lên (?:xã|phường|huyện)|gõ cửa)(?: \w+){0,8}? (?:hai|ba|bốn|năm|sáu|mấy|nhiều|bao) (?:lần|bận)(?! (?:một|mỗi|mới|liền|liên tiếp))|lần nào cũng (?:được |bị |nghe )?(?:ghi|hẹn|hứa|bảo|trả lời|nói)|ghi (?:rồi|xong) để đó|"
            r"xin [^.,;]{0,25}từ (?:năm|tháng|hè|mùa) (?:ngoái|trước|\w+)|(?:chưa|không|chẳng) (?:có |thấy )*(?:ai|cán bộ nào|người nào|nơi nào)(?: \w+)? (?:lo|dựng|sửa|vá|xuống|trả lời|xét nghiệm|nói lại|ngó|hồi âm|nhận|chịu)(?! (?:toan|lắng|cho|sợ|được|mình|là|ra|nổi)(?!\w))|"
            r"ba năm chưa thấy ai|chưa thấy ai (?:tới|đến|xuống)|(?:chưa|chẳng) (?:ai đáp|có (?:hồi âm|phản hồi))|(?:hai|ba|bốn|năm|sáu|mấy|nhiều|bao) lần (?:đều )?(?:không|chẳng) (?:có )?ai (?:nghe|bắt) máy"
        ),
    ),
    "flout": (
        1.2,
        (
            r"(?:vậy|thế) mà[^.;]{0,90}(?<!\w)(?:vẫn|không|chưa|chẳng|lại|chỉ việc)|trá hình|phớt lờ|bất chấp|ngang nhiên|bỏ ngoài tai|coi thường (?:pháp luật|quy định|lệnh)|lách (?:luật|quy định)|đâu lại vào đấy|(?:vẫn|lại) tái diễn|bắt cóc bỏ đĩa|"
            r"đánh trống bỏ dùi|làm cho có|chỉ (?:nằm|có|đẹp|hay) (?:ở |trên |trong )(?:giấy|báo cáo|văn bản)|trên giấy(?=[,.]|$)|nói một đằng|ép (?:học|mua|nộp|ký|đóng)|không (?:đi|học|nộp|mua|đóng|ký|chi) thì"
        ),
    ),
    "feast": (
        -0.7,
        r"khai mạc|bế mạc|lễ hội|hội (?:hoa|xuân|làng|diễn|đua|thi)|triển lãm|gian hàng|biểu diễn|văn nghệ|múa|nhạc công|đốt lửa trại|khai hội|lễ khánh thành|du khách thích thú|thưởng thức|thi (?:nấu|cắm|đua)",
    ),
    "pain": (
        0.6,
        (
            r"khổ|khốn|bực(?: bội| mình| tức)?|lấy đâu|cực|sợ|lo(?! cho| liệu| toan)|ngại|thở dài|lắc đầu|than(?! đá| củi)|mếu|nghẹn|tiếc|té|ngã|mất ngủ|mòn mỏi|bám dây|lội|vác|ôm (?:hồ sơ|bụng)|xách (?:can|nước)|ngồi (?:sàn|dưới|bậc|bó gối)|nhịn|"
            r"đau|mất trắng|thiệt|ngán|ngao ngán|thấp thỏm|thức trắng|tay không|quay về|trắng tay|nơm nớp|bất an|mệt mỏi|gồng mình|còng lưng|oằn lưng|kiệt sức|chật vật|khốn đốn|dở khóc"
        ),
    ),
    "tale": (
        -0.9,
        (
            r"(?<!chúng )tôi|chiến đấu|đồng đội|hy sinh|kháng chiến|giặc|bom|du kích|địch|nội tôi|ngoại tôi|mẹ tôi|cha tôi|của (?:nội|ngoại)|(?:nội|ngoại) (?:bảo|kể|vẫn|không|ngồi)|tuổi thơ|ký ức|kỷ niệm|nỗi nhớ|nhớ (?:về|những|tiếng|mùi)|ngày xưa|thuở|chuyện kể|người xưa|quê nhà|"
            r"tiếng ru|nỗi buồn|bến cũ|quan huyện|hóa đá|câu thơ|bài thơ|truyện (?:ngắn|cổ|kể)|nhân vật|tác giả|lời bài hát|cầu thủ|trọng tài|bàn thắng|đội nhà|huấn luyện viên|hotline|khuyến mãi|giảm giá"
        ),
    ),
    "public": (
        0.45,
        (
            r"xe buýt|cắt tuyến|nạo vét|luồng (?:lạch|tàu)|cửa biển|phí chợ|vượt ngưỡng|ống xả|(?:chiếc|đường) tràn|thang máy|ban quản trị|phí bảo trì|tiêu tốn|(?:chục|trăm|tiền|nghìn) tỷ|xây xong|khánh thành|trạm bơm|đường điện|đường dây|bàn giao|được đầu tư|hồ sơ|giấy tờ|một cửa|gạo (?:hỗ trợ|cứu trợ)|cứu trợ|nhà nước|phí vệ sinh|biên chế|đấu thầu|gói thầu|quy hoạch|đường ống|khởi công|công trường|thu phí|hóa đơn|tổng đài|nhà văn hóa|cột điện|cống|chương trình hỗ trợ|học nghề|được cấp|trụ sở|ubnd|lên (?:xã|phường|huyện)|(?:xã|phường|trạm|trường|bệnh viện|cán bộ|nhà nước) (?:hứa|hẹn|bảo|trả lời|nói)|đường (?:bê tông|liên|tỉnh|dân sinh|vào|dài)|mặt đường|nghiệm thu|thi công|dự án|công trình|thu hồi đất|đền bù|tái định cư|"
            r"giấy khai sinh|sổ đỏ|sổ hồng|thủ tục|thẻ bảo hiểm|trợ cấp|tiền hỗ trợ|phụ huynh|nhà trường|bán trú|bệnh nhân|bác sĩ|trạm y tế|lấy số|khám bệnh|nước thải|khu chế biến|cụm công nghiệp|bãi rác|bãi thải|nước máy|đèn đường|kênh|mương|cầu treo|di tích|cấp phép|kiểm tra"
        ),
    ),
    "glad": (
        -0.8,
        (
            r"phấn khởi|học sinh giỏi|đỗ (?:đại học|ngành|thủ khoa)|thủ khoa|học bổng|ước mơ|giấc mơ|mơ ước|nghị lực|vượt khó|hiếu học|niềm tin|được mùa|(?<!đè )(?<!bắn )(?<!đâm )(?<!rơi )(?<!đánh )(?<!tông )(?<!ném )(?<!đập )trúng|mừng|rộn ràng|đổi đời|thoát nghèo|khen|tự hào|đạt giải|thành công|quây quần|khởi sắc|no ấm|lãi|ngon|vui|thích|nụ cười|đông khách|tăng (?:trưởng|thu|gấp)|đạt|ổn định|"
            r"đã (?:sửa|thay|xong|khắc phục)|(?<!ngày )(?<!chưa )(?<!hạn )(?<!hẹn )hoàn thành|nhộn nhịp|bội thu|giảm (?:mạnh|dần|\d)"
        ),
    ),
    "disaster": (
        -0.6,
        r"bão|(?<!mùa )lũ(?! (?:trẻ|nhỏ|nhóc|bạn|chúng|cháu|con|mèo|chó|gà|vịt|bò|trâu))|lụt|áp thấp|tai nạn|lật|cháy (?:rụi|nhà|lớn)|vụ cháy|sạt lở|nạn nhân|bị thương|cấp cứu|(?<!cá )(?<!tôm )(?<!vịt )(?<!cây )(?<!lúa )(?<!nghêu )chết(?! (?:\w+ )?[\d.]+ (?:cây|con|gốc|bầu|bụi))|cứu hộ|hạn hán|dịch bệnh",
    ),
    "crime": (
        -0.8,
        r"khởi tố|bị can|bị cáo|tạm giữ|tạm giam|tuyên phạt|y án|hội đồng xét xử|phiên tòa|năm tù|công an|nghi phạm|đối tượng|khai nhận|bị hại|tín dụng đen|đòi nợ|giang hồ|vay nóng|lừa đảo",
    ),
    "figures": (-0.7, r"\d[\d.,]*\d? ?(?:%|ha|tấn|tỷ đồng|lượt|vụ|ca|hộ)"),
}
_CUES = {name: (weight, any_of(pattern)) for name, (weight, pattern) in _KINDS.items()}
_FIRST = {name: opening_words(pattern) or frozenset() for name, (_, pattern) in _KINDS.items()}
_DIGIT = re.compile(r"\d")
_BEGIN = {
    word: [name for name, words in _FIRST.items() if word in words]
    for word in frozenset().union(*_FIRST.values())
}
"""Which kinds a word may begin a cue of; figures begin with a digit."""
_USUAL = {
    "lack": 0.16,
    "must": 0.06,
    "since": 0.06,
    "decay": 0.05,
    "foul": 0.01,
    "appeal": 0.04,
    "paid": 0.01,
    "pain": 0.04,
    "public": 0.12,
    "figures": 0.06,
}
"""Share of the sentences of any article that use a kind of word (435 articles of 2017): a long life story has them all."""
_QUOTED = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)|^[^\"”]*[\"”](?=,| [^\"“]*$)")
"""What somebody says of himself is no tale of the author."""
_ABOVE_USUAL, _SHORT = 2, 8
"""Only what is more than twice the usual counts, beyond the length of a short report."""
_MOST = 3
_NONE = dict.fromkeys(_CUES, 0.0)
_LETTER = any_of(
    r"(?:thư|đơn thư|ý kiến|tiếng nói) (?:của )?bạn đọc|bạn đọc (?:viết|phản ánh|kêu cứu)|thư ngỏ|tâm thư|thư (?:gửi|kêu cứu)|kêu cứu"
)
_SIGNED = re.compile(
    r"^(?:kính (?:gửi|thưa)|thưa)(?: \w+){0,2} (?:tòa soạn|quý báo|ban biên tập|quý cơ quan)(?!\w)|^(?:kính thư|trân trọng kính)"
)
"""How a letter to the paper begins and ends."""
_THANKS = re.compile(r"(?<!\w)(?:cảm ơn|cám ơn|biết ơn|tri ân|ân nhân)(?!\w)")
"""A letter that thanks complains of nothing, whatever trouble it tells of."""
_START = -1.8


def grievance(found: Mapping[str, float]) -> float:
    """Return how much an article with these kinds of words complains; above 0 it does."""
    return _START + sum(_CUES[name][0] * share for name, share in found.items())


def kinds(reading: Reading) -> dict[str, float]:
    """Return how many sentences use each kind of word beyond what is usual, at most three, fewer in long articles."""
    count = len(reading.sentences)
    long, beyond = max(1.0, count / 15), max(0, count - _SHORT)
    hits: dict[str, int] = {}
    for sentence in reading.sentences:
        for name in _kinds_of(sentence.small):
            hits[name] = hits.get(name, 0) + 1
    if _is_letter_of_complaint(reading):
        hits["tale"] = 0  # a reader who writes says `tôi` of what is complained of
    shares = {
        name: min(_MOST, max(0.0, number - _ABOVE_USUAL * _USUAL.get(name, 0.0) * beyond) / long)
        for name, number in hits.items()
    }
    return {**_NONE, **shares}


def _is_letter_of_complaint(reading: Reading) -> bool:
    body = reading.body()
    by_reader = _LETTER.search(reading.article.title.lower()) or any(_SIGNED.search(s.small) for s in body)
    return bool(by_reader) and not any(_THANKS.search(s.small) for s in reading.sentences)


def _kinds_of(small: str) -> set[str]:
    """Return the kinds of which a sentence has a cue, looked for only where a first word of one stands."""
    found: set[str] = set()
    at = 0
    for word in words_in(small):
        at = small.index(word, at)
        for name in _BEGIN.get(word, ()):
            if name not in found and _CUES[name][1].match(small, at):
                found.add(name)
        at += len(word)
    if "tale" in found and not _CUES["tale"][1].search(_QUOTED.sub(" ", small)):
        found.remove("tale")
    if _DIGIT.search(small) and _CUES["figures"][1].search(small):
        found.add("figures")
    return found


def accuses(reading: Reading) -> bool:
    """Tell whether an article speaks of money taken: what an unnamed source then says is an accusation."""
    return any(_CUES["paid"][1].search(s.small) for s in reading.sentences)


def strongest(reading: Reading) -> Sentence:
    """Return the sentence that complains most, the first of them."""
    return max(reading.sentences, key=lambda s: _complaint(_kinds_of(s.small)))


def _complaint(found: AbstractSet[str]) -> float:
    """Return the weight of the kinds of words that complain."""
    return sum(weight for name, (weight, _) in _CUES.items() if weight > 0 and name in found)
