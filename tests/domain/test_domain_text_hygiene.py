from __future__ import annotations

import unicodedata

import pytest

from pipeline.domain.text import fold, legacy_encoding, shadow


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("B\u00b8o c\u00b8o cña Së Y tÕ vÒ t×nh h×nh dÞch b\u00aanh", "TCVN3"),
        ("Baø con noâng daân xaõ Bình Sôn ñaõ thu hoaïch luùa", "VNI"),
        ("Sở Y tế tỉnh Quảng Ngãi cho biết dịch đã lắng", None),
        ("So Y te tinh Quang Ngai cho biet dich da lang", None),
        ("The café in São Paulo served crème brûlée all day", None),
        ("Chuû tòch UBND tænh kieåm tra coâng trình", "VNI"),
        ("Bão tan, ngoài khoang còn hai viên to", None),
        ("Lính canh trên biên giây lát yên tĩnh", None),
        ("Hai toán thanh niên xuyên xã trong ba giây", None),
        ("", None),
    ],
)
def test_old_encodings_are_told_by_name(text: str, encoding: str | None) -> None:
    assert legacy_encoding(text) == encoding


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "Sở Y tế tỉnh Quảng Ngãi"),
        "S\u1edf Y\u200b t\u1ebf t\u1ec9nh Qu\u1ea3ng Ng\u00e3i",
        "Sở Y tế\u202ftỉnh Quảng Ngãi",
        "\u00d0ăk Hà \u00ad và Đăk Tô",
    ],
)
def test_a_shadow_leads_back_to_the_text_as_given(text: str) -> None:
    found, places = shadow(text)
    assert len(places) == len(found) + 1
    assert unicodedata.is_normalized("NFC", found)
    assert places == sorted(places)
    name = found.split()[0]
    end = places[len(name)]
    assert fold(unicodedata.normalize("NFC", text[:end])).replace("\u200b", "").strip() == fold(name)
