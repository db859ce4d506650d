"""The letters that are read as page images: kind, regime, sender, addressees, passages, length of names.

``python -m tests.letter.matrix FOLDER`` writes a dozen of them, in which every kind meets every regime and sender,
as DOCX, PDF and one PNG per page (LibreOffice and pdftoppm must be there).
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import (
    Contact,
    ContestedPassage,
    Evidence,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    Signatory,
    Work,
)
from pipeline.letter import compose, render

DAYS = {"R1": date(2016, 6, 14), "R2": date(2025, 9, 12), "R3": date(2026, 11, 21)}
SENDERS = ("province", "department")
ALSO_TO = (
    "Tỉnh ủy Quảng Ngãi",
    "Ban Tuyên giáo Tỉnh ủy",
    "Cục Báo chí, Bộ Văn hóa, Thể thao và Du lịch",
)
QUOTES = (
    "Từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết, trong đó 12 ca tử vong, cao nhất trong mười năm qua.",
    "Bệnh viện “vỡ trận” vì sốt xuất huyết",
    (
        "Người dân xã Đăk Pék cho biết từ tháng 3 đến nay chưa có đợt phun hóa chất nào được thực hiện trên địa bàn, trong khi "
        "chính quyền địa phương chỉ phát loa tuyên truyền một lần rồi thôi; nhiều hộ phải tự mua hóa chất ngoài chợ về phun."
    ),
)
PROBLEMS = (
    "Bài viết nêu 1.524 ca và 12 ca tử vong, không đúng với số liệu giám sát dịch bệnh chính thức.",
    "Đầu đề nêu tình trạng không có thật, gây hoang mang trong Nhân dân.",
    "Việc phun hóa chất đã được thực hiện 03 đợt, có biên bản của thôn và trạm y tế xác nhận.",
)
GROUNDS = (
    (
        "Đến ngày 05 tháng 6 năm 2026, toàn tỉnh ghi nhận 1.254 ca, không có ca tử vong.",
        "Báo cáo số 512/BC-SYT ngày 05 tháng 6 năm 2026 của Sở Y tế về tình hình dịch bệnh",
    ),
    (
        "Công suất sử dụng giường bệnh ngày 10 tháng 6 năm 2026 là 71%, không có người bệnh phải nằm ghép.",
        "Biên bản kiểm tra số 11/BB-SYT ngày 10 tháng 6 năm 2026 tại Bệnh viện Đa khoa tỉnh",
    ),
    (
        "Trạm Y tế đã phun hóa chất các ngày 12 tháng 3, 09 tháng 4 và 03 tháng 5 năm 2026 tại 09 thôn.",
        "Báo cáo số 88/BC-TYT ngày 15 tháng 5 năm 2026 của Trạm Y tế",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One letter of the matrix."""

    kind: LetterKind
    regime: str
    sender: str
    addressees: int
    passages: int
    long: bool

    @property
    def name(self) -> str:
        length = "long" if self.long else "short"
        return f"{self.regime}-{self.kind.value}-{self.sender}-to{self.addressees}-of{self.passages}-{length}"


def cells() -> Iterator[Cell]:
    """Yield the whole matrix."""
    factors = itertools.product(LetterKind, DAYS, SENDERS, (1, 4), (1, 3), (False, True))
    for kind, regime, sender, addressees, passages, long in factors:
        yield Cell(
            kind=kind, regime=regime, sender=sender, addressees=addressees, passages=passages, long=long
        )


def chosen() -> Iterator[Cell]:
    """Yield every kind in every regime from every sender; the other three factors in turn, each pair of values met."""
    turns = itertools.cycle(((1, 1, False), (4, 3, True), (1, 3, False), (4, 1, False), (1, 1, True)))
    for (kind, regime, sender), (addressees, passages, long) in zip(
        itertools.product(LetterKind, DAYS, SENDERS), turns, strict=False
    ):
        yield Cell(
            kind=kind, regime=regime, sender=sender, addressees=addressees, passages=passages, long=long
        )


def _passages(number: int, day: date) -> tuple[ContestedPassage, ...]:
    fields = (Field.BODY, Field.TITLE, Field.SAPO)
    year = str(day.year)
    return tuple(
        ContestedPassage(
            field=fields[place],
            start=0,
            end=len(QUOTES[place]),
            quote=QUOTES[place],
            problem=PROBLEMS[place],
            evidence=(
                Evidence(
                    statement=GROUNDS[place][0].replace("2026", year),
                    source_doc=GROUNDS[place][1].replace("2026", year),
                ),
            ),
        )
        for place in range(number)
    )


def request_of(cell: Cell) -> LetterRequest:
    """Return the request of a cell."""
    day, long, province = DAYS[cell.regime], cell.long, cell.sender == "province"
    captured = datetime(day.year, day.month, day.day, 7, 30, tzinfo=VIETNAM)
    outlet = (
        "Tạp chí điện tử Nghiên cứu và Ứng dụng Khoa học, Công nghệ, Môi trường và Phát triển bền vững Miền Trung - Tây Nguyên"
        if long
        else "Báo Vạn Lý"
    )
    work = Work(
        outlet=outlet,
        outlet_address=outlet,
        medium=Medium.ONLINE if cell.passages == 1 else Medium.DAILY,
        title="Sốt xuất huyết tăng nhanh ở nhiều địa phương"
        + (": người dân lo lắng, bệnh viện quá tải, chính quyền lúng túng" if long else ""),
        section="Dân sinh",
        url="https://vanly.example/dan-sinh/sot-xuat-huyet-tang-nhanh-o-nhieu-dia-phuong.html"
        if cell.passages == 1
        else "",
        published_at=captured - timedelta(days=1, hours=1, minutes=25),
        author="Lê Khoa Nguyên",
        capture_sha256="3f" * 32,
        captured_at=captured,
        issue="" if cell.passages == 1 else "số 324",
    )
    if province:
        authority = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    elif long:
        authority = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    else:
        authority = ("GIÁM ĐỐC",)
    department = "Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi" if long else "Sở Y tế tỉnh Quảng Ngãi"
    return LetterRequest(
        kind=cell.kind,
        agency_id="qn",
        agency_name="UBND tỉnh Quảng Ngãi" if province else department,
        parent_name="" if province else "UBND tỉnh Quảng Ngãi",
        symbol="UBND-KGVX" if province else ("SVHTTDL-VP" if long else "SYT-VP"),
        place="Quảng Ngãi",
        work=work,
        passages=_passages(cell.passages, day),
        signatory=Signatory(
            authority=authority, full_name="Nguyễn Thị Hoàng Phương Thảo Vy" if long else "Lê An"
        ),
        contact=Contact(
            full_name="Nguyễn Thị Hoàng Phương Thảo Vy" if long else "Lê Văn Mẫu",
            post="Chánh Văn phòng",
            phone="0255.000.0101",
            email="phatngon@coquan.example",
        ),
        on=day,
        also_to=ALSO_TO[: cell.addressees - 1],
        final=True,
    )


def docx_of(cell: Cell, *, issued: bool = True) -> bytes:
    """Return the letter of a cell, numbered and dated by the clerk or with both left blank."""
    request = request_of(cell)
    number = f"17/{request.symbol}" if issued else ""
    return render(compose(request), number=number, issued_on=request.on if issued else None)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for place, cell in enumerate(chosen()):
        (folder / f"{cell.name}.docx").write_bytes(docx_of(cell, issued=place % 3 != 0))
    pages = sorted(folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder.resolve() / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, pages)], check=True, capture_output=True)
    for page in pages:
        pdf = page.with_suffix(".pdf")
        subprocess.run(["pdftoppm", "-png", "-r", "70", str(pdf), str(page.with_suffix(""))], check=True)
        print(pdf.name)  # noqa: T201  it is a command


if __name__ == "__main__":
    main(Path(sys.argv[1]))
