"""Training and publicity in the demonstration: the mobilisation, trainings at three levels, what was printed and said.

450 people at the mobilisation on 7 November, more than 3,000 person-times in all; three newspaper pages in 10,000
copies, fifteen days of television with 45 questions; leaflets, slogans and banners by township. In two villages
somebody is not trained for their duty yet. All names are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from functools import partial
from random import Random
from typing import Any

from cunxuan.offices.models import Division, Duty, DutyKind, Level, Official
from cunxuan.preparation import publicity_actions as publicity
from cunxuan.preparation import training_actions as training
from cunxuan.preparation.models import Session
from cunxuan.preparation.publicity_actions import NewItem, NewQuestion
from cunxuan.preparation.training_actions import Came, NewSession
from cunxuan.roll.models import Resident

from .folder import OPENED, Demonstration
from .happening import Event, moment
from .people import officials
from .village import Village

BY = "county"
DAY = timedelta(days=1)
PASS_LINE = 80
MOBILISED = 450
HALL, LECTURER = "县委党校大礼堂", "县换届选举工作领导组办公室"
UNITS = ("县委办", "县政府办", "县人大办", "县政协办", "县公安局", "县检察院", "县法院", "县融媒体中心", "县电视台")
#: Where somebody is not trained: who stayed away, and who failed the test.
STAYED_AWAY, FAILED = "佛峪口村", "东柏村"
#: Whom a village names: the duty and how many people for it.
NAMED = (("committee", 3), ("scrutineer", 2), ("counter", 2), ("caller", 1), ("scribe", 1))
#: The township whose villages hang their slogans themselves.
BY_THEMSELVES = "太阳乡"
#: Old enough or young enough to be no candidate in the story.
NO_CANDIDATES = ((date(1953, 1, 1), date(1963, 12, 31)), (date(1997, 1, 1), date(2004, 12, 31)))


def trained_and_told(wanted: Demonstration) -> Iterator[Event]:
    """What the county and its townships held and printed up to today, each when it happened."""
    county = Division.objects.get(level=Level.COUNTY)
    townships = list(Division.objects.filter(level=Level.TOWNSHIP).order_by("pk"))
    happened = [*train_the_county(county, wanted), *tell_the_county(county)]
    for number, township in enumerate(townships):
        happened += train_a_township(township, OPENED + (3 + number % 4) * DAY, wanted)
        happened += tell_a_township(township, wanted)
    return (event for event in happened if event[0].date() <= wanted.on)


# Trainings


def train_the_county(county: Division, wanted: Demonstration) -> Iterator[Event]:
    """The mobilisation, and two trainings for the instructors with a test."""
    instructors = answering(county, DutyKind.INSTRUCTOR)
    leaders = [*answering(county, DutyKind.LEADER), *answering(county, DutyKind.CADRE)]
    more = MOBILISED - min(len(leaders), MOBILISED)
    there = [Came(one.name, one.unit, "other") for one in leaders[:MOBILISED]]
    there += [
        Came(name, UNITS[place % len(UNITS)], "other")
        for place, name in enumerate(officials(wanted.seed + 23, more) if more else ())
    ]
    meeting = NewSession(
        title="全县村级组织换届选举动员大会",
        on=OPENED,
        begins=time(9),
        ends=time(11, 30),
        hours=3,
        venue=HALL,
        lecturer="县委、县政府负责同志",
        duties=("other",),
    )
    yield hold(county, meeting, there, wanted)
    half = (len(instructors) + 1) // 2
    for number, some in enumerate((instructors[:half], instructors[half:]), start=1):
        taught = NewSession(
            title=f"换届选举指导员业务培训第{'一二'[number - 1]}期",
            on=OPENED + (1 + number) * DAY,
            begins=time(8, 30),
            ends=time(17, 30),
            hours=8,
            venue=HALL,
            lecturer=LECTURER,
            duties=("instructor",),
            with_test=True,
        )
        yield hold(county, taught, [Came(one.name, one.unit, "instructor") for one in some], wanted)


def train_a_township(township: Division, on: date, wanted: Demonstration) -> Iterator[Event]:
    """The township's own cadres and the cadres of its villages, a day with a test."""
    cadres = [Came(one.name, one.unit, "township") for one in answering(township, DutyKind.CADRE)]
    of_villages = [Came(one.name, one.unit, "village") for one in answering(township, DutyKind.GROUP)]
    taught = NewSession(
        title=f"{township.name}换届选举业务培训",
        on=on,
        begins=time(8, 30),
        ends=time(11, 30),
        hours=4,
        venue=f"{township.name}会议室",
        lecturer=LECTURER,
        duties=("township", "village", "graduate"),
        with_test=True,
    )
    yield hold(township, taught, [*cadres, *of_villages], wanted)


def answering(place: Division, kind: DutyKind) -> list[Official]:
    """Who answers for a place or for what lies in it, each once."""
    duties = Duty.objects.open().filter(kind=kind, place__code__startswith=place.pk)
    return list(Official.objects.filter(pk__in=duties.values("official")).order_by("pk"))


def hold(place: Division, new: NewSession, there: Sequence[Came], wanted: Demonstration) -> Event:
    """A session, entered when it is over, with its list and the scores of its test."""
    dice = Random(f"{wanted.seed} {place.pk} {new.title}")
    at = moment(new.on, 13, 5) if new.ends < time(12) else moment(new.on, 20, 30)

    def enter() -> None:
        token = f"demo-{place.pk}-{new.on:%m%d}"
        session = training.hold_session(place, new, pass_line=PASS_LINE, by=BY, at=at, token=token)
        training.sign_in(session, there, by=BY, at=at)
        if new.with_test:
            people = session.attendances.order_by("pk").values_list("pk", flat=True)
            scores = {pk: dice.choice((80, 85, 85, 90, 90, 95, 95, 100)) for pk in people}
            training.enter_scores(session, scores, by=BY, at=at)

    return at, enter


def train_village(village: Village, on: date) -> None:
    """A village names who will count and write, and trains them one evening; in two villages it is not finished."""
    before = village.dice.getstate()
    dice = Random(f"{village.division.code} training")
    people = named_by(village, dice)
    training.name_people(
        village.division, [(one.name, one.duty) for one in people], on=on, by=village.by, at=village.hours.on(on, 17)
    )
    session = training.hold_session(
        village.division,
        NewSession(
            title=f"{village.division.name}选举工作人员培训",
            on=on,
            begins=time(19),
            ends=time(21),
            hours=2,
            venue="村委会会议室",
            lecturer=f"{village.course.township}包村干部",
            duties=tuple(duty for duty, _ in NAMED),
            with_test=village.division.name == FAILED,
        ),
        pass_line=PASS_LINE,
        by=village.by,
        at=village.hours.on(on, 17),
        token=f"demo-{village.division.code}",
    )
    there = people[:-2] if village.division.name == STAYED_AWAY else people
    training.sign_in(session, there, by=village.by, at=village.hours.on(on, 19))
    if session.with_test:
        score(session, village, on)
    if village.course.township == BY_THEMSELVES:
        hang_slogans(village, on)
    village.dice.setstate(before)


def named_by(village: Village, dice: Random) -> list[Came]:
    """Residents who are no candidates, for each duty of the election."""
    duties = [duty for duty, number in NAMED for _ in range(number)]
    names: list[str] = []
    for first, last in NO_CANDIDATES:
        found = Resident.objects.filter(village=village.division, lives_here=True, birth_on__range=(first, last))
        names += found.order_by("pk").values_list("name", flat=True)[:60]
    chosen = dice.sample(list(dict.fromkeys(names)), len(duties))
    return [Came(name, village.division.name, duty) for name, duty in zip(chosen, duties, strict=True)]


def score(session: Session, village: Village, on: date) -> None:
    """Everybody passes but the last."""
    people = list(session.attendances.order_by("pk").values_list("pk", flat=True))
    scores: dict[int, int | None] = dict.fromkeys(people, 90)
    scores[people[-1]] = 65
    training.enter_scores(session, scores, by=village.by, at=village.hours.on(on, 20))


def hang_slogans(village: Village, on: date) -> None:
    piece = NewItem(kind="slogan", title="墙体标语", begins_on=on, ends_on=on, copies=4, where="主街、公告栏两侧")
    publicity.record_publicity(village.division, [piece], by=village.by, at=village.hours.on(on, 20))


# Publicity

NEWSPAPER = ((1, 3400), (4, 3300), (7, 3300))  # days after the mobilisation, copies
OWN_QUESTIONS = (
    NewQuestion(
        "roll",
        "嫁到外村的姑娘在哪里登记？",
        "户籍还在本村、本人表示参加的，在本村登记；住在外村一年以上、向那个村申请并经会议同意的，在那里登记。只能选一个村。",
        "村民委员会组织法 第十六条",
    ),
    NewQuestion(
        "voting",
        "在城里上大学的孩子怎么投票？",
        "户籍在本村、本人表示参加的照样登记；选举日回不来的，书面委托村里人代投，委托书原件在公告的期限以前交到村民选举委员会。",
        "村民委员会组织法 第十八条",
    ),
)


def tell_the_county(county: Division) -> Iterator[Event]:
    """The county's paper, its television, its texts; two questions that people here ask."""
    first = OPENED + 3 * DAY
    pieces = [
        NewItem(
            kind="newspaper",
            title=f"《稷山报》换届选举知识问答整版（{number}）",
            begins_on=OPENED + after * DAY,
            ends_on=OPENED + after * DAY,
            copies=copies,
            pages=1,
            where="全县发行",
        )
        for number, (after, copies) in enumerate(NEWSPAPER, start=1)
    ]
    pieces.append(
        NewItem(
            kind="broadcast",
            title="县电视台“换届选举政策问答”专栏",
            begins_on=first,
            ends_on=first + 14 * DAY,
            copies=30,
            pages=45,
            where="《稷山新闻》后，每晚三问，次日重播",
        )
    )
    yield from map(partial(recorded, county), pieces)
    said: dict[str, Any] = {"on": OPENED, "by": BY, "at": moment(OPENED, 16)}
    for question in OWN_QUESTIONS:
        yield moment(OPENED, 16), partial(publicity.add_question, county, question, **said)
    yield moment(OPENED, 16), partial(publicity.add_slogan, county, "后稷故里讲诚信，依法选举树新风", **said)


def recorded(place: Division, piece: NewItem) -> Event:
    """A piece of publicity is recorded on its first day."""
    at = moment(piece.begins_on, 13, 30)
    return at, partial(publicity.record_publicity, place, [piece], by=BY, at=at)


def tell_a_township(township: Division, wanted: Demonstration) -> Iterator[Event]:
    """Leaflets, slogans, banners, meetings and a van with a loudspeaker, in the two weeks after the mobilisation."""
    villages, dice = Division.objects.villages().filter(parent=township).count(), Random(f"{wanted.seed} {township.pk}")
    everywhere = township.name != BY_THEMSELVES
    on = OPENED + 2 * DAY

    def piece(kind: str, title: str, after: int, copies: int, where: str, days: int = 1) -> NewItem:
        begins = on + after * DAY
        to_all = everywhere and kind in ("leaflet", "van")
        return NewItem(
            kind=kind,
            title=title,
            begins_on=begins,
            ends_on=begins + (days - 1) * DAY,
            copies=copies,
            where=where,
            to_every_village=to_all,
        )

    pieces = [
        piece("leaflet", "换届选举政策问答宣传单", 0, 60 * villages, "入户发放"),
        piece("slogan", "墙体标语", 1, 3 * villages if everywhere else 6, "各村主街" if everywhere else "乡政府驻地"),
        piece("banner", "过街横幅", 1, villages + dice.randint(2, 6) if everywhere else 4, "主要路口"),
        piece("meeting", "党员、村民代表座谈会", 4, dice.randint(3, 6), "各片区"),
        piece("van", "宣传车巡回播放", 5, dice.randint(8, 14), "集市和各村", days=7),
    ]
    return map(partial(recorded, township), pieces)
