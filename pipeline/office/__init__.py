"""Official documents (văn bản hành chính): the layout of Nghị định 30/2020/NĐ-CP, once for all who write in it.

`layout` holds every measure, `builder` makes DOCX pieces from them, `check` names the deviations of any DOCX.
Letters and reports are built on it. Imports the domain only.
"""

from pipeline.office.check import check
from pipeline.office.deviation import Deviation

__all__ = ["Deviation", "check"]
