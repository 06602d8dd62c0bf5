"""Who answers for what in the demonstration: three levels, instructors, guarantees, groups. All names are invented.

A county leader for each township, two or three instructors and one or two township cadres for each village, its own
cadres for its groups. Three villages lack some of the five guarantees, and one instructor is named in two townships.
Telephone numbers begin with 100, which no mobile telephone has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from cunxuan.offices.duties_actions import Given, Named, Person, Task, give_guarantees, link_account, name_all
from cunxuan.offices.groups_actions import NewGroup, Sitting, add_members, set_up_group
from cunxuan.offices.models import (
    Account,
    Division,
    Duty,
    DutyKind,
    GroupKind,
    GuaranteeKind,
    Level,
    Official,
    Seat,
)

from .people import PEOPLE_A_GROUP, officials
from .population import Population
from .staff import Staff

BY = "county"
NAMES = 1400
FROM, UNTIL = date(2026, 9, 15), date(2027, 3, 31)
FIVE_YEARS = date(2031, 9, 14)
#: So many villages of a township in turn have one cadre.
VILLAGES_A_CADRE = 3
POSTS_IN_A_VILLAGE = ("党支部书记", "村委会主任", "支部委员", "村委会委员", "村会计")

LEADERS = ("县委常委、组织部部长", "县委常委、政法委书记", "县人大常委会副主任", "副县长", "县政协副主席")
LEADERS_OF = ("县委", "县委", "县人大", "县政府", "县政协")
UNITS = (
    *("县委组织部", "县民政局", "县农业农村局", "县司法局", "县信访局", "县财政局", "县审计局", "县教育局", "县卫健局"),
    *("县自然资源局", "县住建局", "县水利局", "县林业局", "县妇联", "团县委", "县总工会", "县工信局", "县统计局"),
)
POSTS = ("副局长", "股长", "主任科员", "科员", "科员", "科员")
TASKS = {
    DutyKind.LEADER: "统筹全乡镇换届，每周到点一次，难点村直接抓",
    DutyKind.INSTRUCTOR: "全程指导选举程序，投票日到场",
    DutyKind.CADRE: "驻村，走访摸底，报送每日进度",
    DutyKind.GROUP: "通知到户，登记外出人员，收集意见",
}
EVIDENCE = {
    GuaranteeKind.TALK: "与现任班子成员、落选人、老党员逐一谈心，有记录",
    GuaranteeKind.EXPLAIN: "入户发放问答宣传单，答复群众提问，记在民情本上",
    GuaranteeKind.HELP: "帮助解决群众反映的低保、道路等问题，有台账",
    GuaranteeKind.PEACE: "与派出所一起排查矛盾，没有未化解的积案",
    GuaranteeKind.SUCCESS: "签了包保责任书，选举日程和人员已落实",
}
#: Villages that are still without these guarantees.
LACKING: Mapping[str, tuple[GuaranteeKind, ...]] = {
    "董家庄村": (GuaranteeKind.HELP, GuaranteeKind.PEACE, GuaranteeKind.SUCCESS),
    "吴壁村": (GuaranteeKind.EXPLAIN, GuaranteeKind.SUCCESS),
    "东段村": (GuaranteeKind.PEACE,),
}


class Names:
    """Names and telephones, each given once."""

    def __init__(self, seed: int) -> None:
        self._names = iter(officials(seed + 1, NAMES))
        self._phones = count(10_000)

    def person(self, unit: str, post: str) -> Person:
        return Person(next(self._names), unit, post, f"100000{next(self._phones)}")


def name_everybody(
    villages: Mapping[str, Division], population: Population, staff: Mapping[str, Staff], seed: int, at: datetime
) -> Iterator[str]:
    """Township by township; gives the name of each village whose people are named."""
    dice, names = Random(f"{seed} duties"), Names(seed)
    by_township: dict[str, list[Division]] = {}
    for village in villages.values():
        by_township.setdefault(str(village.parent_id), []).append(village)
    townships = Division.objects.filter(level=Level.TOWNSHIP).in_bulk(by_township)
    booked: Person | None = None
    for number, (code, there) in enumerate(by_township.items()):
        reviewer = staff[there[0].code].reviewer
        wanted = [leader(names, number, townships[code]), *cadres(names, townships[code], there, reviewer)]
        for village in there:
            wanted += instructors(names, village, dice)
            wanted += for_groups(names, village, groups_of(population.size(village.code)), dice)
        place = next(at for at, one in enumerate(wanted) if one.task.kind is DutyKind.INSTRUCTOR)
        if number == 0:
            booked = wanted[place].person
        elif number == 1 and booked is not None:
            wanted[place] = Named(booked, wanted[place].task)
        name_all(wanted, by=BY, at=at)
        link_account(Official.objects.get(place=code, name=reviewer.name), reviewer, by=BY, at=at)
        yield from (village.name for village in there)


def groups_of(people: int) -> int:
    return max(1, round(people / PEOPLE_A_GROUP))


def leader(names: Names, number: int, township: Division) -> Named:
    who = number % len(LEADERS)
    task = Task(DutyKind.LEADER, township, FROM, UNTIL, TASKS[DutyKind.LEADER])
    return Named(names.person(LEADERS_OF[who], LEADERS[who]), task)


def cadres(names: Names, township: Division, villages: Sequence[Division], reviewer: Account) -> Iterator[Named]:
    """One for three villages in turn; the first of them signs in as the township's reviewer."""
    who = Person("")
    for number, village in enumerate(villages):
        if number % VILLAGES_A_CADRE == 0:
            post = ("副镇长", "党委委员", "人大主席", "干部", "干部")[number // VILLAGES_A_CADRE % 5]
            who = names.person(f"{township.name}政府", post)
            who = who if number else replace(who, name=reviewer.name)
        yield Named(who, Task(DutyKind.CADRE, village, FROM, UNTIL, TASKS[DutyKind.CADRE]))


def instructors(names: Names, village: Division, dice: Random) -> Iterator[Named]:
    """Two or three, for five years; three in most villages."""
    for _ in range(dice.choice((2, 2, 3, 3, 3))):
        who = names.person(dice.choice(UNITS), dice.choice(POSTS))
        yield Named(who, Task(DutyKind.INSTRUCTOR, village, FROM, FIVE_YEARS, TASKS[DutyKind.INSTRUCTOR]))


def for_groups(names: Names, village: Division, groups: int, dice: Random) -> Iterator[Named]:
    """The village's own cadres, each for one to three groups."""
    posts = iter(POSTS_IN_A_VILLAGE)
    number = 1
    while number <= groups:
        post = next(posts, POSTS_IN_A_VILLAGE[-1])
        last = groups if post == POSTS_IN_A_VILLAGE[-1] else min(groups, number + dice.randint(1, 3) - 1)
        who = names.person(f"{village.name}村委会", post)
        for group_no in range(number, last + 1):
            yield Named(who, Task(DutyKind.GROUP, village, FROM, UNTIL, TASKS[DutyKind.GROUP], group_no))
        number = last + 1


def guarantee_all(villages: Mapping[str, Division], seed: int, at: datetime) -> None:
    """The five guarantees of each village, by its cadre and its instructors in turn, in the weeks before."""
    dice = Random(f"{seed} guarantees")
    answering: dict[str, list[Duty]] = {}
    for duty in Duty.objects.open().of_villages().select_related("official").order_by("pk"):
        answering.setdefault(duty.place_id, []).append(duty)
    given = [
        Given(
            village,
            kind,
            answering[village.code][place % len(answering[village.code])].official,
            EVIDENCE[kind],
            FROM + timedelta(days=dice.randint(3, 22)),
        )
        for village in villages.values()
        for place, kind in enumerate(GuaranteeKind)
        if kind not in LACKING.get(village.name, ())
    ]
    give_guarantees(given, by=BY, at=at)


#: The county's groups: what each is called, which of its townships it covers (by place in the list), who sits in it.
GROUPS: tuple[tuple[GroupKind, str, slice | None, tuple[tuple[str, str], ...]], ...] = (
    (
        GroupKind.LEADING,
        "县村级组织换届选举工作领导组",
        None,
        (
            ("县委", "县委书记"),
            ("县政府", "县长"),
            ("县委", "县委副书记"),
            ("县委组织部", "部长"),
            ("县民政局", "局长"),
        ),
    ),
    (
        GroupKind.OFFICE,
        "领导组办公室",
        None,
        (("县委组织部", "副部长"), ("县民政局", "副局长"), ("县民政局", "股长"), ("县委组织部", "干事")),
    ),
    (
        GroupKind.GUIDANCE,
        "第一指导组",
        slice(0, 3),
        (("县民政局", "副局长"), ("县司法局", "股长"), ("县妇联", "副主席")),
    ),
    (
        GroupKind.GUIDANCE,
        "第二指导组",
        slice(3, 5),
        (("县农业农村局", "副局长"), ("县财政局", "股长"), ("团县委", "副书记")),
    ),
    (
        GroupKind.GUIDANCE,
        "第三指导组",
        slice(5, 7),
        (("县委党校", "副校长"), ("县审计局", "股长"), ("县教育局", "股长")),
    ),
    (
        GroupKind.INSPECTION,
        "第一督查组",
        slice(0, 2),
        (("县纪委监委", "常委"), ("县委督查室", "主任"), ("县审计局", "股长")),
    ),
    (
        GroupKind.INSPECTION,
        "第二督查组",
        slice(2, 5),
        (("县纪委监委", "副书记"), ("县人大", "委员"), ("县信访局", "股长")),
    ),
    (
        GroupKind.INSPECTION,
        "第三督查组",
        slice(5, 7),
        (("县委政法委", "副书记"), ("县公安局", "副局长"), ("县政协", "委员")),
    ),
    (GroupKind.RECEPTION, "集中接访组", None, (("县信访局", "局长"), ("县民政局", "副局长"), ("县司法局", "副局长"))),
)
SEATS = (Seat.HEAD, Seat.DEPUTY)


def set_up_groups(county: Division, seed: int, at: datetime) -> None:
    """Leading group, office, groups for guidance, inspection and reception, each with its people."""
    townships = sorted(Division.objects.filter(level=Level.TOWNSHIP).values_list("code", flat=True))
    names = iter(officials(seed + 2, 60))
    for number, (kind, name, covers, people) in enumerate(GROUPS):
        covered = () if covers is None else tuple(townships[covers])
        if covers is not None and not covered:
            continue
        phone = f"100000000{number:02}"
        group = set_up_group(county, NewGroup(kind, name, FROM, phone, covered), by=BY, at=at)
        sitting = [
            Sitting(
                Person(next(names), unit, post, f"10000001{number}{place:02}"),
                SEATS[place] if place < len(SEATS) else Seat.MEMBER,
            )
            for place, (unit, post) in enumerate(people)
        ]
        add_members(group, sitting, since=FROM, by=BY, at=at)
