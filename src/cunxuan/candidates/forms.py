"""The list of formal candidates, post by post, as many lines as wanted.

Legal basis: more candidates than seats (应实行差额选举). The list is shown once as the ballot will have it before it is
published; `seen` says which list that was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cunxuan.core.chain import canonical, short_code, text_digest
from cunxuan.core.count import POSTS as POST_WORDS
from cunxuan.core.count import WOMAN_MEMBER
from cunxuan.core.law import Rules
from cunxuan.core.names import plain_name
from cunxuan.core.people.nomination import Contested, contested, refused_for
from cunxuan.elections.forms import StepForm
from cunxuan.elections.measures import has_womans_line
from cunxuan.elections.models import POSTS, Election, Post
from cunxuan.web.fields import line_field
from cunxuan.web.templatetags.cx import either

from .actions import BallotLine, Nominee

MOST_LINES = 60
NUMBERS = frozenset(map(str, range(MOST_LINES + 1)))  # of lines, as the page sends it
SPARE_LINES = 2


@dataclass(frozen=True, slots=True)
class Group:
    """A post on the ballot with its seats; `woman_only`: 妇女委员, listed by itself."""

    post: str
    seats: int
    woman_only: bool = False

    @property
    def key(self) -> str:
        return f"{self.post}_woman" if self.woman_only else self.post

    @property
    def title(self) -> tuple[str, str]:
        return WOMAN_MEMBER if self.woman_only else POST_WORDS[self.post]


def groups_of(election: Election, rules: Rules) -> tuple[Group, ...]:
    """The posts of the ballot, highest first; a line of the woman's own takes one of the members' seats."""
    line = has_womans_line(rules, election.measures)
    found: list[Group] = []
    for post in POSTS:
        seats = int(election.seats.get(post, 0))
        if post == Post.MEMBER and line and seats:
            found.append(Group(post, 1, woman_only=True))
            seats -= 1
        if seats:
            found.append(Group(post, seats))
    return tuple(found)


class CandidatesForm(StepForm):
    """Names and sexes, line by line; an empty line is no candidate. `more`: the post that gets another line."""

    def __init__(
        self, *args: Any, election: Election, rules: Rules, today: date, more: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, election=election, step="candidates_published", today=today, **kwargs)
        self.rules = rules
        self.groups = groups_of(election, rules)
        self.wrong: dict[str, str] = {}  # what is wrong with a post as a whole
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        self.lines = {group.key: lines_wanted(group, given, more) for group in self.groups}
        for group in self.groups:
            for line in range(1, self.lines[group.key] + 1):
                self.fields[f"{group.key}-{line}-name"] = name_field()
                if not group.woman_only:
                    self.fields[f"{group.key}-{line}-sex"] = sex_field()
        if more in self.lines:
            self.fields[f"{more}-{self.lines[more]}-name"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for group in self.groups:
            self.check(group)
        return cleaned

    def check(self, group: Group) -> None:
        names: set[str] = set()
        for line, person in self.people(group):
            name, sex = f"{group.key}-{line}-name", f"{group.key}-{line}-sex"
            if person.name in names:
                text = _("“%(name)s”出现两次。同名的人请在姓名后写明小组，例如“王强（二组）”。")
                self.add_error(name, text % {"name": person.name})
            elif not person.sex and sex in self.fields:
                self.add_error(sex, _("请选性别。"))
            names.add(person.name)
        said = contested(self.rules, [Contested(group.post, group.seats, len(names))])
        wrong = refused_for(said)
        if wrong and not any(key.startswith(f"{group.key}-") for key in self.errors):
            both = f"{wrong.text}{wrong.basis}", f"{wrong.sentence('en')} {wrong.basis_en}"
            self.wrong[group.key] = str(either(*both))
            self.add_error(None, self.wrong[group.key])

    def people(self, group: Group) -> Iterator[tuple[int, Nominee]]:
        """Each line that has a name."""
        for line in range(1, self.lines[group.key] + 1):
            name = plain_name(self.cleaned_data.get(f"{group.key}-{line}-name") or "")
            sex = "F" if group.woman_only else self.cleaned_data.get(f"{group.key}-{line}-sex") or ""
            if name:
                yield line, Nominee(name, sex)

    @property
    def ballot(self) -> tuple[BallotLine, ...]:
        return tuple(
            BallotLine(group.post, group.seats, tuple(person for _, person in self.people(group)), group.woman_only)
            for group in self.groups
        )

    @property
    def review(self) -> list[tuple[Group, tuple[Nominee, ...]]]:
        return [(group, line.nominees) for group, line in zip(self.groups, self.ballot, strict=True)]

    @property
    def signature(self) -> str:
        """Which list, for which day."""
        lines = [[line.post, [[one.name, one.sex] for one in line.nominees]] for line in self.ballot]
        return short_code(text_digest(canonical({"on": self.cleaned_data["on"].isoformat(), "lines": lines})))

    @property
    def settled(self) -> bool:
        """Has the person seen the list as the ballot will have it?"""
        return self.is_bound and self.is_valid() and self.cleaned_data["seen"] == self.signature

    @property
    def tables(self) -> list[tuple[Group, str, list[tuple[int, forms.BoundField, forms.BoundField | None]]]]:
        """For the page: each post, what is wrong with it, and its lines as number, name and sex."""
        return [
            (
                group,
                self.wrong.get(group.key, ""),
                [
                    (
                        line,
                        self[f"{group.key}-{line}-name"],
                        None if group.woman_only else self[f"{group.key}-{line}-sex"],
                    )
                    for line in range(1, self.lines[group.key] + 1)
                ],
            )
            for group in self.groups
        ]

    @property
    def twice(self) -> list[str]:
        """People who stand for more than one post; whether they may is the law's to say (one_post_per_candidate)."""
        seen: dict[str, int] = {}
        for line in self.ballot:
            for person in line.nominees:
                seen[person.name] = seen.get(person.name, 0) + 1
        return [name for name, times in seen.items() if times > 1]


def lines_wanted(group: Group, given: Mapping[str, Any], more: str) -> int:
    """As many lines as the page had, one more for the post that asked; at first a few more than the seats."""
    sent = str(given.get(f"{group.key}-lines", ""))
    lines = int(sent) if sent in NUMBERS else group.seats + SPARE_LINES
    return min(max(lines, 1) + (more == group.key), MOST_LINES)


def name_field() -> forms.CharField:
    return line_field(_("姓名"), most=40, size=10)


def sex_field() -> forms.ChoiceField:
    choices = [("M", _("男")), ("F", _("女"))]
    return forms.ChoiceField(label=_("性别"), required=False, choices=choices, widget=forms.RadioSelect)
