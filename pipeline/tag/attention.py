"""Should a press officer look, and why: the grounds A1 to A5 of the label guide in an officer's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.model_file import Model
from pipeline.domain.records import SAID, Attention
from pipeline.tag.agencies import Grounds
from pipeline.tag.cues import Cue
from pipeline.tag.features import FloatArray
from pipeline.tag.forest import Forest, load_forest
from pipeline.tag.reading import Reading
from pipeline.tag.second_look import FEATURES, FIRST, check_features, second_look
from pipeline.tag.text_model import Linear, TextModel, View, load_linear, probability

REASONS = (
    ((Cue.HARM, Cue.FACILITY), "Có thương vong, ngộ độc hoặc mất an toàn liên quan đến trường học, bệnh viện, cơ sở công cộng."),
    ((Cue.ENVIRONMENT,), "Phản ánh ô nhiễm, khai thác khoáng sản hoặc xâm hại rừng đang diễn ra."),
    ((Cue.SANCTION,), "Nêu việc xử lý kỷ luật, chấn chỉnh, kiểm điểm cán bộ hoặc cơ quan."),
    ((Cue.WRONGDOING,), "Nêu sai phạm hoặc nghi vấn sai phạm của cơ quan, cán bộ."),
    ((Cue.DECAY,), "Phản ánh công trình công cộng xuống cấp, hư hỏng, mất an toàn."),
    ((Cue.NEGLECT,), "Phản ánh chậm trễ, buông lỏng quản lý hoặc bất cập kéo dài."),
    ((Cue.COMPLAINT,), "Có ý kiến bức xúc, khiếu nại, tố cáo của người dân hoặc doanh nghiệp."),
    ((Cue.DISPUTE,), "Có thông tin, số liệu hoặc nguyên nhân còn tranh cãi, chưa được làm rõ."),
    ((Cue.DENIAL,), "Có thông tin bị phủ nhận hoặc bị cho là sai sự thật."),
)  # fmt: skip
"""Cues that must all occur, and the sentence for the officer."""
GENERAL = "Cách viết của toàn bài gần với các bài phê bình, cần đọc để xác định."
MOST_REASONS = 2
HEAD_WEIGHT = 4.0
"""A cue in headline or sapo against one in the body."""


@dataclass(frozen=True, slots=True)
class AttentionModel:
    """One calibrated question, with reasons from the cues."""

    first: Linear
    forest: Forest

    def read(self, readings: Sequence[Reading], view: View, grounds: Grounds) -> list[Attention]:
        """Return the probability that an officer should look, with reasons where it is said."""
        features = second_look(readings, view, self.first.scores(view), grounds.fields, grounds.relevance)
        scores = probability(self.forest.scores(features))
        return [
            Attention(score=round(float(score), 4), reasons=reasons(reading.cues) if score >= SAID else ())
            for reading, score in zip(readings, scores, strict=True)
        ]


def reasons(cues: FloatArray) -> tuple[str, ...]:
    """Return the one or two sentences best backed by the cues of an article; `GENERAL` when none is."""
    head, body = np.split(cues, 2)
    strength = dict(zip(Cue, HEAD_WEIGHT * head + body, strict=True))
    backed = [(min(float(strength[cue]) for cue in wanted), sentence) for wanted, sentence in REASONS]
    best = sorted((item for item in backed if item[0] > 0), key=lambda item: -item[0])[:MOST_REASONS]
    return tuple(sentence for _, sentence in best) or (GENERAL,)


def load_attention_model(model: Model, text: TextModel) -> AttentionModel:
    """Return the `AttentionModel` of a model file.

    Raises:
        ModelFileError: it was trained on another text model or other features.
    """
    check_features(model)
    return AttentionModel(
        load_linear(model, text, "first", len(FIRST)), load_forest(model, "attention", len(FEATURES))
    )
