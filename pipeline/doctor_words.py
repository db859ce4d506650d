"""What the checks of an installation say, in English for the command line and in Vietnamese for the page."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One answer of a check; fields in braces are filled in. The remedies are empty when all is well."""

    text: str
    text_vi: str
    remedy: str = ""
    remedy_vi: str = ""


SUBJECTS = {
    "home": "Thư mục dữ liệu, ổ đĩa",
    "secret key": "Khóa của bàn xử lý",
    "contact": "Địa chỉ liên hệ",
    "feeds": "Danh sách nguồn tin",
    "calendar": "Lịch nghỉ",
    "office": "Bản PDF của văn bản",
    "models": "Mô hình",
    "schema": "Cơ sở dữ liệu",
    "daily job": "Đợt thu thập hằng ngày",
    "silent feeds": "Nguồn tin im lặng hoặc lỗi",
    "mail": "Thư bản tin buổi sáng",
    "backup": "Bản sao lưu",
    "certificate": "Chứng thư TLS",
    "advisories": "Lỗ hổng đã biết của phần mềm",
    "audit trail": "Nhật ký thao tác",
}
"""Subject of a check as an official reads it."""

SAID = {
    "cannot be checked": Words(
        "{problem}",
        "Không kiểm tra được: {problem}",
        "Correct what the message names and run doctor again.",
        "Sửa điều thông báo nêu rồi chạy lại caichinh doctor.",
    ),
    "no home": Words(
        "{home} does not exist.",
        "Thư mục {home} không tồn tại.",
        "Create it, or set CAICHINH_HOME.",
        "Tạo thư mục hoặc đặt lại CAICHINH_HOME.",
    ),
    "home read-only": Words(
        "{home} cannot be written.",
        "Không ghi được vào {home}.",
        "Mount its disk for writing, or give the folder to the user of the service.",
        "Gắn lại ổ đĩa ở chế độ ghi, hoặc giao thư mục cho tài khoản chạy dịch vụ.",
    ),
    "little space": Words(
        "{home}, {free} GiB free.",
        "{home}: còn trống {free} GiB.",
        "Free space: the archive needs room for every page it keeps.",
        "Giải phóng chỗ trống: kho lưu cần chỗ cho mỗi trang báo; xem caichinh retention.",
    ),
    "home": Words("{home}, {free} GiB free.", "{home}: còn trống {free} GiB."),
    "open key": Words(
        "{path} can be read by others.",
        "Người khác đọc được tệp {path}.",
        "chmod 600 {path}",
        "Chạy: chmod 600 {path}",
    ),
    "key": Words("The key of the desk is its owner's alone.", "Chỉ chủ của tệp khóa đọc được."),
    "no contact": Words(
        "Newspapers are not told whom to write to.",
        "Báo chí chưa được cho biết liên hệ với ai.",
        "Set CAICHINH_CONTACT to an official e-mail address.",
        "Đặt CAICHINH_CONTACT là địa chỉ thư điện tử công vụ.",
    ),
    "contact": Words("Newspapers see the contact {contact}.", "Báo chí thấy địa chỉ {contact}."),
    "no feeds": Words(
        "{path}: no feed is enabled.",
        "{path}: chưa bật nguồn tin nào.",
        "Set enabled: true on the feeds to watch.",
        "Ghi enabled: true ở các nguồn cần theo dõi.",
    ),
    "feeds": Words("{outlets} outlets, {feeds} feeds enabled.", "{outlets} báo, {feeds} nguồn tin đang bật."),
    "silent feeds": Words(
        "{count} of {of} feeds fail or are silent: {which}.",
        "{count}/{of} nguồn tin lỗi hoặc im lặng: {which}.",
        "Look at `caichinh feeds status`; many at once: network, DNS, clock of this machine.",
        "Xem trang Nguồn tin. Nhiều nguồn cùng lúc: kiểm tra mạng, DNS, đồng hồ máy chủ.",
    ),
    "no silent feeds": Words("All of {of} feeds bring news.", "Cả {of} nguồn tin đã đọc đều có tin."),
    "no models": Words(
        "{path}: no models.",
        "{path}: không có mô hình.",
        "Set CAICHINH_MODELS, or run `make train`.",
        "Đặt CAICHINH_MODELS hoặc chạy make train.",
    ),
    "changed model": Words(
        "{path} does not match its metrics.",
        "{path} không khớp mã kiểm tra.",
        "Restore the folder from the repository, or train anew.",
        "Lấy lại thư mục từ kho mã nguồn hoặc huấn luyện lại.",
    ),
    "models": Words("{count} models match their digests.", "{count} mô hình khớp mã kiểm tra."),
    "empty database": Words(
        "The database is empty.",
        "Cơ sở dữ liệu trống.",
        "Run `caichinh db upgrade`.",
        "Chạy caichinh db upgrade.",
    ),
    "other schema": Words(
        "The database has schema {now}, this release works with {newest}.",
        "Cơ sở dữ liệu ở phiên bản {now}, bản cài đặt này cần {newest}.",
        "Run `caichinh db upgrade`.",
        "Chạy caichinh db upgrade.",
    ),
    "schema": Words(
        "The database ({kind}, {size} MiB) has schema {now}.",
        "{kind}, {size} MiB, phiên bản {now}.",
    ),
    "broken trail": Words(
        "The audit trail is broken at row {row}.",
        "Nhật ký thao tác bị đứt ở dòng {row}.",
        "Keep this database as evidence, find out who had access, restore the last whole backup.",
        "Giữ nguyên cơ sở dữ liệu làm chứng cứ, xác định ai đã truy cập, khôi phục bản sao lưu còn nguyên gần nhất.",
    ),
    "trail": Words("The audit trail is whole, its root is {root}…", "Nhật ký nguyên vẹn, mã gốc {root}…"),
    "no run": Words(
        "The daily job has never ended.",
        "Chưa có đợt thu thập nào kết thúc.",
        "Run `caichinh daily`; then set its timer.",
        "Chạy caichinh daily, rồi bật lịch chạy.",
    ),
    "run in the future": Words(
        "The daily job last ended at {ended}. That is in the future.",
        "Đợt gần nhất kết thúc lúc {ended}, ở tương lai.",
        "Set the clock of this machine (NTP).",
        "Chỉnh đồng hồ máy chủ (NTP).",
    ),
    "late run": Words(
        "The daily job last ended at {ended}.",
        "Đợt gần nhất kết thúc lúc {ended}, đã quá 26 giờ.",
        "Look at the timer and its log: `systemctl status caichinh-daily.timer`.",
        "Xem lịch chạy và nhật ký: systemctl status caichinh-daily.timer",
    ),
    "run": Words("The daily job last ended at {ended}.", "Đợt gần nhất kết thúc lúc {ended}."),
    "no backup": Words(
        "No backup was made yet.",
        "Chưa sao lưu lần nào.",
        "Run `caichinh backup FILE`; then set its timer.",
        "Chạy caichinh backup TỆP, rồi bật lịch sao lưu.",
    ),
    "old backup": Words(
        "The last backup was made at {made}.",
        "Bản sao lưu gần nhất lúc {made}, đã quá 2 ngày.",
        "Look at the timer and its log: `systemctl status caichinh-backup.timer`.",
        "Xem lịch chạy và nhật ký: systemctl status caichinh-backup.timer",
    ),
    "backup": Words("The last backup was made at {made}.", "Bản gần nhất lúc {made}."),
    "not asked for holes": Words(
        "Nobody asked for known holes of the libraries of this release: {path} is missing or tells of none.",
        "Chưa tra cứu lỗ hổng đã biết của các thư viện: chưa có tệp {path} hoặc tệp chưa có kết quả.",
        "On a machine with access to the network: `pip-audit --require-hashes --disable-pip -r requirements.txt -f json -o advisories.json`; put the file there.",
        "Trên máy có mạng, chạy pip-audit --require-hashes --disable-pip -r requirements.txt -f json -o advisories.json rồi chép tệp vào đó.",
    ),
    "known holes": Words(
        "Asked on {asked} for {count} libraries; known holes: {which}.",
        "Tra cứu lúc {asked} cho {count} thư viện; có lỗ hổng: {which}.",
        "Install the release that mends them; until then read what each hole needs to be used.",
        "Cài bản phát hành đã sửa; trong khi chờ, xem điều kiện khai thác của từng lỗ hổng.",
    ),
    "old advisories": Words(
        "Asked on {asked} for {count} libraries, no known hole then; that is more than a month ago.",
        "Tra cứu lúc {asked} cho {count} thư viện, khi đó không có lỗ hổng; đã quá một tháng.",
        "Ask again with pip-audit and replace the file.",
        "Tra cứu lại bằng pip-audit và thay tệp.",
    ),
    "advisories": Words(
        "Asked on {asked} for {count} libraries, no known hole.",
        "Tra cứu lúc {asked} cho {count} thư viện, không có lỗ hổng đã biết.",
    ),
    "no mail server": Words(
        "No mail server is named; no digest leaves.", "Không dùng máy chủ thư; không gửi bản tin."
    ),
    "unsent mail": Words(
        "{count} digests of today have not left.",
        "{count} bản tin hôm nay chưa gửi được.",
        "Run `caichinh mail digest` and read what it says of the mail server.",
        "Chạy caichinh mail digest và xem thông báo về máy chủ thư.",
    ),
    "mail": Words("All digests of today have left.", "Bản tin hôm nay đã gửi đủ."),
    "no certificate": Words(
        "People open {url}; no certificate is needed there.", "Người dùng mở {url}, không cần chứng thư."
    ),
    "certificate ends": Words(
        "The certificate of {host} ends at {end}.",
        "Chứng thư của {host} hết hạn lúc {end}.",
        "Renew it, and see why that did not happen by itself.",
        "Gia hạn chứng thư; kiểm tra vì sao chưa tự gia hạn.",
    ),
    "certificate": Words(
        "The certificate of {host} ends at {end}.", "Chứng thư của {host} còn hạn đến {end}."
    ),
    "few holidays": Words(
        "Only {count} days off are known for {year}.",
        "Mới biết {count} ngày nghỉ của năm {year}.",
        "Enter the holidays when the announcement is out; until then deadlines are provisional.",
        "Nhập ngày nghỉ ở trang Lịch làm việc khi có thông báo; đến lúc đó thời hạn là tạm tính.",
    ),
    "holidays": Words("{count} days off are known for {year}.", "Đã biết {count} ngày nghỉ của năm {year}."),
    "no office": Words(
        "LibreOffice is not installed.",
        "Chưa cài LibreOffice.",
        "Letters come as DOCX alone; install it for PDF copies.",
        "Văn bản chỉ có bản DOCX; cài LibreOffice để có bản PDF.",
    ),
    "office": Words("LibreOffice makes PDF copies.", "LibreOffice tạo được bản PDF."),
}
"""Every answer that a check can give."""
