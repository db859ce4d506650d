"""What the press says in many words for one thing: one meaning stands for all of them, in facts and in texts."""

from __future__ import annotations

# One word stands for all that the press says in its place. Order matters: longer phrases first.
SAME: tuple[tuple[str, str], ...] = (
    (
        "chết",
        r"tử vong|thiệt mạng|mất mạng|ra đi mãi mãi|mãi mãi ra đi|lìa đời|tử nạn|bỏ mạng|tử thương|qua đời|vĩnh viễn ra đi|ra đi vĩnh viễn|không bao giờ trở về|nằm lại|cướp đi sinh mạng|cướp đi mạng|cướp đi|sinh mạng|mạng người|không qua khỏi|trút hơi thở cuối cùng|trút hơi thở cuối|tắt thở|không bao giờ về|không bao giờ trở lại|không về nữa|không trở về nữa|chẳng bao giờ về|chẳng bao giờ trở về|mãi mãi không về|mãi không về|mãi mãi không trở về|giã từ cuộc sống|yên nghỉ|xuôi tay|chết cóng|chết rét|chết ngạt",
    ),
    (
        "doanh nghiệp thành lập mới",
        r"doanh nghiệp chào đời|doanh nghiệp mới|doanh nghiệp được thành lập|doanh nghiệp tân binh|doanh nghiệp tân lập",
    ),
    ("dịp nghỉ lễ", r"ngày nghỉ lễ|kỳ nghỉ lễ|đợt nghỉ lễ"),
    ("dịp nghỉ tết", r"ngày nghỉ tết|kỳ nghỉ tết|đợt nghỉ tết"),
    ("tạm ngừng", r"tạm dừng|tạm ngưng|tạm nghỉ|tạm đóng cửa"),
    ("thành lập mới", r"ra đời|mới thành lập|lập mới|gia nhập thị trường|khai sinh"),
    (
        "thiệt hại",
        r"lấy đi|tổn thất|gây thiệt hại|chiếm đoạt|cuỗm mất|cuỗm đi|cuỗm|lấy của|chảy vào túi|rơi vào túi|rơi vào tay|lọt vào tay|chui vào túi|bốc hơi|bay sạch|lừa mất|lừa lấy|vét sạch|bòn rút",
    ),
    ("nhàởxãhội", r"nhà ở xã hội"),
    ("người_có_công", r"người có công"),
    ("dânsố", r"dân số"),
    ("trung học phổ thông", r"thpt"),
    ("trung học cơ sở", r"thcs"),
    (
        "vốn fdi",
        r"vốn ngoại|vốn đầu tư nước ngoài|vốn đầu tư trực tiếp nước ngoài|vốn đầu tư trực tiếp của nước ngoài|đầu tư trực tiếp nước ngoài",
    ),
    ("mắcca", r"mắc ca|mắc-ca|macca"),
    ("thươngmại", r"thương mại"),
    ("thươngbinh", r"thương binh"),
    ("côngthương", r"công thương"),
    ("thươnghiệu", r"thương hiệu"),
    ("thươnglái", r"thương lái"),
    ("tiểuthương", r"tiểu thương"),
    ("bị thương", r"thương tích|trọng thương|bị thương"),
    (
        "mấttích",
        r"mất tích|mất liên lạc|chưa tìm thấy|chưa tìm được|bặt tin|bặt vô âm tín|chưa có tin tức|không tìm thấy",
    ),
    (
        "sơ tán",
        r"di dời|di tản|sơ tán|rời nhà|phải dời|dời đi|dời nhà|dời làng|rời khỏi nhà|đưa đến nơi an toàn|đưa tới nơi an toàn|đến nơi an toàn|chạy lũ|chạy bão|tránh lũ|tránh bão",
    ),
    ("nhà", r"căn nhà|ngôi nhà|nhà cửa|nhà ở|căn hộ|nóc nhà|nhà dân"),
    (
        "hư hại",
        r"hư hỏng|tốc mái|bay mái|lột mái|bay nóc|lật mái|giật tung mái|thổi bay mái|hư hại|sập đổ|thiệt hại về nhà",
    ),
    ("sạt lở", r"xói lở|sụt lở|sạt lở|xâm thực|ngoạm|khoét"),
    (
        "trựctuyến",
        r"trực tuyến|trên mạng xã hội|qua mạng xã hội|trên không gian mạng|qua không gian mạng|trên mạng|qua mạng|online",
    ),
    (
        "hưởng trợ cấp",
        r"nhận trợ cấp|lĩnh trợ cấp|lãnh trợ cấp|thụ hưởng trợ cấp|nhận được trợ cấp|chi trả trợ cấp",
    ),
    (
        "hợp long",
        r"nối liền hai bờ|nối hai bờ|nối nhịp|nhịp cuối cùng|nhịp cuối|đốt dầm cuối cùng|đốt dầm cuối|đốt dầm sau cùng|khối hợp long",
    ),
    ("khánh thành", r"cắt băng khánh thành|cắt băng"),
    ("khai mạc lễ hội", r"khai hội|mở hội"),
    ("khai mạc", r"mở màn|khai cuộc"),
    ("thông xe", r"cho xe lưu thông|cho xe qua lại|xe cộ lưu thông|đón xe qua|xe lăn bánh|xe chạy qua"),
    ("vạn dân", r"10.000 dân|một vạn dân|1 vạn dân"),
    (
        "xuất khẩu",
        r"bán ra nước ngoài|bán sang nước ngoài|bán đi nước ngoài|bán ra thế giới|bán cho nước ngoài|hàng ra nước ngoài|hàng đi nước ngoài",
    ),
    ("nước ngoài", r"ngoại quốc|xuất ngoại|xứ người|xứ khác|trời tây|xứ lạ|quê người|đất khách"),
    (
        "vi phạm nồng độ cồn",
        r"trong người có rượu bia|trong người có rượu|trong người có cồn|có rượu bia|có hơi men|đẫm hơi men|nồng nặc hơi men|còn hơi men|uống rượu bia rồi lái xe|say xỉn cầm lái|cầm lái sau khi uống|lái xe sau khi uống|ma men",
    ),
    ("du lịch", r"công nghiệp không khói"),
    ("giải ngân", r"rót ra|rót được|tiêu được|đã tiêu|được tiêu|đã rót|tiêu hết|mới tiêu|chưa tiêu"),
    ("thu ngân sách", r"đổ về ngân sách|chảy về ngân sách|đổ vào ngân sách|vào kho bạc|vào ngân sách"),
    ("thiếu", r"thiếu hụt|hụt"),
    ("lúa", r"thóc"),
    ("lợn", r"heo"),
    ("gãy đổ", r"quật ngã|quật gãy|quật đổ|xô ngã|xô đổ|đổ rạp|đổ gãy|ngã đổ|đổ ngã|gãy ngang"),
    (
        "khách",
        r"du khách|lượt khách|khách du lịch|khách tham quan|lượt người|khách thập phương|khách phương xa",
    ),
    ("giấy chứng nhận", r"sổ đỏ|sổ hồng|giấy chứng nhận quyền sử dụng đất"),
    ("bồi thường", r"đền bù"),
    ("phạt", r"xử phạt|nộp phạt|tiền phạt|mức phạt|án phạt"),
    ("bỏ học", r"bỏ học|nghỉ học|thôi học|bỏ lớp|bỏ trường"),
    ("tiêu hủy", r"tiêu huỷ|chôn hủy|chôn lấp|đem chôn"),
    (
        "khởi công",
        r"động thổ|phát lệnh thi công|phát lệnh khởi công|đặt viên đá đầu tiên|nhát cuốc đầu tiên|nhát xẻng đầu tiên",
    ),
    ("đang vận hành", r"đang hoạt động|đang quay tuabin|phát điện"),
    ("mắc", r"thấm đẫm|mắc|nhiễm|dương tính|mắc bệnh|nhiễm bệnh|phát bệnh|ngã bệnh"),
    ("tỷ lệ", r"tỉ lệ"),
    ("quý", r"quí"),
    ("ha", r"hecta|héc ta|héc-ta"),
    ("nghỉ", r"chưa trở lại|chưa đến|chưa ra|không đến"),
    ("giáo dục và đào tạo", r"gd&đt|gd-đt|gdđt"),
    ("nông nghiệp và phát triển nông thôn", r"nn&ptnt|nn-ptnt|nn và ptnt"),
    ("nông nghiệp và môi trường", r"nn&mt|nn-mt|nn và mt"),
    ("tài nguyên và môi trường", r"tn&mt|tn-mt|tnmt"),
    ("lao động thương binh và xã hội", r"lđ-tb&xh|lđtb&xh|lđtbxh|lđ-tb-xh"),
    ("văn hóa thể thao và du lịch", r"vh,tt&dl|vhtt&dl|vh-tt&dl|vhttdl"),
    ("giao thông vận tải", r"gtvt"),
    ("bảo hiểm y tế", r"bhyt"),
    ("bảo hiểm xã hội", r"bhxh"),
    ("bảo hiểm thất nghiệp", r"bhtn"),
    ("tai nạn giao thông", r"tngt"),
    ("hợp tác xã", r"htx"),
    ("nông thôn mới", r"ntm"),
    ("khu công nghiệp", r"kcn"),
    ("an toàn thực phẩm", r"attp|vệ sinh an toàn thực phẩm"),
    ("đầu tư công", r"đtc"),
    ("cậnnghèo", r"hộ cận nghèo|cận nghèo"),
    (
        "nhập viện",
        r"nhập viện|vào viện|nằm viện|đi viện|phải cấp cứu|đi cấp cứu|được cấp cứu|đưa đi bệnh viện",
    ),
    ("giáo viên", r"thầy cô giáo|thầy cô|nhà giáo|giáo viên"),
    ("học sinh", r"em học sinh|học trò|học sinh"),
    ("thu hồi đất", r"mất đất|lấy đất|thu hồi đất"),
    ("xuấtnhậpkhẩu", r"xuất nhập khẩu"),
    (
        "ngập",
        r"nhấn chìm|chìm trong nước|chìm trong biển nước|ngập lụt|ngập sâu|ngâm nước|ngâm trong nước|ngâm dưới nước|chìm dưới nước|ngập úng|bị úng|nước tràn vào|chìm sâu|chìm trong lũ|nằm dưới nước",
    ),
    (
        "cháy",
        r"thiêu rụi|thiêu trụi|hỏa hoạn|ngọn lửa|giặc lửa|ra tro|thành tro|hóa tro|hóa thành tro|biến thành tro|thành than|hóa than|hóa thành than|cháy trụi|cháy rụi|cháy thành tro|cháy thành than|liếm sạch|liếm trọn|liếm rụi|bà hỏa|phát hỏa",
    ),
    (
        "lắp",
        r"gắn|lắp đặt|trang bị",
    ),
    (
        "thiết bị giám sát",
        r"máy giám sát|hộp đen|máy định vị",
    ),
    (
        "chết đuối nước",
        r"chết đuối|đuối nước tử vong|chết vì đuối nước|chết do đuối nước",
    ),
    (
        "tuyển sinh lớp 10",
        r"thi tuyển sinh lớp 10|thi tuyển sinh vào lớp 10|tuyển sinh vào lớp 10|thi vào lớp 10|thi lớp 10|suất lớp 10|tuyển sinh lớp mười|vào lớp 10",
    ),
    (
        "thí sinh",
        r"sĩ tử",
    ),
    (
        "dự thi",
        r"ngồi vào phòng thi|bước vào phòng thi|vào phòng thi|bước vào cuộc đua|bước vào kỳ thi|bước vào trường thi|tham gia kỳ thi|ứng thí|đi thi|dự kỳ thi",
    ),
    (
        "trúng tuyển",
        r"thi đỗ|thi đậu|đỗ vào|đậu vào",
    ),
    (
        "xây mới",
        r"dựng mới|cất mới|xây dựng mới|mới xây|mới dựng|mới cất",
    ),
    (
        "thoát nghèo",
        r"ra khỏi diện nghèo|ra khỏi danh sách nghèo|thoát khỏi diện nghèo|ra khỏi hộ nghèo|thoát cảnh nghèo",
    ),
    (
        "tiêm phòng",
        r"chích ngừa|tiêm ngừa|chích phòng|tiêm vắc xin phòng|tiêm vắc xin ngừa|chích vắc xin phòng|tiêm vắc xin|tiêm vaccine|chích vắc xin",
    ),
    (
        "hiến máu",
        r"cho máu|góp máu",
    ),
    (
        "đơn vị máu",
        r"bịch máu|túi máu",
    ),
    (
        "tham quan",
        r"ghé thăm|ghé xem|viếng thăm|vào xem|chiêm ngưỡng|ghé",
    ),
    (
        "lưu trú",
        r"nghỉ lại|ngủ lại|ở lại qua đêm|nghỉ đêm",
    ),
    (
        "sập",
        r"đổ sập|đổ ụp|sụp đổ|sập đổ hoàn toàn",
    ),
    (
        "rút lui khỏi thị trường",
        r"rời thị trường|rời khỏi thị trường|rút khỏi thị trường|rời cuộc chơi|rút khỏi cuộc chơi|rời bỏ thị trường",
    ),
    (
        "việc làm",
        r"chỗ làm|công ăn việc làm",
    ),
    (
        "lao động làm việc nước ngoài",
        r"xuất khẩu lao động",
    ),
    (
        "điện lưới",
        r"điện lưới quốc gia|lưới điện quốc gia|điện quốc gia",
    ),
    (
        "tham gia bảo hiểm y tế",
        r"có thẻ bảo hiểm y tế|có thẻ bhyt|cầm thẻ bảo hiểm y tế|mua bảo hiểm y tế|tham gia bhyt",
    ),
    (
        "đạt chuẩn nông thôn mới",
        r"về đích nông thôn mới|cán đích nông thôn mới|được công nhận nông thôn mới|về đích ntm|cán đích ntm|đạt chuẩn ntm",
    ),
    (
        "bêtônghóa",
        r"bê tông hóa|bê tông hoá|cứng hóa|cứng hoá|đổ bê tông|trải bê tông|thảm bê tông|rải bê tông|được bê tông",
    ),
    (
        "đường nông thôn",
        r"đường giao thông nông thôn|đường làng|đường thôn|đường quê|đường ngõ xóm|đường thôn xóm",
    ),
    (
        "kiốt",
        r"ki ốt|kiốt|kiot|sạp hàng|gian hàng|quầy hàng|quầy sạp|lô sạp|sạp",
    ),
    (
        "vận động viên",
        r"vđv|tay chạy|chân chạy|người chạy|tay đua",
    ),
    (
        "huy chương vàng",
        r"hcv",
    ),
    (
        "huy chương bạc",
        r"hcb",
    ),
    (
        "huy chương đồng",
        r"hcđ",
    ),
    (
        "điểm 10",
        r"điểm tuyệt đối|điểm mười",
    ),
    (
        "khai thác",
        r"đánh bắt",
    ),
    (
        "nuôi trồng thủy sản",
        r"thủy sản nuôi|nuôi thủy sản|thủy sản nuôi trồng",
    ),
    (
        "sắn",
        r"khoai mì|củ mì|cây mì|cây sắn|củ sắn",
    ),
    (
        "iuu",
        r"khai thác bất hợp pháp|đánh bắt bất hợp pháp|khai thác hải sản bất hợp pháp|khai thác thủy sản bất hợp pháp|đánh bắt hải sản bất hợp pháp",
    ),
    (
        "dân tộc thiểu số",
        r"đồng bào thiểu số|đồng bào dân tộc thiểu số|đồng bào dân tộc|dtts|người thiểu số",
    ),
    (
        "trụ sở dôi dư",
        r"trụ sở bỏ không|trụ sở thừa|trụ sở dư thừa",
    ),
    (
        "rác thải sinh hoạt",
        r"rác sinh hoạt",
    ),
    (
        "công suất phòng",
        r"tỷ lệ lấp đầy phòng|lấp đầy phòng|công suất buồng phòng",
    ),
    (
        "doanh thu du lịch",
        r"tiền khách để lại|tiền du khách để lại|khách để lại|du khách để lại|tổng thu từ du lịch|thu từ du lịch|doanh thu từ du lịch|tổng thu du lịch|khách chi tiêu|du khách chi tiêu",
    ),
    (
        "ra lớp",
        r"đến lớp|tới lớp|qua mẫu giáo",
    ),
    ("thu giữ", r"tang vật|tịch thu"),
    ("lừa đảo", r"bị lừa đảo|bị lừa|lừa gạt|lừa bịp|sập bẫy lừa đảo|sập bẫy lừa|sập bẫy|mắc bẫy|dính bẫy"),
    (
        "có điện",
        r"sử dụng điện|dùng điện|được dùng điện|được sử dụng điện",
    ),
    ("hộ có điện", r"điện đã tới|điện tới|điện đã đến|điện phủ|điện đã phủ|điện về tới"),
    ("tái định cư", r"nơi ở mới|chỗ ở mới"),
    ("dự", r"tham dự|góp mặt|tranh tài|so tài|thi đấu|đua tài"),
    ("đăng ký", r"nộp đơn|nộp hồ sơ|ghi danh"),
    ("ba không", r"3 không"),
    (
        "được cứu",
        r"đưa vào bờ an toàn|vào bờ an toàn|được vớt|cứu thoát|được cứu thoát|được cứu sống|được đưa vào bờ|được cứu kịp|cứu sống",
    ),
    ("bị phá", r"bị chặt hạ|bị chặt phá|bị chặt|bị đốn|bị triệt hạ|bị cưa hạ|bị đốn hạ"),
)
"""Meaning, and the phrases it stands for. Longer phrases win over shorter ones that begin alike."""
