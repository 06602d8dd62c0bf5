"""Every main page on a telephone, an office computer and a large screen, in usual and in large letters.

No page is wider than its window, no letter is smaller than 12 pixels, and no page complains: a script that fails or
a policy that stops something speaks on the console.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

import cast
from access.examples import trained_and_told, visited_and_difficult
from cunxuan.counting import actions as count
from cunxuan.counting.models import CountSheet
from cunxuan.elections.actions import open_general_election
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Division
from cunxuan.polling.actions import set_up_places
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.models import Fact
from cunxuan.roll.registration_actions import record_fact
from duties import in_charge

pytestmark = pytest.mark.browser

SCREENS = {
    "telephone": (360, 780),
    "half a screen": (960, 640),
    "low office screen": (1366, 641),
    "office screen": (1366, 768),
    "large screen": (1920, 1080),
}
#: More villages of the township, each with everything done up to a step. The last has as long a name as any.
MORE = {
    "360123101204": ("杏花村", "branch_elected"),
    "360123101205": ("柿园村", "committee_chosen"),
    "360123101206": ("枣林村", "registration_opened"),
    "360123101207": ("榆钱沟村", "objections_closed"),
    "360123101208": ("桑园村", "review_completed"),
    "360123101209": ("槐树坪村", "proxies_published"),
    "360123101210": ("葛条沟村", "proxies_published"),
    "360123101211": ("椿树峪村", "ballots_ready"),
    "360123101212": ("十里铺子东沟大槐树坡下村", "polling"),
}
PAPER = "段秀梅 81 · 委员另选:方大海 3"
XINGHUA, SHIYUAN, ZAOLIN, YUQIAN, SANGYUAN, HUAISHU, GETIAO, CHUNSHU, SHILI = MORE


def vote(village: str) -> str:
    return f"{village}.2026.general.r1"


#: What is seen, by whom, where.
PAGES = {
    "signing in": (None, "/login"),
    "the password": ("chen", "/password"),
    "the board": ("ren", "/"),
    "the board on the wall": ("ren", "/wall"),
    "the villages": ("ren", "/villages"),
    "a search": ("ren", "/search?q=syc"),
    "a village not yet called": ("chen", f"/v/{XINGHUA}"),
    "a village whose entries differ": ("chen", f"/v/{cast.TAOYUAN}"),
    "a village with a seat open": ("chen", f"/v/{cast.LIUSHU}"),
    "why a step has its day": ("chen", f"/v/{cast.LIUSHU}/why/roll_published"),
    "the trail": ("chen", f"/v/{cast.LIUSHU}/trail"),
    "calling an election": ("chen", f"/v/{XINGHUA}/call"),
    "recording a step": ("chen", f"/v/{ZAOLIN}/steps/voting_notice_published"),
    "taking a step back": ("chen", f"/v/{ZAOLIN}/steps/registration_opened/back"),
    "the method": ("chen", f"/v/{SHIYUAN}/method"),
    "a registration": ("an", f"/v/{ZAOLIN}/roll"),
    "the people of a village": ("an", f"/v/{ZAOLIN}/roll/people"),
    "those who are away": ("an", f"/v/{ZAOLIN}/roll/away?show=all"),
    "those whose hukou is elsewhere": ("an", f"/v/{ZAOLIN}/roll/elsewhere"),
    "a meeting's vote": ("an", f"/v/{ZAOLIN}/roll/elsewhere/meeting"),
    "one person": ("an", f"/v/{ZAOLIN}/roll/people/1"),
    "publishing a roll": ("chen", f"/v/{ZAOLIN}/roll/publish"),
    "freezing a roll": ("chen", f"/v/{YUQIAN}/roll/freeze"),
    "publishing the candidates": ("chen", f"/v/{SANGYUAN}/candidates"),
    "setting up the places": ("chen", f"/v/{HUAISHU}/rounds/1/places/new"),
    "the places": ("chen", f"/v/{CHUNSHU}/rounds/1/places"),
    "printing the count sheets": ("chen", f"/v/{GETIAO}/rounds/1/print"),
    "closing a place": ("chen", f"/v/{CHUNSHU}/rounds/1/places/1/close"),
    "the count sheets": ("an", "/count"),
    "a first entry": ("an", f"/count/{vote(cast.SHIQIAO)}.p01"),
    "a sheet that waits": ("chen", f"/count/{vote(cast.SHIQIAO)}.p01"),
    "giving an entry up": ("chen", f"/count/{vote(cast.SHIQIAO)}.p01/give-up"),
    "two entries that differ": ("chen", f"/count/{vote(cast.TAOYUAN)}.p01"),
    "squares that came back": ("bai", f"/count/{vote(SHILI)}.p01"),
    "a verified sheet": ("chen", f"/count/{vote(cast.LIUSHU)}.p01"),
    "a result on the way": ("chen", f"/r/{vote(cast.TAOYUAN)}"),
    "a result for officials": ("chen", f"/r/{vote(cast.LIUSHU)}"),
    "a result for everybody": (None, f"/r/{vote(cast.LIUSHU)}"),
    "declaring a result": ("ren", f"/r/{vote(cast.BOZHUANG)}/declare"),
    "the next vote": ("chen", f"/r/{vote(cast.LIUSHU)}/next/runoff"),
    "who answers for what": ("ren", "/preparation/duties"),
    "who answers in a township": ("chen", "/preparation/duties"),
    "naming somebody": ("ren", "/preparation/duties/new"),
    "sending a table of duties in": ("ren", "/preparation/duties/import"),
    "who answers for a village": ("chen", f"/v/{cast.LIUSHU}/preparation/duties"),
    "a guarantee": ("chen", f"/v/{cast.LIUSHU}/preparation/duties/talk"),
    "the groups": ("ren", "/preparation/groups"),
    "setting a group up": ("ren", "/preparation/groups/new"),
    "an official": ("chen", "/officials/1"),
    "who was visited where": ("ren", "/preparation/visits"),
    "the visits to a village": ("chen", f"/v/{cast.LIUSHU}/preparation/visits"),
    "a visit at the door": ("an", f"/v/{cast.LIUSHU}/preparation/visits/new"),
    "a village's situation": ("chen", f"/v/{cast.LIUSHU}/preparation/situation"),
    "writing of a village's situation": ("chen", f"/v/{cast.LIUSHU}/preparation/situation/write"),
    "the key villages": ("ren", "/preparation/key-villages"),
    "a key village": ("ren", f"/v/{cast.LIUSHU}/preparation/key"),
    "the plan for a key village": ("chen", f"/v/{cast.LIUSHU}/preparation/key/plan"),
    "the trainings": ("ren", "/preparation/training"),
    "entering a training": ("chen", "/preparation/training/new"),
    "a training": ("chen", "/preparation/training/1"),
    "the hall's screen of a training": ("chen", "/preparation/training/1/screen"),
    "the training of a village": ("chen", f"/v/{cast.LIUSHU}/preparation/training"),
    "the publicity": ("ren", "/preparation/publicity"),
    "a banner with its photograph": ("chen", "/preparation/publicity/1"),
    "entering publicity": ("chen", "/preparation/publicity/new"),
    "the publicity of a village": ("chen", f"/v/{cast.LIUSHU}/preparation/publicity"),
    "the slogans": ("ren", "/preparation/publicity/slogans"),
    "the questions of villagers": (None, "/questions"),
    "the library of questions": ("ren", "/preparation/questions"),
    "the papers": ("chen", "/papers"),
    "asking for a paper": (None, "/papers"),
    "the law": ("chen", "/law"),
    "a law text": (None, "/law/CN@2026-01-01"),
    "a rule": (None, "/law/CN@2026-01-01/proxy_cap"),
    "every rule here": ("chen", "/law/here"),
    "what is different": (None, "/law/changes"),
    "what is to be checked": (None, "/law/unconfirmed"),
    "what is left to people": (None, "/law/people"),
}


@pytest.fixture(scope="module", autouse=True)
def villages(county, liushu, taoyuan, shiqiao, bozhuang):
    """柳树村 lacks a member, 桃园村's entries differ, 安 is typing 石桥村's, 柏庄村's result is not declared yet."""
    county.day = cast.POLLING_DAY
    visited_and_difficult(liushu)
    trained_and_told(liushu)
    add_villages()
    set_up_places(cast.latest_round(Division.objects.get(pk=GETIAO)), cast.ONE_PLACE, by="chen", at=cast.AT)
    cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30 · 主任另选:方大海 3")
    cast.determined(bozhuang)
    differ(taoyuan)
    send_back(differ(Division.objects.get(pk=SHILI)))
    cast.at_stage(shiqiao, "polling")
    in_charge(liushu, "阿卜杜热合曼·买买提依明江", unit="柳林镇人民政府农业农村综合服务中心")
    sheet = cast.sheets_of(shiqiao)[0]
    typed = {**cast.sheet_figures(sheet), "returned": 1, "chair.write_in": 3}
    count.type_figures(sheet, typed, by=cast.person("an"), at=cast.AT)


def add_villages() -> None:
    township = cast.LIULIN, "柳林镇", cast.COUNTY, "清河县"
    add_divisions((Place(code, name, *township) for code, (name, _) in MORE.items()), by="ren", at=cast.AT)
    villages = Division.objects.filter(pk__in=MORE)
    open_general_election(
        Division.objects.get(pk=cast.COUNTY),
        villages,
        year=2026,
        term_no=14,
        planned_on=cast.POLLING_DAY,
        by="ren",
        at=cast.AT,
    )
    add_residents(Division.objects.get(pk=ZAOLIN), [*strangers(), *cast.residents(120)], by="ren", at=cast.AT)
    for village in villages:
        cast.at_stage(village, MORE[village.code][1])
    ask_strangers()


def strangers() -> Iterator[NewResident]:
    """First one who applied from elsewhere, then two who live elsewhere; the last with as long a name as any."""
    for place, (name, hukou_here) in enumerate((("史文", False), ("史红", True), ("阿卜杜热合曼·买买提依明江", True))):
        born = date(1970 + place, 3, 3)
        number = cast.synthetic(born, 1, division="360124")
        yield NewResident(name, "M", born, number, 1, 1, hukou_here, not hukou_here, phone="13000000001")


def ask_strangers() -> None:
    election = Division.objects.get(pk=ZAOLIN).elections.get()
    first, second, _ = election.village.residents.order_by("pk")[:3]
    for person, kind in ((first, Fact.LIVED_SINCE), (first, Fact.APPLIED), (second, Fact.UNREACHABLE)):
        on, evidence = date(2025, 11, 16), "电话，安问；三次无人接听"
        record_fact(election, person, kind, on=on, evidence=evidence, by="an", at=cast.AT)


def differ(village: Division) -> CountSheet:
    """安 read what the paper says, 白 a figure and a name otherwise."""
    cast.entered(cast.sheet_of(village), cast.person("an"), PAPER)
    (sheet,) = cast.sheets_of(village)
    cast.entered(sheet, cast.person("bai"), "段秀梅 18 · 委员另选:方大梅 3")
    return cast.fresh(sheet)


def send_back(sheet: CountSheet) -> None:
    figures = cast.sheet_figures(sheet, PAPER)
    paper = {key: figures[key] for key in sheet.differing if key in figures}
    count.resolve_sheet(sheet, paper, by=cast.person("chen"), at=cast.AT)


@pytest.fixture(scope="module")
def window(county):
    """`window("chen", large=True)`: one window for each reader and each size of letters."""
    opened = {}

    def of(username, large):
        key = username, large
        if key not in opened:
            opened[key] = county.person(username) if username else county.anybody()
            if large:
                cookie = {"name": "cx_large", "value": "1", "url": county.url}
                opened[key].context.add_cookies([cookie])
        return opened[key]

    return of


@pytest.mark.parametrize("large", [False, True], ids=["usual letters", "large letters"])
@pytest.mark.parametrize(("username", "path"), PAGES.values(), ids=PAGES)
def test_a_page_fits(window, username, path, large):
    reader = window(username, large)
    reader.console.clear()
    reader.opens(path)
    assert reader.page.url.endswith(path)
    wrong = {}
    for name, (width, height) in SCREENS.items():
        reader.page.set_viewport_size({"width": width, "height": height})
        if found := reader.page.evaluate(WRONG):
            wrong[name] = found
    assert wrong == {}
    assert reader.console == []


def test_what_is_wrong_with_a_page_would_be_seen(window):
    """The measuring itself: something wide, something small, something that moves inside the page."""
    reader = window(None, False)
    reader.opens("/login")
    reader.page.evaluate(SPOIL)
    said = reader.page.evaluate(WRONG)
    assert [one.split(":")[0].split(" ")[0] for one in said] == ["wider", "wider", "moves", "11px", "small"]


SPOIL = """() => {
  const add = (name, text) => document.querySelector("main").appendChild(
    Object.assign(document.createElement(name), {textContent: text}));
  add("p", "宽").style.width = "3000px";
  add("p", "小").style.fontSize = "11px";
  add("button", "").style.fontSize = "9px";
  const box = add("div", "");
  box.style.cssText = "overflow-x: auto; width: 50px";
  box.appendChild(document.createElement("hr")).style.width = "90px";
}"""


#: How far a page or a part of it can be moved sideways, and texts that are too small.
WRONG = """() => {
  const wrong = [];
  const unseen = (part) => !part.checkVisibility() || part.closest("svg, .cx-hidden") ||
    part.closest("thead")?.getBoundingClientRect().width < 2; // on a telephone only a reader's voice says the heads
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) {
    const far = [...document.querySelectorAll("body *")].filter(
      (one) => one.checkVisibility() && one.getBoundingClientRect().right > page.clientWidth + 1);
    wrong.push(`wider by ${page.scrollWidth - page.clientWidth}: ${far.at(-1)?.outerHTML.slice(0, 120)}`);
  }
  for (const part of document.querySelectorAll("body *")) {
    const how = getComputedStyle(part);
    if (part.scrollWidth <= part.clientWidth + 1 || unseen(part)) continue;
    if (["auto", "scroll"].includes(how.overflowX)) wrong.push(`moves sideways: ${part.outerHTML.slice(0, 120)}`);
    if (how.overflowX === "visible") wrong.push(`wider than its box: ${part.outerHTML.slice(0, 120)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim(), holder = texts.currentNode.parentElement;
    if (!text || !holder.checkVisibility()) continue;
    const scale = holder instanceof SVGGraphicsElement ? holder.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
    if (size < 11.99) wrong.push(`${size}px: ${text.slice(0, 40)}`);
  }
  for (const field of document.querySelectorAll("input, textarea, select, button")) {
    if (field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 12)
      wrong.push(`small field: ${field.outerHTML.slice(0, 120)}`);
  }
  return wrong;
}"""
