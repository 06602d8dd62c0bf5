"""English: every sentence has its own, and no page in English shows Chinese but names and what people wrote."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.mofile import read_mo
from django.conf import settings as configured
from django.urls import URLPattern, get_resolver

import cast
from access.complaining import complained_of
from access.examples import WORDS as EVIDENCE
from access.examples import examples, receiving, up_to_the_vote
from access.overseeing import overseen
from cunxuan.candidates.kin_actions import Tie, state_relatives
from cunxuan.candidates.models import Candidate
from cunxuan.counting import actions as count
from cunxuan.counting import result_actions as result
from cunxuan.counting.models import Determination
from cunxuan.counting.relatives_queries import people_to_state
from cunxuan.elections.actions import open_general_election
from cunxuan.offices.actions import Place, add_divisions, open_account
from cunxuan.offices.models import Account, Division, Level
from cunxuan.outreach.texts import BUILT_IN
from cunxuan.oversight.models import CaseLetter, Complaint
from cunxuan.polling.actions import set_up_places
from cunxuan.polling.models import BallotBox, PollingPlace
from cunxuan.polling.proxy_actions import close_proxies, publish_proxies
from cunxuan.preparation.reception_forms import HOURS
from cunxuan.preparation.slogans import SLOGANS
from cunxuan.records.models import IssuedPaper
from cunxuan.roll.models import Fact, Resident
from formats.dirty import draft
from polling import proxy_cast
from roll import lists, rolls
from roll import registering as registration
from web.read_through import CHINESE, NOT_READ, Reading, without

ROOT = Path(__file__).resolve().parents[2]
#: The program's name, and names that show how a reader of Chinese writes them.
EXAMPLES = ("村选", "东柏村", "王强（二组）")

# The catalogue


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The script that keeps the catalogue in step with the source."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(messages) -> list[tuple[str, str]]:
    """Each Chinese sentence with its English; one that has a plural twice."""
    return [
        pair
        for message in messages.known()
        if message.id
        for pair in zip(messages.parts(message.id), messages.parts(message.string), strict=True)
    ]


def test_every_sentence_has_its_english(messages):
    assert messages.missing() == [], "run .venv/bin/python scripts/messages.py and fill in the English"


def test_the_catalogue_holds_no_sentence_that_is_said_nowhere(messages):
    said = {messages.parts(message.id)[0] for message in messages.found() if message.id}
    assert {messages.parts(message.id)[0] for message in messages.known() if message.id} - said == set()


def test_what_pages_say_is_compiled_from_this_catalogue(messages):
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = english_of(messages, read_mo(file))
    assert compiled == english_of(messages, messages.known()), "run .venv/bin/python hatch_build.py"


def english_of(messages, said) -> dict[str, tuple[str, ...]]:
    return {messages.parts(one.id)[0]: tuple(messages.parts(one.string)) for one in said if one.id}


def test_no_english_is_a_guess(messages):
    assert [message.id for message in messages.known() if message.fuzzy] == []


def test_both_languages_have_the_same_places_for_figures_and_names(catalogue):
    assert [zh for zh, en in catalogue if places_in(zh) != places_in(en)] == []


def places_in(sentence: str) -> list[str]:
    """Placeholders and tags, however the sentence orders them."""
    return sorted(set(re.findall(r"%\(\w+\)[sd]|%%\w|</?\w+[^>]*>", sentence)))


def test_english_is_written_without_chinese(catalogue):
    assert [en for _, en in catalogue if CHINESE.search(without(EXAMPLES, en))] == []


# A county with something on every page

#: Villages beside those of the cast, each left where one more page has something to show.
STOPPED_AT = {
    "杨庄村": "branch_elected",
    "南关村": "committee_chosen",
    "北关村": "registration_opened",
    "东关村": "objections_closed",
    "西关村": "review_completed",
    "河口村": "proxies_published",
    "上河村": "proxies_published",
    "下河村": "voting_notice_published",
    "新河村": "ballots_ready",
    "高坡村": "polling",
    "孙庄村": "polling",
    "周庄村": "polling",
    "吴庄村": "polling",
    "郑庄村": "polling",
    "何庄村": "voting_notice_published",
    "马庄村": "polling",
    "王庄村": "archive_by",
}
NOT_OPENED = "冯庄村"
#: Whose roll has objections, a list that was sent in, somebody listed next door, proxies and help; before the vote.
THE_WHOLE_ROLL = ("下河村",)
RUNOFF = "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"
TOO_FEW = "issued 65 · returned 60"


@pytest.fixture
def county(qinghe, liushu, taoyuan, shiqiao, bozhuang, an, bai, chen, tmp_path) -> Division:
    """清河县 with a village at every stage, a sheet in every state and a result of every kind."""
    village = villages_added(qinghe)
    for name, step in STOPPED_AT.items():
        if name not in THE_WHOLE_ROLL:
            cast.at_stage(village[name], step)
    for name in THE_WHOLE_ROLL:
        up_to_the_vote(village[name])
    up_to_the_vote(liushu)
    overseen(liushu, EVIDENCE)
    receiving(liushu)
    complained_of(liushu, EVIDENCE)
    cast.at_stage(bozhuang, "roll_published")
    registering(village["北关村"])
    lists_sent_in(liushu, tmp_path)
    roll_disputed(village["东关村"])
    letters_to_make(village["何庄村"])
    set_up_places(cast.latest_round(village["上河村"]), cast.ONE_PLACE, by="ding", at=cast.AT)
    results(liushu, village)
    disputes(taoyuan, shiqiao, an, bai, chen)
    cast.entered(cast.sheet_of(village["郑庄村"]), an)
    return qinghe


def villages_added(qinghe: Division) -> dict[str, Division]:
    codes = {name: f"{cast.LIULIN}{number}" for number, name in enumerate((*STOPPED_AT, NOT_OPENED), start=301)}
    places = [Place(code, name, cast.LIULIN, "柳林镇", cast.COUNTY, "清河县") for name, code in codes.items()]
    add_divisions(places, by="ren", at=cast.AT)
    opened = Division.objects.filter(name__in=STOPPED_AT)
    open_general_election(qinghe, opened, year=2026, term_no=14, planned_on=cast.POLLING_DAY, by="ren", at=cast.AT)
    return {name: Division.objects.get(pk=code) for name, code in codes.items()}


def results(liushu: Division, village: dict[str, Division]) -> None:
    """A runoff to arrange, one that elected nobody, a void vote, a result not declared, one not determined."""
    cast.declared(liushu, f"{RUNOFF} · 主任另选:方大海 3")
    held_again(cast.declared(village["高坡村"], RUNOFF), "returned 90 · 贾永成 29 · 赵福生 28")
    cast.declared(village["孙庄村"], TOO_FEW)
    cast.determined(village["周庄村"])
    of_one_family(village["马庄村"])
    cast.counted(village["吴庄村"])


def of_one_family(village: Division) -> None:
    """Two brothers have enough votes, and a meeting has to say who stays."""
    election = cast.at_stage(village, "polling")
    brothers = [Tie("段玉成", "贾永成", "sibling")]
    names = people_to_state(election)
    state_relatives(election, brothers, names=names, on=cast.POLLING_DAY, by="ding", at=cast.AT)
    cast.determined(village, "returned 100 · 段玉成 70 · 段秀梅 80 · 李保全 70 · 贾永成 60 · 赵福生 20")


def registering(village: Division) -> None:
    """People at home, away and from elsewhere; one of these has applied and awaits the meeting's vote."""
    election = registration.registering(village)
    for kind in (Fact.LIVED_SINCE, Fact.APPLIED):
        registration.recorded(election, "赵福生", kind, date(2024, 3, 1))


def lists_sent_in(village: Division, folder: Path) -> None:
    """A list that can be taken in, and one whose reading was broken off."""
    lists.sent_and_read(village, draft(3), folder)
    lists.sent(village, draft(3), folder)


def roll_disputed(village: Division) -> None:
    """A roll in its second version, an objection that nobody has decided, a change that is not published."""
    election = cast.at_stage(village, "roll_published")
    rolls.died(election, "村民5")
    rolls.corrected(election)
    rolls.objection(election, "村民3", "remove")
    rolls.died(election, "村民6")


def letters_to_make(village: Division) -> None:
    """A published proxy without its letter, and one that waits to be decided."""
    election = cast.at_stage(village, "voting_notice_published")
    proxy_cast.taken(election, (1, 2))
    by = {"by": "ding", "at": cast.AT}
    close_proxies(election, on=cast.DAYS["proxies_closed"], **by)
    publish_proxies(election, on=cast.DAYS["proxies_published"], **by)
    proxy_cast.applied(election, 3, 4)


def held_again(found: Determination, said: str) -> Determination:
    """The runoff after a result, to its own result."""
    chen, on = cast.person("chen"), cast.POLLING_DAY + timedelta(days=4)
    this = result.open_next_round(found, kind="runoff", polling_on=on, sexes={}, by=chen, at=cast.AT)
    set_up_places(this, cast.ONE_PLACE, by="ding", at=cast.AT)
    count.print_sheets(this, on=on, by="ding", at=cast.AT)
    cast.close_places(this)
    cast.counted(this.election.village, said)
    determined = result.determine_result(this, by=chen, at=cast.AT)
    announcement = result.Declaration(on=on, opened=cast.AT.time(), closed=cast.AT.time(), venue="村委会大院")
    return result.declare_result(determined, announcement, by=chen, at=cast.AT)


def disputes(taoyuan: Division, shiqiao: Division, an: Account, bai: Account, chen: Account) -> None:
    """A sheet that differs, one verified, one that came back, one half typed and full of faults."""
    disputed = cast.sheet_of(taoyuan)
    cast.entered(disputed, an, "段玉成 60 · 主任另选:方大海 3")
    cast.entered(cast.fresh(disputed), bai, "段玉成 50 · 主任另选:方大河 3")
    cast.at_stage(shiqiao, "polling")
    centre, east, west = cast.sheets_of(shiqiao)
    cast.verified(centre, "returned 100 · rejected 90")
    cast.entered(east, an, "段玉成 30")
    differing = cast.entered(cast.fresh(east), bai, "段玉成 20")
    right = cast.sheet_figures(east, "段玉成 25")
    count.resolve_sheet(differing, {key: right.get(key) for key in differing.differing}, by=chen, at=cast.AT)
    count.type_figures(west, {"registered": 61, "issued": 70, "proxy": 71}, by=an, at=cast.AT)


# The pages

READERS = ("ren", "chen", "an", "bai", "ding", "")
#: What people wrote, besides names: it stays as it was written.
WRITTEN = (
    *EVIDENCE.values(),
    *SLOGANS.values(),
    *BUILT_IN.values(),
    *(subject.text for subject in cast.AUDIT.subjects.values()),
    *(subject.opinion for subject in cast.AUDIT.subjects.values()),
    *(text for problem in cast.AUDIT.problems for text in (problem.matter, problem.to_do)),
    *(post for _, post in cast.AUDIT.persons),
    cast.AUDIT.team,
    "村务公开栏",
    "责任表.csv",
    "责任表",
    "卫大山村",
    HOURS,
    "她今年搬回村里住。",
    "电话，安问",
    "纸面如此",
    "村委会",
    "村委会大院",
    "方大海",
    "方大河",
    configured.GUIDANCE_AUTHORITY,
)


def names() -> set[str]:
    """Every name of a place, a person or a paper in the county; a person's also as columns of names spread it."""
    divisions = Division.objects.all()
    people = {*values(Account, "name"), *values(Candidate, "name"), *values(Resident, "name")}
    return {
        *(name for division in divisions for name in (division.name, division.short_name)),
        *people,
        *("　".join(name) for name in people if len(name) == 2),
        *values(PollingPlace, "name"),
        *values(BallotBox, "name"),
        *values(IssuedPaper, "number"),
        *values(Complaint, "number"),
        *values(CaseLetter, "number"),
        *WRITTEN,
        *EXAMPLES,
        "村",  # the mark, and what was searched for
        *(f"{village.parent.name}{village.name}" for village in divisions.filter(level=Level.VILLAGE)),
        *("第12-2号", "第13号"),  # of papers that a form issues while it is tried
        *(f"{office}督查〔2026〕1216号" for office in ("清河县", "柳林镇")),
    }


def values(model: Any, column: str) -> set[str]:
    return set(model.objects.values_list(column, flat=True))


def routes(resolver: Any) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name or ""
        else:
            yield from routes(entry)


def test_no_page_in_english_shows_chinese_but_names(county, settings):
    settings.AXES_ENABLED = False
    reading = Reading("en", names())
    for username in READERS:
        reading.by(username)
    village = Division.objects.get(pk=cast.LIUSHU)
    for route in sorted({*routes(get_resolver())} - reading.routes - {*NOT_READ}):
        for _, address in examples(route, village):
            for username in ("ren", "chen", "ding"):
                reading.at(address, username)
    assert reading.chinese == {}
    assert sorted({*routes(get_resolver())} - reading.routes - {*NOT_READ}) == [], "nobody has been there"


def test_nor_does_one_before_the_county_has_begun(qinghe_before):
    reading = Reading("en", names())
    reading.by("ren")
    assert reading.chinese == {}
    assert "open_general_election" in reading.routes


@pytest.fixture
def qinghe_before(db, settings) -> None:
    """清河县 with its villages and the county's clerk, and no election."""
    settings.TODAY = cast.POLLING_DAY.isoformat()
    add_divisions(cast.VILLAGES, by="ren", at=cast.AT)
    county = Division.objects.get(pk=cast.COUNTY)
    password = cast.hashed()
    open_account(username="ren", name="任", role="county", division=county, password=password, by="system", at=cast.AT)


def test_the_same_reading_finds_the_chinese_of_chinese_pages(liushu):
    reading = Reading("zh-hans", names())
    reading.by("ding")
    assert {"进度与法定期限", "计票单", "推选村民选举委员会"} <= set(reading.chinese)
