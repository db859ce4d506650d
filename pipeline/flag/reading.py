"""An article as the signals read it: sentences with their place, and words made comparable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Article, Field
from pipeline.domain.text import sentences, unify_tone
from pipeline.flag.quantities import Quantity, find_quantities, lower

_SYLLABLE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

# One word stands for all that the press says in its place. Order matters: longer phrases first.
_SAME = tuple(
    (re.compile(rf"(?<!\w)(?:{said})(?!\w)"), meant)
    for said, meant in (
        (
            r"tử vong|thiệt mạng|mất mạng|tử nạn|bỏ mạng|tử thương|qua đời|nằm lại|cướp đi (?:sinh )?mạng|sinh mạng|mạng người",
            "chết",
        ),
        (r"lấy đi|tổn thất|gây thiệt hại", "thiệt hại"),
        (r"nhà ở xã hội", "nhàởxãhội"),
        (r"người có công", "người_có_công"),
        (r"dân số", "dânsố"),
        (r"thương tích|trọng thương|bị thương", "bị thương"),
        (r"di dời|di tản|sơ tán", "sơ tán"),
        (r"căn nhà|ngôi nhà|nhà cửa|nhà ở|căn hộ|nóc nhà|nhà dân", "nhà"),
        (r"hư hỏng|tốc mái|hư hại|sập đổ|thiệt hại về nhà", "hư hại"),
        (r"thóc", "lúa"),
        (r"heo", "lợn"),
        (r"du khách|lượt khách|khách du lịch|khách tham quan", "khách"),
        (r"sổ đỏ|sổ hồng|giấy chứng nhận quyền sử dụng đất", "giấy chứng nhận"),
        (r"đền bù", "bồi thường"),
        (r"xử phạt|nộp phạt|tiền phạt|mức phạt|án phạt", "phạt"),
        (r"bỏ học|nghỉ học|thôi học", "bỏ học"),
        (r"tiêu huỷ|chôn hủy", "tiêu hủy"),
        (r"động thổ", "khởi công"),
        (r"đang hoạt động|đang quay tuabin|phát điện", "đang vận hành"),
        (r"thấm đẫm|mắc|nhiễm|dương tính", "mắc"),
        (r"hecta|héc ta|héc-ta", "ha"),
        (r"chưa trở lại|chưa đến|chưa ra|không đến", "nghỉ"),
        (r"gd&đt|gd-đt|gdđt", "giáo dục và đào tạo"),
        (r"nn&ptnt|nn-ptnt|nn và ptnt", "nông nghiệp và phát triển nông thôn"),
        (r"nn&mt|nn-mt|nn và mt", "nông nghiệp và môi trường"),
        (r"tn&mt|tn-mt|tnmt", "tài nguyên và môi trường"),
        (r"lđ-?tb&xh|lđtbxh|lđ-tb-xh", "lao động thương binh và xã hội"),
        (r"vh,? ?tt&dl|vh-tt&dl|vhttdl", "văn hóa thể thao và du lịch"),
        (r"gtvt", "giao thông vận tải"),
        (r"bhyt", "bảo hiểm y tế"),
        (r"hộ cận nghèo|cận nghèo", "cậnnghèo"),
        (r"tăng trưởng kinh tế|grdp", "grdp"),
        (r"xuất nhập khẩu", "xuấtnhậpkhẩu"),
    )
)


def words(text: str) -> tuple[str, ...]:
    """Return the syllables of `text`, small, tone marks unified, words of the same meaning made one."""
    text = unify_tone(lower(text))
    for said, meant in _SAME:
        text = said.sub(meant, text)
    return tuple(_SYLLABLE.findall(text))


@dataclass(frozen=True)
class Sentence:
    """One sentence of an article. Offsets are those of the field."""

    field: Field
    paragraph: int
    """Counts from 0 within the field."""
    start: int
    end: int
    text: str

    @cached_property
    def small(self) -> str:
        """Return the text in small letters, offsets kept."""
        return lower(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the comparable syllables."""
        return words(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the quantities, offsets within the sentence."""
        return tuple(find_quantities(self.text))


@dataclass(frozen=True)
class Reading:
    """An article, sentence by sentence, title first."""

    article: Article
    sentences: tuple[Sentence, ...]
    day: date
    """Day of publication in Vietnam, else the day of reading."""

    @cached_property
    def lead(self) -> tuple[str, ...]:
        """Return the comparable syllables of title and sapo, which tell what the article is about."""
        return tuple(word for s in self.sentences if s.field is not Field.BODY for word in s.words)

    @cached_property
    def lead_text(self) -> str:
        """Return title and sapo in small letters."""
        return " ".join(s.small for s in self.sentences if s.field is not Field.BODY)

    def body(self) -> tuple[Sentence, ...]:
        """Return the sentences of the body."""
        return tuple(s for s in self.sentences if s.field is Field.BODY)


def read_article(article: Article, today: date) -> Reading:
    """Split an article into sentences. `today` stands in for a day of publication that is not known."""
    found: list[Sentence] = []
    for field in Field:
        text = article.text(field)
        for start, end in sentences(text):
            paragraph = len(re.findall(r"\n+", text[:start]))
            found.append(Sentence(field, paragraph, start, end, text[start:end]))
    day = article.published_at.astimezone(VIETNAM).date() if article.published_at else today
    return Reading(article, tuple(found), day)
