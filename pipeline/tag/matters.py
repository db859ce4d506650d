"""Words of the matter: what the press writes about when a field of management is concerned.

General administrative knowledge (functions of provincial departments by Nghị định 24/2014 and 45/2025, law on the
police, army, border guard, courts), written for this purpose; a phrase may speak for several fields. They carry
the rare departments, for which labelled articles are few, and are one feature among many: a model weighs them.
"""

from __future__ import annotations

import numpy as np

from pipeline.tag.families import CLASSES, COLUMN, JOINED
from pipeline.tag.features import FloatArray, Found

_WORDS = {
    "ubnd": "chủ tịch tỉnh; phó chủ tịch tỉnh; lãnh đạo tỉnh; chủ trương đầu tư; chấp thuận chủ trương; thống nhất chủ trương; "
    "cơ chế đặc thù; kiến nghị thủ tướng; kiến nghị chính phủ; kiến nghị trung ương; đề xuất chính phủ; làm việc với tỉnh; "
    "thu hồi dự án; phê duyệt quy hoạch; nghị quyết hđnd; họp báo; công điện; tỉnh ủy; thăm và làm việc; hợp nhất; sáp nhập tỉnh",
    "vpubnd": "người phát ngôn ubnd; cổng thông tin điện tử tỉnh; trung tâm phục vụ hành chính công; tiếp công dân tỉnh; văn thư liên thông",
    "noivu": "bổ nhiệm; luân chuyển; biên chế; tinh giản; công chức; viên chức; thi tuyển; tuyển dụng; xét tuyển viên chức; thi công chức; "
    "kỷ luật cán bộ; cán bộ dôi dư; cán bộ không chuyên trách; sắp xếp bộ máy; bộ máy; sáp nhập xã; địa giới; nghỉ việc; nghỉ hưu sớm; "
    "chính quyền hai cấp; chính quyền địa phương 2 cấp; thi đua khen thưởng; bằng cấp; quy hoạch cán bộ; chế độ thôi việc; trụ sở dôi dư; "
    "cán bộ xã; bầu cử; cử tri bầu; hội đặc thù; cách chức; lưu trữ; cán bộ lãnh đạo; người đứng đầu; thôi việc",
    "ldtbxh": "người có công; thương binh; liệt sĩ; gia đình chính sách; mẹ việt nam anh hùng; mộ liệt sĩ; nghĩa trang liệt sĩ; việc làm; "
    "xuất khẩu lao động; lao động; công nhân; nợ lương; đình công; tai nạn lao động; thất nghiệp; tiền lương; nghèo; hộ nghèo; giảm nghèo; "
    "cứu đói; cứu trợ; bảo trợ xã hội; trẻ em; bạo hành trẻ em; xâm hại trẻ em; mồ côi; người khuyết tật; người già; cai nghiện; dạy nghề; "
    "cao đẳng nghề; trung cấp nghề; trường nghề; trợ cấp; tiền tuất; chất độc da cam; đưa người lao động; thưởng tết; đuối nước",
    "tuphap": "khai sinh; hộ tịch; công chứng; luật sư; trợ giúp pháp lý; đấu giá; lý lịch tư pháp; kết hôn; phổ biến pháp luật; giám định tư pháp",
    "taichinh": "ngân sách; thu ngân sách; dự toán; quyết toán; xe công; tài sản công; nhà đất công; trụ sở dôi dư; xổ số; giá đất; nợ công; "
    "tạm ứng; giải ngân; vốn đầu tư công; đầu tư công; hỗ trợ kinh phí; kinh phí; tăng trưởng; grdp; tiết kiệm chi; nhà công vụ; "
    "mua sắm tài sản; cổ phần hóa; thoái vốn; nguồn vốn; bố trí vốn; tài trợ",
    "khdt": "đầu tư công; nhà đầu tư; thu hút đầu tư; xúc tiến đầu tư; chứng nhận đầu tư; thu hồi dự án; fdi; vốn fdi; doanh nghiệp mới; "
    "đăng ký doanh nghiệp; đấu thầu; gói thầu; nhà thầu; oda; kinh tế xã hội; giải ngân; hợp tác xã; khởi nghiệp; tăng trưởng; grdp; "
    "khảo sát đầu tư; muốn đầu tư; dự án đầu tư; môi trường đầu tư; pci; tỷ usd; tỉ usd",
    "congthuong": "công nghiệp; cụm công nghiệp; thủy điện; nhà máy; điện lực; mất điện; lưới điện; điện gió; điện mặt trời; xăng dầu; "
    "lọc hóa dầu; lọc dầu; siêu thị; chợ; chợ tết; bán lẻ; thương mại; xuất khẩu; xuất nhập khẩu; tiêu thụ; hàng việt; hàng tết; "
    "thị trường; đa cấp; hóa chất; đường dây; trạm biến áp; xả lũ thủy điện; tích nước; cúp điện; giá điện; sản xuất công nghiệp; thép; "
    "khuyến mại; thương mại điện tử; nhà máy đường; chế biến; năng lượng; hội chợ; logistics",
    "nnptnt": "nông dân; nông nghiệp; nông sản; trồng; cây trồng; vụ mùa; lúa; mía; sắn; cà phê; cao su; dưa hấu; hành tím; tỏi; ớt; sâm; "
    "sâm ngọc linh; dược liệu; chăn nuôi; heo; lợn; bò; trâu; gia cầm; gà; vịt; dịch tả; lở mồm long móng; cúm gia cầm; ngư dân; tàu cá; "
    "đánh bắt; khai thác hải sản; hải sản; thủy sản; nuôi tôm; cá bớp; cảng cá; neo đậu; tàu vỏ thép; iuu; rừng; lâm nghiệp; gỗ; keo; "
    "khai thác gỗ; trồng rừng; cháy rừng; phá rừng; hồ chứa; đập; thủy lợi; kênh mương; đê; kè; hạn hán; khô hạn; thiếu nước; nắng hạn; "
    "bão; lũ; lũ lụt; ngập lụt; mưa lũ; sạt lở; áp thấp; triều cường; xâm thực; nông thôn mới; nước sạch; nhiễm mặn; xâm nhập mặn; "
    "sâu bệnh; cào cào; châu chấu; ốc bươu; thuốc bảo vệ thực vật; phân bón; cây giống; giống lúa; vùng chè; ocop; ong; chim yến; "
    "khuyến nông; thiên tai; được mùa; mất mùa; rớt giá; đồng ruộng; voi; voọc; động vật hoang dã; rùa biển; mực; vườn cây; san hô",
    "tnmt": "đất đai; sổ đỏ; giấy chứng nhận quyền sử dụng đất; thu hồi đất; giải phóng mặt bằng; đền bù; bồi thường; tái định cư; lấn chiếm đất; "
    "tranh chấp đất; đấu giá đất; phân lô; giao đất; lô đất; san lấp; khoáng sản; khai thác cát; cát; cát tặc; mỏ cát; mỏ đá; mỏ đất; titan; vàng tặc; "
    "khai thác vàng; đào vàng; đãi vàng; bô xít; ô nhiễm; môi trường; nước thải; xả thải; rác; rác thải; bãi rác; xử lý rác; mùi hôi; "
    "khói bụi; cá chết; tài nguyên nước; nhận chìm; biển đảo; biến đổi khí hậu; khí tượng; thủy văn; dự báo; động đất; địa chất; "
    "công viên địa chất; đất hiếm; đất rừng; quan trắc; dầu tràn; tràn dầu; đánh giá tác động môi trường; lấn biển; mỏ",
    "gtvt": "giao thông; đường; tuyến đường; quốc lộ; tỉnh lộ; đường tỉnh; cao tốc; đường cao tốc; cầu; cây cầu; cầu treo; đường sắt; "
    "đường ven biển; nút giao; hầm; đèo; xe khách; xe buýt; xe tải; xe quá tải; tải trọng; trạm thu phí; bot; bến xe; vé xe; tàu khách; "
    "tàu cao tốc; cảng; bến cảng; cảng biển; sân bay; đăng kiểm; bằng lái; giấy phép lái xe; vận tải; hành khách; thông xe; "
    "ách tắc; ùn tắc; nhà xe; taxi; sửa chữa mặt đường; ổ gà; xuống vực; lật xe; đập dâng",
    "xaydung": "xây dựng; quy hoạch; đô thị; khu đô thị; nhà ở xã hội; nhà công vụ; nhà ở; chung cư; công trình; cấp phép xây dựng; không phép; "
    "trái phép xây; bất động sản; dự án khu dân cư; khu dân cư; cây xanh; chỉnh trang; hạ tầng; thoát nước; cấp nước; nước máy; "
    "vật liệu xây dựng; quảng trường; tượng đài; khởi công; công viên; nhà thầu thi công; khu nghỉ dưỡng; đô thị xanh",
    "ttt": "báo chí; phóng viên; nhà báo; tờ báo; mạng xã hội; facebook; tin giả; viễn thông; internet; phủ sóng; chuyển đổi số; "
    "công nghệ thông tin; cản trở tác nghiệp; hành hung phóng viên; trang tin; cáp quang; bưu điện",
    "khcn": "khoa học; nghiên cứu; đề tài; nhà khoa học; sáng chế; sở hữu trí tuệ; nhãn hiệu; chỉ dẫn địa lý; đổi mới sáng tạo; công nghệ cao; "
    "công nghệ sinh học; đo lường; phóng xạ; trí tuệ nhân tạo; hội thảo khoa học; thử nghiệm; nhân giống",
    "vhttdl": "văn hóa; di tích; di sản; bảo tàng; cổ vật; tàu cổ; tàu đắm; khảo cổ; khai quật; lễ hội; lễ khao lề; cồng chiêng; nhà rông; "
    "nghệ nhân; nghệ thuật; ca sĩ; biểu diễn; văn nghệ; du lịch; du khách; khách du lịch; khu du lịch; homestay; khách sạn; resort; "
    "lưu trú; thắng cảnh; danh thắng; điểm đến; check in; bãi biển; suối; thác; tour; lữ hành; thể thao; bóng đá; giải đấu; marathon; "
    "vận động viên; huy chương; cầu thủ; giải bóng; karaoke; hoa hậu; thư viện; ẩm thực; đặc sản; trống đồng; đình làng; khu chứng tích; "
    "phim; nhạc; nhà lưu niệm; đua thuyền; sa huỳnh; đền; triển lãm; ảnh đẹp",
    "gddt": "trường; trường học; lớp học; học sinh; giáo viên; thầy giáo; cô giáo; hiệu trưởng; hiệu phó; mầm non; tiểu học; thcs; thpt; "
    "trung học; phổ thông; nội trú; bán trú; học trò; học bổng; nhập học; tuyển sinh; kỳ thi; thi thpt; thí sinh; điểm thi; điểm chuẩn; "
    "tốt nghiệp; phụ huynh; năm học; khai giảng; tựu trường; đến trường; học phí; dạy thêm; sách giáo khoa; bạo lực học đường; thủ khoa; "
    "phòng giáo dục; ngành giáo dục; em học sinh; nữ sinh; nam sinh; sinh viên; đại học; cao đẳng; bữa ăn học đường; xóa mù chữ",
    "yte": "y tế; bệnh viện; bác sĩ; bệnh nhân; cấp cứu; điều dưỡng; trạm y tế; dịch bệnh; ổ dịch; bạch hầu; sốt xuất huyết; sởi; dại; "
    "bệnh dại; chó dại; tay chân miệng; viêm da; bệnh lạ; covid; cách ly; f0; vắc xin; tiêm chủng; tiêm; ngộ độc; thực phẩm; "
    "an toàn thực phẩm; thuốc; sản phụ; sinh con; trẻ sơ sinh; mổ; phẫu thuật; ghép; ung thư; hiv; phơi nhiễm; nhiễm bệnh; hiến máu; "
    "khám chữa bệnh; khám bệnh; viện phí; tử vong sau khi sinh; rắn cắn; thuốc lá; dân số; sốt rét; lao; cúm; nhiễm khuẩn; y bác sĩ",
    "ngoaivu": "lào; campuchia; nước ngoài; đối ngoại; đại sứ; lãnh sự; hợp tác quốc tế; attapeu; sekong; champasak; tàu trung quốc; "
    "bị bắt giữ ở nước ngoài; hữu nghị; phi chính phủ; hoàng sa; kiều bào; trao đổi đoàn; cắm mốc; phân giới",
    "thanhtra": "thanh tra; kết luận thanh tra; khiếu nại; tố cáo; tham nhũng; sai phạm; tiếp dân; kê khai tài sản",
    "bandantoc": "dân tộc; dân tộc thiểu số; đồng bào; người đồng bào; xơ đăng; ba na; giẻ triêng; brâu; rơ măm; hrê; h're; ca dong; co; "
    "tảo hôn; hủ tục; cầm đồ; già làng; làng; buôn làng; chương trình 135; vùng cao; tôn giáo; tín đồ; nhà thờ; chùa; tà đạo; hà mòn; linh mục; sư",
    "congan": "công an; cảnh sát; csgt; điều tra; khởi tố; bắt giữ; bắt tạm giam; tạm giam; bắt quả tang; đối tượng; nghi phạm; hung thủ; "
    "ma túy; trộm; trộm cắp; cướp; cướp giật; giết người; án mạng; sát hại; đâm chết; chém; hỗn chiến; đánh nhau; hành hung; cố ý gây thương tích; lừa đảo; "
    "đánh bạc; cá độ; tín dụng đen; hiếp dâm; dâm ô; mại dâm; tai nạn; tai nạn giao thông; va chạm; tông; tông xe; tử vong tại chỗ; "
    "thi thể; xác chết; tử thi; treo cổ; mất tích; cháy; hỏa hoạn; vụ cháy; nổ; phòng cháy chữa cháy; pháo; súng; đạn; nồng độ cồn; "
    "quá tốc độ; xử phạt tài xế; tài xế; nhập cảnh trái phép; truy nã; gây rối; an ninh trật tự; căn cước; hàng cấm; đường dây; buôn bán người; "
    "tội phạm; côn đồ; băng nhóm; hành hạ; xâm hại; bắt cóc; tống tiền; lật xe; chết người; mật phục; tử vong; thương vong; ẩu đả",
    "bchqs": "quân sự; bộ đội; bộ chqs; quân khu; sư đoàn; trung đoàn; tuyển quân; nhập ngũ; nghĩa vụ quân sự; tân binh; dân quân; bom; mìn; "
    "quả bom; bom mìn; vật liệu nổ; đạn pháo; hủy nổ; hài cốt; hài cốt liệt sĩ; quy tập; diễn tập; chiến sĩ; quốc phòng; quân nhân; lựu đạn",
    "bdbp": "biên phòng; đồn biên phòng; biên giới; cửa khẩu; cột mốc; trên biển; ngoài khơi; tàu chìm; chìm tàu; chìm ghe; ngư dân mất tích; "
    "thuyền viên; bị nạn; cứu nạn; tàu cá bị nạn; hải đội; buôn lậu; dầu do; dầu lậu; tàu hàng; tàu lạ; sóng cuốn; mắc cạn; cứu thuyền viên; "
    "trôi dạt; hải lý; cảnh sát biển; vùng biển; nhập cảnh trái phép; xuất cảnh trái phép; tàu cá; ngư dân; hoàng sa; dạt vào bờ; gặp nạn",
    "thue": "thuế; nợ thuế; trốn thuế; hóa đơn; cưỡng chế thuế; ngành thuế; thu ngân sách; truy thu; cục thuế; kê khai thuế; hoàn thuế",
    "bhxh": "bảo hiểm xã hội; bảo hiểm y tế; bhyt; bhxh; thẻ bảo hiểm; nợ bảo hiểm; trục lợi bảo hiểm; quỹ bảo hiểm",
    "qltt": "hàng giả; hàng nhái; hàng lậu; thuốc lá lậu; không rõ nguồn gốc; hàng hóa nhập lậu; gian lận thương mại; quản lý thị trường; mỹ phẩm; "
    "hết hạn sử dụng; tạm giữ hàng; phân bón giả; kém chất lượng; thực phẩm chức năng; vàng bạc",
    "kiemlam": "kiểm lâm; lâm tặc; phá rừng; gỗ lậu; gỗ; lâm sản; khai thác gỗ; vận chuyển gỗ; rừng phòng hộ; rừng đặc dụng; chặt hạ; cưa hạ; "
    "động vật hoang dã; vườn quốc gia; thả về rừng; bảo vệ rừng; rừng; cháy rừng; voọc; tê tê; khỉ; thú rừng",
    "vks": "truy tố; cáo trạng; viện kiểm sát; kháng nghị; phê chuẩn; kiểm sát viên; oan sai; bồi thường oan",
    "toaan": "tòa; tòa án; phiên tòa; xét xử; tuyên án; tuyên phạt; phúc thẩm; sơ thẩm; hội đồng xét xử; bị cáo; án tù; thẩm phán; hoãn tòa; lãnh án; tử hình; ly hôn; kháng cáo; hầu tòa",
    "bqlkkt": "dung quất; khu kinh tế; khu công nghiệp; kkt; kcn; vsip; hòa phát; formosa; thép hòa phát; lọc dầu; lọc hóa dầu; nhà máy lọc dầu; "
    "doosan; nhà máy thép; nhà đầu tư; dự án thép; cửa khẩu bờ y; gang thép; luyện kim; công nghiệp tàu thủy; cảng dung quất; tinh bột; bột giấy",
}  # fmt: skip


def _labels() -> dict[str, str]:
    """Return every phrase with the fields it speaks for, joined by a bar."""
    fields: dict[str, list[str]] = {}
    for field, phrases in _WORDS.items():
        for phrase in phrases.split("; "):
            fields.setdefault(phrase, []).append(field)
    return {phrase: "|".join(names) for phrase, names in fields.items()}


def _parts(label: str) -> tuple[tuple[int, float], ...]:
    """Return the columns a label speaks for, with the part of each."""
    fields = label.split("|")
    return tuple((COLUMN[field], 1.0 / len(fields) ** 0.5) for field in fields)


PHRASES = _labels()
_PARTS = {label: _parts(label) for label in PHRASES.values()}


def count_matters(found: Found) -> FloatArray:
    """Return how much of the matter speaks for each class; a phrase of several fields counts in parts.

    Args:
        found: what of `PHRASES` stands in a text.
    """
    counts = [0.0] * len(CLASSES)
    for _, _, label in found:
        for column, part in _PARTS[label]:
            counts[column] += part
    for joined, parts in JOINED.items():
        counts[COLUMN[joined]] = sum(counts[COLUMN[part]] for part in parts)
    return np.array(counts)
