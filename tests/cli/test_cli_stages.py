from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import caichinh
from pipeline.demo.pressday import FACTS_PATH
from pipeline.domain.agencies import load_agencies
from pipeline.domain.errors import CaiChinhError, RowError


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(caichinh, arguments, input=text, catch_exceptions=False)


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_feed_gives_a_line_for_each_entry(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<rss version='2.0'><channel><item><title>Tin</title><link>/1.html</link>"
        "<pubDate>Fri, 20 Nov 2026 06:05:00 +07</pubDate></item></channel></rss>",
        encoding="utf-8",
    )
    (entry,) = lines(run("feed", str(feed), "--url", "https://bao.example/rss"))
    assert entry["url"] == "https://bao.example/1.html"
    assert entry["published_at"] == "2026-11-20T06:05:00+07:00"
    assert {"id", "url", "title", "summary", "published_at", "author"} <= entry.keys()


def test_extract_gives_one_line(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>Không có gì.</p></body></html>", encoding="utf-8")
    (article,) = lines(run("extract", str(page), "--url", "https://bao.example/1.html"))
    wanted = {"url", "outlet", "title", "sapo", "body", "author", "published_at", "modified_at", "kind"}
    assert wanted <= article.keys()
    assert article["kind"] == "unreadable"


ARTICLE = {
    "id": "a1",
    "title": "Sốt xuất huyết ở Quảng Ngãi",
    "sapo": "Sở Y tế tỉnh Quảng Ngãi thông tin về dịch bệnh.",
    "body": "Sở Y tế tỉnh Quảng Ngãi cho biết toàn tỉnh đang kiểm soát dịch sốt xuất huyết.",
    "published_at": "2026-11-20T06:05:00+07:00",
    "mine": {"kept": [1, 2]},
}


def test_tag_adds_its_keys_and_passes_unknown_ones_through() -> None:
    (tagged,) = lines(run("tag", text=json.dumps(ARTICLE)))
    assert tagged["mine"] == {"kept": [1, 2]}
    assert {"agencies", "places", "sentiment", "attention"} <= tagged.keys()
    for agency in tagged["agencies"]:  # type: ignore[attr-defined]
        for span in agency["evidence"]:
            assert 0 <= span["start"] < span["end"] <= len(str(ARTICLE[span["field"]]))


def test_missing_and_null_keys_are_allowed() -> None:
    read = lines(run("tag", text='{"title": null}\n\n{"body": "Một câu."}\n'))
    assert len(read) == 2


def test_a_day_without_time_is_enough_to_tag_and_is_given_back_as_it_was() -> None:
    (tagged,) = lines(run("tag", text=json.dumps(ARTICLE | {"published_at": "2017-06-20"})))
    assert tagged["published_at"] == "2017-06-20"
    assert {agency["id"] for agency in tagged["agencies"]} <= {
        agency.id for agency in load_agencies().alive(date(2017, 6, 20))
    }  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[]", "line 1"),
        ('{"id": "a"}\n{"id": 3}', "line 2"),
        ('{"published_at": "hôm qua"}', "published_at"),
        ("{", "line 1"),
    ],
)
def test_a_wrong_line_is_named(text: str, place: str) -> None:
    with pytest.raises(RowError) as error:
        run("tag", text=text)
    assert place in str(error.value)


def test_flag_adds_flags_with_sentence_and_official_value() -> None:
    conflict = ARTICLE | {
        "title": "Thiếu giáo viên",
        "sapo": "",
        "body": "Theo Sở Giáo dục và Đào tạo, bước vào năm học 2026 - 2027, toàn tỉnh Quảng Ngãi còn thiếu 974 giáo viên.",
    }
    (flagged,) = lines(run("flag", "--facts", str(FACTS_PATH), text=json.dumps(conflict)))
    assert {"flags", "priority", "group", "event"} <= flagged.keys()
    said = [flag for flag in flagged["flags"] if flag["score"] >= 0.5]  # type: ignore[attr-defined]
    assert [flag["signal"] for flag in said] == ["F-1"]
    assert said[0]["sentence"] in str(conflict["body"])
    assert "947" in said[0]["official"]


def test_law_deadline_answers_as_the_contract_says() -> None:
    arguments = ("law", "deadline", "--kind", "correction", "--medium", "daily")
    (answer,) = lines(run(*arguments, "--received", "2026-08-20T14:00:00+07:00"))
    assert answer["due"] == "2026-08-22T23:59:59+07:00"
    assert (answer["regime"], answer["kind"]) == ("R3", "DATE")
    assert isinstance(answer["working"], list)
    (online,) = lines(
        run("law", "deadline", "--kind", "correction", "--medium", "online", "--received", "2026-08-20")
    )
    assert online["kind"] == "IMMEDIATE"


def test_a_deadline_without_its_medium_is_refused_with_a_reason() -> None:
    with pytest.raises(CaiChinhError, match="medium"):
        run("law", "deadline", "--kind", "correction", "--received", "2026-08-20T14:00")


def test_facts_check_names_contradictions_with_status_1(tmp_path: Path) -> None:
    assert run("facts", "check", str(FACTS_PATH)).exit_code == 0
    header, *rows = FACTS_PATH.read_text(encoding="utf-8").splitlines()
    figure = next(row for row in rows if ",figure," in row)
    fact_id = figure.partition(",")[0]
    value = figure.split(",")[8]
    twice = tmp_path / "facts.csv"
    other = figure.replace(fact_id, "Z999", 1).replace(f",{value},", ",99999,", 1)
    twice.write_text(f"{header}\n{figure}\n{other}", encoding="utf-8")
    result = run("facts", "check", str(twice))
    assert result.exit_code == 1
    assert "Z999" in result.output


def test_help_tells_of_every_command() -> None:
    text = run("--help").output
    for command in (
        "daily",
        "desk",
        "report",
        "feed",
        "extract",
        "tag",
        "flag",
        "law",
        "letter",
        "facts",
        "db",
        "user",
    ):
        assert command in text
