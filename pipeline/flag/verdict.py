"""F-10: guilt asserted before a judgment (Luật Báo chí: Điều 9 khoản 8; presumption of innocence)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain.records import Field, Flag, Signal
from pipeline.flag.guarded import Guarded, possible
from pipeline.flag.names import UPPER, word_set
from pipeline.flag.reading import Reading, Sentence

_GUILTY = Guarded(
    r"(?<!\w)(?:(?:kẻ|bọn|lũ|tên|những kẻ|nhóm|đám|ổ) (?:tội phạm|tham ô|lừa đảo|trộm|cướp|buôn lậu|giết người|phản bội|hiếp dâm|bán phân giả|tham nhũng|cầm đầu|"
    r"gian thương|thủ ác|gian lận|làm giả|đạo chích|phá rừng|ấu dâm|biển thủ|đồi bại)|gian thương|tội (?:lỗi|trạng) của|tội của (?:y|hắn|gã|chúng|ả)(?!\w)|"
    r"(?:hắn|gã|thị|ả) (?:đã|ta|chia|lừa|lấy|ăn|chiếm)|chúng (?:đã|chia|lừa|lấy|ăn|chiếm)|của hắn|đã (?:phạm tội|lừa (?:đảo )?(?:hàng|nhiều)|tham ô|đút túi|ăn chặn)|phải bị (?:trừng phạt|trừng trị|tống giam|bỏ tù|tống vào tù|tử hình)|"
    r"lật mặt kẻ|vạch mặt|vạch trần (?:kẻ|nhóm|bọn|ổ)|con mọt|tội trạng|biến chất tiếp tay)"
)
_CRIMES = (
    r"tham ô|lừa|chiếm đoạt|bóc lột|trộm|giết|sát hại|biển thủ|rút ruột|thụt két|đục khoét|vơ vét|chia chác|tư túi|rửa tiền|vòi (?:tiền|vĩnh)|ăn tiền|(?:khai|lập|nâng|bán) khống|"
    r"hối lộ|nhận (?:tiền )?(?:lót tay|lại quả|hối lộ)|nhận tiền hối lộ|ăn cắp|đánh cắp|ăn chặn|đút túi|cướp|làm giả|giả (?:chữ ký|mạo|danh)|ngụy tạo|phạm tội|gây án|"
    r"đầu độc|hạ độc|ra tay|xuống tay|bỏ túi|cưỡng đoạt|tống tiền|xâm hại|hiếp dâm|dâm ô|giở trò|cấu kết|thông đồng|tiếp tay|móc nối|ăn chia|bòn rút|trục lợi|thủ tiêu|tẩu tán|"
    r"hành hạ|bạo hành|hành hung|phóng hỏa|châm lửa|đốt (?:nhà|rừng|xe|xưởng|quán)|đâm (?!vào|ra|đơn)|chém|đánh (?:đập|chết|gãy)|bóp cổ|siết cổ|đoạt mạng|tước đoạt|cuỗm|nẫng|ẵm|phỗng|giật (?:dây|túi|điện thoại|tiền)|"
    r"nuốt (?:gọn|trọn|chửng|sạch|tiền|hết)|vét (?:sạch|túi)|cướp trắng|ôm trọn|xà xẻo|phá hoại|bịa đặt|bắt cóc|đánh tráo|dàn cảnh|chặt phá|đốn hạ|triệt hạ|hủy hoại|lên kế hoạch (?:giết|sát|cướp|trộm|lừa|hãm|đầu|đâm|chém|đốt|hại)|siết (?:nhà|đất|nợ)|phá rừng|vòi(?! nước| rồng| phun| hoa)|bán độ|dàn xếp (?:tỉ số|tỷ số|kết quả|trận)|bán (?:\w+ ){1,4}(?:thiếu nữ|trẻ em|phụ nữ|cô gái|bé gái)|buôn (?:lậu|người)|mua chuộc|gieo rắc|bảo kê|móc túi|cậy (?:cửa|két|tủ)|bẻ khóa|thao túng|đạo (?:văn|luận)|(?:đổ|xả|chôn|bán|cắt) trộm|pha (?:hóa chất|nước lã|thuốc)|lừa gạt|lén lút (?:bán|lấy|đổ|xả)|bóc lột|hút máu|cho vay (?:nặng lãi|cắt cổ)|hãm hại|quay lén|sàm sỡ|quấy rối|móc ruột|nhắn tin (?:đe dọa|tống tiền)|quỵt (?:nợ|tiền|lương)|bán rẻ|tuồn (?:hàng|gỗ|thuốc|tiền)|bán lậu"
)
"""What somebody is said to have done; between `đã` and it stand at most two words."""
_OTHERS_DO = (
    r"bắt(?! cóc)|khởi|điều|tố|xử|phát|báo|trình|làm rõ|truy|tạm|triệu|nhận (?:được|đơn|tin)|phá|khám|ra (?:quyết|lệnh)|có|bị|được|không|khống|tiếp nhận|xác|thụ|phối|mời|chuyển|"
    r"ngăn|cảnh|yêu|đề|kiến|phản|thông báo|lập (?:biên|đoàn|hồ|chuyên)|vào cuộc|tuyên|kết|công|đưa|gửi|từng bị|nhiều lần (?:bị|tố)|chống|đấu|giải|triệt phá|tóm|vây|nghi"
)
"""`Công an đã bắt kẻ trộm`: what police, courts and victims do."""
_CONDEMNED = Guarded(
    r"(?<!\w)(?P<act>kẻ [^.,;]{2,20} (?:này|ấy) đã(?!\w))|(?<!\w)(?P<who>(?:bọn|lũ|đám|băng|nhóm|ổ nhóm) (?:côn đồ|lưu manh|đầu gấu|giang hồ|bất lương|tội phạm|cướp|trộm|lừa đảo|buôn \w+|bán độ|đầu nậu|cò \w+|tay chân|sâu mọt|tham \w+|ác \w+|vô \w+)|(?:bọn|bầy|phường) (?:buôn|bán|cò|đầu nậu|lừa|trộm|cướp|tham|ác|lâm|cát|đất|sâu|quỷ|sói|phá)(?: \w+)?|yêu râu xanh|yêu (?:nữ|tinh|quái)|(?:bọn|lũ|đám) (?:bịp|bất lương|khốn)(?: bợm)?|cặn bã|lang sói|cáo già|tội đồ|quỷ dữ|kẻ(?! (?:gian|xấu|khác|lạ|thù|sĩ|nào|trước|sau|hở|chạy đi|yếu|mạnh|đứng|ở))|hung thủ|thủ phạm|(?:tên|bọn|lũ|đám|nhóm|băng|toán|những kẻ) \w+ tặc|(?<!theo )tên (?:trộm|cướp|tội phạm|lừa đảo)|(?<!cái )tên này (?=(?:đã|còn|từng) )|quan tham|nữ quái|siêu lừa|(?<!bao )trùm \w+|đạo tặc|nghịch tử|sát nhân|sát thủ|ác quỷ|(?:con )?ác thú|con (?:thú|quỷ)|(?:đứa|thằng|con người|gã|người) (?:\w+ ){0,2}(?:bất (?:hiếu|nhân|lương)|máu lạnh|vô lương tâm|vô nhân tính|mất nhân tính|nhẫn tâm|nhỏ nhen|tán tận lương tâm)|đội lốt|đồi bại)(?!\w)"
    r"|(?<!\w)(?P<pronoun>hắn|gã|ả|mụ|bọn chúng|y thị)(?!\w)|(?:^|[.;,] ?)(?P<she>thị|y) (?:đã|\w+ đã|phải|còn|chuyên)"
    rf"|(?<!\w)(?P<they>(?:(?:ông|bà|anh|cô|chị) ta|hắn|gã|thị|chúng|ả|mụ) (?:\w+ ){{0,2}}?(?:{_CRIMES}))(?!\w)"
    rf"|(?<!\w)(?P<did>đã (?!(?:{_OTHERS_DO})(?!\w))(?:\w+ ){{0,2}}?(?:{_CRIMES}))(?!\w)"
    r"|(?<!\w)(?P<sin>tội ác|(?:đó|đây) (?:chính )?là tội (?!nghiệp|gì)|tội của (?:tên|gã|kẻ|bọn|mụ)|tội (?:lừa đảo|tham ô|giết người|trộm cắp|cướp|ác|lỗi) của|tội lỗi|tội của (?:chúng|y|hắn|(?:ông|bà|anh|cô|chị) ta)|đền tội|đền mạng|tàn ác|tàn độc|trừng trị|dung thứ|trả giá|bộ mặt thật|chân tướng|(?:lộ|hiện) nguyên hình|lật tẩy|lột mặt nạ|màn kịch|rút ruột|độc ác|nhẫn tâm|tàn nhẫn|sập bẫy|trời không dung|lòng tham|khát máu)(?!\w)"
    r"|(?<!\w)(?P<sure>rõ như ban ngày|(?:cả|khắp) (?:xóm|làng|xã|thôn|phố|phường|chợ|trường|vùng|cơ quan)(?: \w+)? (?:ai )?(?:đều|cũng) (?:đều )?(?:rõ|biết|tỏ|hay|thấy)|quá rõ ràng|(?:đã|chuyện) rành rành|chính (?:ông|bà|anh|chị|y|hắn|người này|vị \w+|\w+ này)(?= (?:ta |\w{1,2}\. ?(?:\w{1,2}\. ?)*|\w+ )?(?:đã|là))|không ai khác|(?:hung thủ|thủ phạm|kẻ gây án) (?:\w+ )?(?:chính )?là|(?:đích thị|chính) là (?:thủ phạm|hung thủ|kẻ|tên)|là (?:thủ phạm|hung thủ)|có tội|ngoan cố|chối tội|chạy tội|không (?:thể|còn gì|sao) (?:chối|bàn) cãi|hết đường chối|quá rõ(?! ràng)|rõ ràng (?=(?:\w+ ){1,3}đã)|chắc chắn (?:đã|là|\w+ đã)|không còn nghi ngờ|hiển nhiên (?:đã|là)|phải (?:vào|ngồi|đi) tù|(?:xứng )?đáng (?:phải |bị )?(?:ngồi|đi|vào|tống|bỏ) tù|sâu mọt|bản chất (?:tham|gian|lừa)|không cần (?:phải )?bàn cãi|gọi đúng tên)"
)
"""Words that condemn, by kind: what somebody is called, how they are spoken of, what they are said to have done."""
_NOUNS = r"(?:kẻ|gã|tên|bọn|lũ|đám|nhóm|băng|mụ|ả|thằng|hạng)"
_EPITHET = Guarded(
    rf"(?<!\w){_NOUNS} (?:chuyên |đại |siêu )?(?:lừa (?:đảo|gạt|tình|tiền)?|chiếm đoạt|phá hoại|tham ô|tham nhũng|trộm(?: cắp)?|cướp(?: \w+)?|ăn cắp|giết người|sát nhân|đầu độc|hạ độc|phóng hỏa|làm giả|gian lận|bịp bợm|"
    r"biển thủ|ăn chặn|buôn lậu|tống tiền|bạo hành|hành hung|phá rừng|hủy hoại|xâm hại|dâm ô|trục lợi|ăn bẩn|tội đồ|tội phạm|thủ ác|gây án|chủ mưu|cầm đầu) ?(?:\w+ ){0,3}?(?:này|ấy|đó|kia|nọ|vẫn|đã|còn|cố ý|sẽ)(?!\w)"
    r"|(?<!\w)bán (?:rẻ )?(?:linh hồn|lương tâm|danh dự|lương tri)(?!\w)|(?<!\w)(?:đồng tiền|tiền) (?:bẩn|tội lỗi)(?!\w)|(?<!\w)đã phạm tội|(?<!\w)phạm tội (?:rõ|rành|quá rõ|là (?:điều )?(?:không|rõ))|(?<!\w)(?:phạm tội|chiếm đoạt|ăn chặn)(?: [^\W\d_]+){0,12} (?:trắng trợn|vô liêm sỉ|không biết (?:xấu hổ|nhục)|mặt dày)(?!\w)"
    r"|(?<!\w)(?:con )?(?:ác thú|ác quỷ|quỷ dữ|sói|lang sói)(?: đội lốt \w+(?: \w+)?)? (?:này|ấy|đó|kia)(?!\w)|(?:,|là|chính là) kẻ đã (?:lừa|chiếm đoạt|cướp|hại|giết|bóc lột|vét|ăn chặn)(?!\w)"
    r"|(?<!\w)(?:tội|sai phạm|chứng cứ|hành vi)[^.;]{0,20}rõ (?:mười mươi|rành rành|như ban ngày)"
)
"""What condemns in one phrase: somebody called by a crime, with a word that points at him or tells what he does."""
_VICES = r"lừa|lừa đảo|lừa bịp|bịp bợm|tham nhũng|tham ô|trộm cắp|ăn trộm|trộm|trùm(?! chăn| mền| đầu)|cướp|ăn cắp|bóc lột|quỵt|giết người|sát nhân|đầu độc|phá hoại|phá rừng|buôn lậu|hút máu|tội phạm|biển thủ|ăn chặn|bạo hành|hại dân|độc ác|ác ôn|lưu manh|trục lợi|đê tiện"
"""What somebody is called who is called a criminal."""
_CULPRIT = re.compile(
    r"(?<!\w)(?i:thủ phạm|hung thủ|kẻ \w+(?: \w+){0,3}?|tên trộm|tội đồ|kẻ chủ mưu|người gây (?:án|tội))(?!\w)[^.;?]{0,80}?(?<!\w)(?:chính là|không ai khác(?: ngoài| là| chính là)*|đích thị là|là) [^.;?]{0,60}?"
    rf"(?:[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*)+|(?:ông|bà|anh|chị|cô) [{UPPER}]\w*)"
    rf"|(?<!\w)(?i:kẻ \w+(?: \w+)?|thủ phạm|hung thủ) (?:thì )?(?:đã|quá) (?:rõ|lộ diện|lộ mặt|lộ rõ)[:,] [{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*)+"
    rf"|(?<!\w)(?i:kẻ|tên) (?:lừa đảo|trộm cắp|giết người|tham ô|tham nhũng|biển thủ|đầu độc|phá rừng|buôn lậu|tống tiền|ấu dâm) [{UPPER}][^\W\d_]+"
    rf"|(?<!\w)[{UPPER}][^\W\d_]*\.?(?:, [^,.;]{{2,40}},)? (?:chính |đích thị |đúng )?là (?:một |những )?(?:kẻ|tên|gã|bọn|lũ|mụ|ả|thằng|hạng)(?: (?!trộm mộ)\w+){{0,2}}? (?:{_VICES})(?!\w)"
    rf"|(?<!\w)(?i:gã|mụ|ả|tên)(?: [^\W\d_]+){{0,3}} [{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]*\.?)*,?(?: [^.;\"]{{0,15}},)? đã (?:\w+ ){{0,2}}?(?:{_CRIMES})(?!\w)"
    r"|(?<!\w)(?i:chủ|giám đốc|kế toán|hiệu trưởng|trưởng|thủ quỹ)(?: [^\W\d_]+){1,5} (?:chính|đích thị) là (?:thủ phạm|hung thủ|tội đồ|kẻ|tên)(?!\w)"
    rf"|(?<!\w)[{UPPER}]\w*\.?(?: ta| này)? (?:chính|đích thị) là (?:thủ phạm|hung thủ|kẻ|tên)(?!\w)"
)
"""A person, by name, told to be the one who did it: nothing need be said of an investigation."""
_HEDGED = Guarded(
    r"nghi (?:là|phạm|can|vấn)|(?<!không còn )nghi ngờ|bị (?:cho là|cáo buộc|tố|nghi)(?!\w)|được cho là|cáo buộc|khai nhận|khai(?: \w+)? đã|theo (?:điều tra|lời khai|cáo trạng|đơn)|"
    r"bước đầu|truy (?:tìm|bắt|nã)|chưa rõ|chưa xác định|tìm ra|nếu|tố cáo|phủ nhận việc"
)
_SUSPECTED = re.compile(r"(?<!\w)(?:nghi|ngờ|tố|cho rằng|cáo buộc|tin rằng)(?!\w)[^.;:]{0,60}$")
"""Whose word it is, or that it is no more than a suspicion, said before the name."""
_PENDING = Guarded(
    r"khởi tố|bị can|(?:đang|để|bước|tiếp tục|mở rộng|cơ quan) điều tra(?! viên| tội phạm)|xác minh|giám định|tạm giữ(?!a)|tạm giam|chưa có (?:bản )?kết luận|chưa đủ căn cứ|niêm phong|mời .{0,45}(?:làm việc|về trụ sở|lên trụ sở)|(?:chưa|không) (?:\w+ ){0,4}bị khởi tố|xử phạt hành chính|đối chiếu|lời khai|đang rà soát|chờ (?:kết quả|giám định)|chưa kết luận|chờ kết luận|(?:chưa|không)(?: có)? (?:cơ quan|ai|đoàn|cấp|nơi|đơn vị)(?: nào)? (?:\w+ ){0,2}(?:kết luận|xác minh|điều tra|thanh tra)|"
    r"(?:đang|được) (?:được )?(?:thanh tra|làm rõ)|(?:công an|cơ quan điều tra)[^.;]{0,20} đang|vào cuộc(?: để)? điều tra|lấy lời khai|triệu tập|đơn (?:tố cáo|tố giác)|phiên xử dự kiến|sắp xét xử|chưa (?:\w+ ){0,3}(?:xét xử|phiên xử|cáo trạng)|bắt khẩn cấp|bị bắt(?! (?:đầu|buộc|gặp|nạt|chước))|phục vụ điều tra|thụ lý|tin tố giác|cấm đi khỏi nơi cư trú|dẫn giải|truy tố|phê chuẩn lệnh|nghi phạm|nghi can|trình diện|dựng lại hiện trường|khám nghiệm|chưa xác định (?:được )?(?:lỗi|nguyên nhân)|củng cố hồ sơ|lập biên bản"
)
_PENDING_WORDS = word_set(
    "tố can tra minh định giữ giam luận cứ phong việc sở chiếu khai chính soát quả rõ đang khai cáo giác xử lệnh phạm trạng cấp bắt lý trú giải tập diện trường nghiệm lỗi nhân hồ biên"
)
"""One of these stands in everything that tells of an open case."""
_JUDGED = Guarded(
    r"(?<!một )(?<!có )(?<!cần )bản án|kết án|tuyên (?:phạt|án)|(?:lãnh|lĩnh|nhận) (?:án|mức án|\d+ năm)|(?<!\w)y án|án (?:sơ thẩm|phúc thẩm|tù|tử hình)|(?:năm|tháng) tù|tòa (?:án )?.{0,30}tuyên|hội đồng xét xử tuyên|chung thân|phạm nhân|thụ án"
)
_NOT_YET = re.compile(
    r"(?<!\w)(?:chưa|đề nghị|đối (?:mặt|diện)|khung (?:hình phạt|án)?|từng|xứng đáng|đáng|chờ|đợi|sắp|dự kiến)(?!\w)[^.;,]{0,45}"
)
"""What a court has not judged yet, what a prosecutor asks for, and what somebody was once judged for."""
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:khúc|vụ|bến|nơi|huyện|xã|người|kẻ|đường dây|nhóm)(?: \w+){0,2} khác(?!\w)"
)
"""A judgment of another case (`kẻ cầm đầu một bến lậu ở khúc sông khác`)."""
_JUDGED_WORDS = word_set("án tuyên lãnh tù thân phạm")
"""One of these stands in everything that tells of a judgment."""


def find_early_verdict(reading: Reading) -> list[Flag]:
    """Return an F-10 flag when an article calls somebody guilty while the case is still open."""
    if is_judged(reading):
        return []
    named = next((s for s in reading.body() if _names_culprit(s)), None)
    guilty = [] if named else [s for s in reading.sentences if _calls_guilty(s)]
    if not named and not guilty:
        return []
    pending = [
        s for s in reading.sentences if not _PENDING_WORDS.isdisjoint(s.tokens) and _PENDING.search(s.small)
    ]
    if named:
        return [_flag(named, pending[0] if pending else None, 0.8)]
    kinds = {kind for s in guilty for kind in _condemns(s)}
    if not pending:
        return [_flag(guilty[0], None, 0.75)] if _author_judges(guilty) else []
    if any(
        s.field is Field.TITLE and _CRIME_DONE.search(s.small) and not _TITLE_HEDGED.search(s.small)
        for s in reading.sentences
    ):
        kinds.add("headline")
    told = sum(len(_GUILTY.findall(s.small)) for s in guilty)
    if kinds & _SURE or kinds >= _LOUD:
        told = max(told, len(kinds), len(guilty) - 1)
    if kinds & _DONE and all(_UNSOURCED.search(s.small) for s in pending):
        told = max(told, 2)  # the case is only heard of: nobody but the author tells what was done
    short = sum(s.field is not Field.TITLE for s in reading.sentences) <= _SHORT
    if any(
        (e := _EPITHET.search(s.small)) and not _HEDGED.pattern.search(s.small, 0, e.end()) for s in guilty
    ):
        told = max(told, 2)
    if told < (1 if short and kinds & _DONE else 2):
        return []
    return [_flag(guilty[0], pending[0], 0.9 if told > 2 else 0.75)]


def is_judged(reading: Reading) -> bool:
    """Tell whether an article tells of a judgment."""
    return any(
        not _JUDGED_WORDS.isdisjoint(s.tokens)
        and not _OF_ANOTHER.search(s.small)
        and _JUDGED.search(s.small)
        and _JUDGED.search(_NOT_YET.sub(" ", s.small))
        for s in reading.sentences
    )


_CRIME_DONE = re.compile(
    r"(?<!\w)(?:tham ô|ăn chặn|chiếm đoạt|biển thủ|nhận hối lộ|rút ruột|bòn rút|ăn cắp|trộm cắp|bảo kê|cưỡng đoạt|hối lộ|(?:bán|buôn) [^.,;]{1,15} lậu|làm giả)(?!\w)"
)
_TITLE_HEDGED = re.compile(
    r"nghi|bắt|khởi tố|điều tra|truy tố|(?<!\w)tội(?!\w)|(?<!\w)vụ(?!\w)|xét xử|cáo buộc|(?<!\w)tố(?!\w)|chống|phòng|xác minh|làm rõ|bị|\?|tuyên|án|cảnh báo|ngăn"
)
"""A headline with one of these tells of a suspicion, a procedure or a danger."""
_CULPRIT_WORDS = word_set("phạm thủ kẻ tên đồ gây gã mụ ả bọn lũ thằng hạng")
"""One of these stands where a culprit is named."""
_SHORT = 5
"""A report of so few sentences says it once."""
_DONE = frozenset({"did", "act"})
_UNSOURCED = re.compile(r"(?<!\w)(?:nghe (?:đâu|nói|đồn|kể|người ta)|có tin|tin đồn|đồn)(?!\w)")
_SURE, _LOUD = frozenset({"did", "act", "who", "they"}), frozenset({"pronoun", "sin"})
"""Without one of the first kinds, or both of the others, an article is only loud."""
_DID = frozenset({"did", "they", "act"})
_WAYS, _JUDGES = 3, frozenset({"sin", "sure"})
"""Where no case is told of, this many kinds must be there, one of these among them."""
_QUOTATION = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)")


def _calls_guilty(sentence: Sentence) -> bool:
    """Tell whether a sentence condemns in one of the ways there are; most have no word of any."""
    if possible(sentence.small).isdisjoint((_GUILTY, _CONDEMNED, _EPITHET)):
        return False
    small = sentence.small
    return bool(_GUILTY.search(small) or _condemns(sentence) or _EPITHET.search(small))


def _condemns(sentence: Sentence, *, quoted: bool = True) -> set[str]:
    """Return the kinds of condemning words of a sentence; none when it tells of a suspicion."""
    if _HEDGED.search(sentence.small):
        return set()
    said = sentence.small if quoted else _QUOTATION.sub(" ", sentence.small)
    return {str(found.lastgroup) for found in _CONDEMNED.finditer(said)}


def _author_judges(guilty: Sequence[Sentence]) -> bool:
    """Tell whether an article that knows of no case condemns by itself, in three ways and more than one sentence.

    What somebody did and what he is called for it are enough.

    A tale, a saying or a column has a word or two of them; a villain in it is not judged as well as named.
    """
    own = [kinds for s in guilty if (kinds := _condemns(s, quoted=False))]
    done = any(kinds & _DID for kinds in own)
    if done and any(_EPITHET.search(_QUOTATION.sub(" ", s.small)) for s in guilty):
        return True  # called by a crime, and told to have done one
    return len(own) > 1 and len(set().union(*own)) >= _WAYS and bool(_JUDGES & set().union(*own))


def _names_culprit(sentence: Sentence) -> bool:
    """Tell whether a sentence says by name who did it, and no suspicion, question or quotation is told."""
    if _CULPRIT_WORDS.isdisjoint(sentence.tokens) or _HEDGED.search(sentence.small):
        return False
    if '"' in sentence.text or "?" in sentence.text:
        return False
    found = _CULPRIT.search(sentence.text)
    return found is not None and not _SUSPECTED.search(sentence.small, 0, found.start())


def _flag(guilty: Sentence, pending: Sentence | None, score: float) -> Flag:
    step = f"vụ việc còn ở bước: “{pending.text}”." if pending else "bài không nêu bản án hay kết luận nào."
    return Flag(
        signal=Signal.VERDICT,
        field=guilty.field,
        start=guilty.start,
        end=guilty.end,
        sentence=guilty.text,
        reason=f"Bài khẳng định tội khi chưa có bản án; {step}",
        score=score,
    )
