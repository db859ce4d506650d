"""Flags: recall per kind of seeded slip, false alarms on the untouched sentences, time as articles and facts grow.

`make bench-flags`. Sentences are made from invented facts; every sentence agrees with its fact until one
thing in it is changed: a figure, a date, a name, a unit, a place.
"""

from __future__ import annotations

import importlib.util
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

from table import key

from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Fact, FactKind, Facts
from pipeline.domain.places import load_places
from pipeline.domain.records import SAID, Article, Attention, FlaggedArticle, Sentiment, TaggedArticle, Tone
from pipeline.flag import flag

SEED = 20261127
PUBLISHED = datetime(2026, 10, 12, 1, 0, tzinfo=UTC)
TODAY = date(2026, 10, 12)
THINGS = (
    "ca sởi",
    "vụ cháy rừng",
    "hộ thiếu nước",
    "tàu cá lắp máy",
    "lớp học ghép",
    "mô hình vườn mẫu",
    "giếng khoan hỏng",
    "nhà xưởng mới",
)
FIELDS = (
    "vùng ven sông",
    "vùng cát trắng",
    "khu đồi chè",
    "bãi ngang",
    "thung lũng quế",
    "đồng muối",
    "rừng dừa nước",
    "gò đất đỏ",
)
NAMES = ("An Bình", "Hòa Lạc", "Phú Lâm", "Tân Sơn", "Vĩnh Hòa", "Thanh Mỹ", "Đông Hải", "Bắc Trà")
PEOPLE = (
    "Lê Văn Mẫu Sơn",
    "Trần Thị Ví Dụ",
    "Phạm Công Thử Nghiệm",
    "Nguyễn Hoài Giả Định",
    "Võ Minh Tạm Đặt",
)
STYLES = (
    "Trong 9 tháng, tại {place} có {value} {thing} {field}.",
    "{value} {thing} {field} là số liệu 9 tháng tại {place}.",
    "Báo cáo nêu: 9 tháng đầu năm, {place} ghi nhận {value} {thing} {field}.",
)


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def figures(count: int, rng: random.Random) -> list[tuple[Fact, str, str, str, int]]:
    """Return facts with the words they are told in: (fact, thing, field, place, value)."""
    made = []
    for number in range(count):
        thing = THINGS[number % len(THINGS)]
        field = f"{FIELDS[number // 8 % len(FIELDS)]} {_syllables(number)}"
        place = f"xã {NAMES[number % len(NAMES)]} {_syllables(number // 3).title()}"
        value = rng.randrange(1200, 9800) // 10 * 10 + rng.randrange(1, 9)
        unit = thing.split()[0]
        fact = Fact(
            fact_id=f"B{number}",
            kind=FactKind.FIGURE,
            agency_id="qn-ubnd",
            subject=f"Số {thing} {field} tại {place} 9 tháng đầu năm 2026",
            aliases=(f"{thing} {field}",),
            place=place,
            period_from=date(2026, 1, 1),
            period_to=date(2026, 9, 30),
            value=str(value),
            unit=unit,
            source_doc="Báo cáo số 1/BC-UBND ngày 05/10/2026",
        )
        made.append((fact, thing, field, place, value))
    return made


def _syllables(number: int) -> str:
    first, last = (
        ("bha", "tro", "khe", "lua", "mong", "nuoi", "pho", "quai"),
        ("dan", "gio", "hen", "lam", "mo", "nui", "rong", "say"),
    )
    return f"{first[number % 8]}{number // 64} {last[number // 8 % 8]}"


def slips(number: int, value: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, wrong value as written)."""
    digits = list(str(value))
    if digits[0] != digits[1]:
        yield "figure: digits swapped", grouped(int("".join([digits[1], digits[0], *digits[2:]])))
    yield "figure: ten times", grouped(value * 10)
    yield "figure: changed", grouped(int(value * rng.choice((0.7, 0.85, 1.2, 1.6))) + number % 7)


def article(number: int, body: str) -> TaggedArticle:
    made = Article(
        id=f"b{number}",
        url=f"https://bao.example/{number}",
        title="Ghi nhận ở cơ sở",
        body=body,
        published_at=PUBLISHED,
    )
    return TaggedArticle(
        article=made,
        agencies=(),
        places=(),
        sentiment=Sentiment(label=Tone.NEUTRAL, score=0.9),
        attention=Attention(score=0.0),
    )


def recall() -> None:
    rng = random.Random(SEED)  # noqa: S311  a seeded draw
    made = figures(60, rng)
    facts = [fact for fact, *_ in made]
    cases: list[tuple[str, str, str]] = []
    for number, (fact, thing, field, place, value) in enumerate(made):
        for style in STYLES:
            told = {"thing": thing, "field": field, "place": place}
            cases.append(("agrees", fact.fact_id, style.format(value=grouped(value), **told)))
            cases += [
                (kind, fact.fact_id, style.format(value=wrong, **told))
                for kind, wrong in slips(number, value, rng)
            ]
            unit, _, rest = thing.partition(" ")
            if unit == "hộ":
                other = told | {"thing": f"người {rest}"}
                cases.append(("unit", fact.fact_id, style.format(value=grouped(value), **other)))
    for number, person in enumerate(PEOPLE):
        post, body = "Giám đốc", f"Ban Quản lý Vườn quốc gia {NAMES[number]}"
        fact = Fact(
            fact_id=f"P{number}",
            kind=FactKind.ROSTER,
            agency_id="qn-ubnd",
            subject=f"{post} {body}",
            place=body,
            period_from=date(2025, 7, 1),
            value=person,
            position=f"{post} {body}",
        )
        facts.append(fact)
        sure = person.rsplit(" ", 1)[0]
        for form in ("Ông {name}, {title} {body}, cho biết.", "{title} {body} {name} nói như vậy."):
            cases += [
                ("agrees", fact.fact_id, form.format(name=person, title=post, body=body)),
                ("name", fact.fact_id, form.format(name=f"{sure} Khác", title=post, body=body)),
                ("post", fact.fact_id, form.format(name=person, title=f"Phó {post}", body=body)),
            ]
        event = Fact(
            fact_id=f"E{number}",
            kind=FactKind.EVENT,
            agency_id="qn-ubnd",
            subject=f"Khánh thành cầu treo {NAMES[number]} Thượng",
            place=f"xã {NAMES[-1 - number]}",
            value="2026-10-03",
            source_doc="Thông báo số 2/TB-UBND ngày 01/10/2026",
        )
        facts.append(event)
        for form in (
            "Cầu treo {bridge} được khánh thành ngày {day} tại {place}.",
            "Ngày {day}, lễ khánh thành cầu treo {bridge} diễn ra tại {place}.",
        ):
            told = {"bridge": f"{NAMES[number]} Thượng", "place": event.place}
            cases += [
                ("agrees", event.fact_id, form.format(day="3/10", **told)),
                ("date", event.fact_id, form.format(day="8/10", **told)),
                ("place", event.fact_id, form.format(day="3/10", bridge=told["bridge"], place="xã Lạc Địa")),
            ]
    found = _flagged([article(n, text) for n, (_, _, text) in enumerate(cases)], Facts(tuple(facts)))
    hits, totals = Counter[str](), Counter[str]()
    for (kind, fact_id, _), item in zip(cases, found, strict=True):
        totals[kind] += 1
        hits[kind] += any(one.fact_id == fact_id and one.score >= SAID for one in item.flags)
    print(f"{'kind of slip':26} {'flagged':>8} {'of':>6} {'share':>7}")
    for kind, total in sorted(totals.items()):
        print(f"{kind:26} {hits[kind]:8} {total:6} {hits[kind] / total:7.3f}")
    least = min(hits[kind] / total for kind, total in totals.items() if kind != "agrees")
    key("slips found, the kind that is found least", f"{least:.3f}", "0.90")
    key("agreeing sentences flagged", f"{hits['agrees']} of {totals['agrees']}")


def _flagged(items: list[TaggedArticle], facts: Facts) -> list[FlaggedArticle]:
    return flag(items, facts=facts, agencies=AGENCIES, places=PLACES, groups={}, today=TODAY)


def speed() -> None:
    rng = random.Random(SEED)  # noqa: S311  a seeded draw
    print(f"\n{'articles':>9} {'facts':>7} {'prepare s':>10} {'again s':>8} {'ms/article':>11}")
    for articles, count in ((2000, 50), (2000, 500), (2000, 5000), (10000, 5000)):
        made = figures(count, rng)
        facts = Facts(tuple(fact for fact, *_ in made))
        start = time.process_time()
        _flagged([], facts)
        prepared = time.process_time() - start
        items = [article(n, _body(made[n * 7 % count], rng)) for n in range(articles)]
        start = time.process_time()
        _flagged(items, facts)
        spent = time.process_time() - start
        start = time.process_time()
        _flagged([], facts)
        again = time.process_time() - start
        print(f"{articles:9} {count:7} {prepared:10.2f} {again:8.3f} {spent * 1000 / articles:11.2f}")
    key(
        f"flags, {articles:,} articles x {count:,} facts, one core",
        f"{spent * 1000 / articles:.2f} ms",
        "2 ms",
    )


def _body(told: tuple[Fact, str, str, str, int], rng: random.Random) -> str:
    _, thing, field, place, value = told
    said = rng.choice(STYLES).format(
        value=grouped(value + rng.choice((0, 0, 900))), thing=thing, field=field, place=place
    )
    return f"{said}\n\nBà con kể chuyện mùa màng, chợ sớm và con đường mới.\n\nCuối tuần, trẻ con ra bến sông thả diều."


def fresh() -> None:
    """Print how the signals do on the freshly invented sets; each file tells what it gave at first sight."""
    print(f"\n{'fresh set':16} {'recall':>7} {'agreeing flagged':>17}")
    for name in FRESH.NAMES:
        found, false, _ = FRESH.against_register(name)
        print(f"{name:16} {found:7.3f} {false:17.3f}")
    print(f"\n{'fresh articles':16} " + " ".join(f"{signal:>6}" for signal in FRESH.WHOLE_SIGNALS) + "  (F1)")
    for name in FRESH.WHOLE_NAMES:
        f1, _ = FRESH.whole_articles(name)
        print(f"{name:16} " + " ".join(f"{f1[signal]:6.3f}" for signal in FRESH.WHOLE_SIGNALS))
    for path in sorted(FRESH.FOLDER.glob("*.txt")):
        print(
            f"{path.name}: {path.read_text(encoding='utf-8').partition(chr(10))[0].rpartition('First sight: ')[2]} (first sight)"
        )


def _load_fresh() -> ModuleType:
    path = Path(__file__).parents[1] / "flag" / "fresh_cases.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


FRESH = _load_fresh()
AGENCIES, PLACES = load_agencies(), load_places()

if __name__ == "__main__":
    recall()
    fresh()
    speed()
