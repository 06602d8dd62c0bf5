"""The printed words of an announcement of the result, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words
from cunxuan.rendering.paper import Outcome, Round

from .context import Candidate, Contest, Figure, NextVote, ResultNotice

TITLES = {
    Round.FIRST: "选举结果公告",
    Round.RUNOFF: "另行选举结果公告",
    Round.RERUN: "重新选举结果公告",
    Round.REVOTE: "再投票结果公告",
}

ONE_LINE = 20  # characters of 22 points between the margins


def wording(notice: ResultNotice) -> dict[str, Any]:
    title = TITLES[notice.round]
    return {
        **words.frame(notice.paper, title),
        "title": title_lines(notice, title),
        "under": under(notice),
        "headline": notice.headline,
        "figures": figures(notice),
        "contests": [contest_rows(notice, contest) for contest in notice.contests],
        "line": share(notice.needs.value, notice) if notice.needs else None,
        "legend": legend(notice),
        "hidden": hidden(notice),
        "others": others(notice),
        "short": words.short_seats(notice.short),
        "next": [next_vote(vote) for vote in notice.next],
        "facts": facts(notice),
        "check": check(notice),
        "people": sum(len(contest.candidates) for contest in notice.contests),
    }


def title_lines(notice: ResultNotice, title: str) -> list[str]:
    """One line where it fits, else divided before 村民委员会."""
    first = f"{notice.paper.village}{words.term(notice.paper.term_no)}"
    second = f"村民委员会{title}"
    return [first + second] if len(first + second) <= ONE_LINE else [first, second]


def under(notice: ResultNotice) -> str:
    """Where, which announcement, which vote: the line under the title."""
    paper = notice.paper
    vote = f"{words.day(notice.polled_on)}{words.ROUNDS[notice.round]}"
    return "　".join(part for part in (f"{paper.county}{paper.township}", paper.number, vote) if part)


def figures(notice: ResultNotice) -> list[dict[str, str]]:
    named = (
        ("登记参加选举的村民", "人", notice.registered),
        ("参加投票", "人", notice.participants),
        ("当选至少要", "票", notice.needs),
    )
    return [figure(label, unit, found) for label, unit, found in named if found]


def figure(label: str, unit: str, found: Figure) -> dict[str, str]:
    return {
        "label": label,
        "value": words.figure(found.value),
        "unit": unit,
        "reason": found.reason,
        "basis": words.cited(found.basis),
    }


def share(votes: int, notice: ResultNotice) -> int:
    """Votes in thousandths of those who took part: the length of a bar."""
    cast = notice.participants.value if notice.participants else 0
    return min(1000, votes * 1000 // max(1, cast))


def contest_rows(notice: ResultNotice, contest: Contest) -> dict[str, Any]:
    rows = [candidate_row(notice, person) for person in contest.candidates]
    return {"post": contest.post, "seats": f"选{contest.seats}名", "rows": rows}


def candidate_row(notice: ResultNotice, person: Candidate) -> dict[str, Any]:
    return {
        "name": words.with_sex(person.name, person.sex),
        "votes": "" if person.votes is None else words.figure(person.votes),
        "merged": f"其中下加{words.figure(person.merged)}票" if person.merged else "",
        "share": None if person.votes is None else share(person.votes, notice),
        "outcome": words.OUTCOMES[person.outcome],
        "elected": person.outcome is Outcome.ELECTED,
        "reason": person.reason,
        "basis": words.cited(person.basis),
    }


def legend(notice: ResultNotice) -> str:
    """How to read the bars, where there are bars."""
    if notice.needs is None or not notice.contests or hidden(notice):
        return ""
    return f"横条是得票，满格是参加投票的人数；黑竖线是当选至少要的{words.figure(notice.needs.value)}票。"


def hidden(notice: ResultNotice) -> str:
    """Why nobody's votes are printed."""
    people = (person for contest in notice.contests for person in contest.candidates)
    few = any(person.votes is None for person in people)
    return "收回的选票很少，不公布每个人的得票，免得看出谁投了谁的票。" if few else ""


def others(notice: ResultNotice) -> str:
    """The votes for people who were not on the ballot."""
    named = "；".join(write_ins(contest) for contest in notice.contests if contest.write_ins)
    return f"另选他人：{named}。" if named else ""


def write_ins(contest: Contest) -> str:
    people = f"（{contest.write_in_people}人）" if contest.write_in_people else ""
    return f"{contest.post}{words.figure(contest.write_ins)}票{people}"


def next_vote(vote: NextVote) -> dict[str, str]:
    on = words.day(vote.on) if vote.on else ""
    return {"heading": on + vote.heading, "sentence": vote.sentence, "basis": words.cited(vote.basis)}


def facts(notice: ResultNotice) -> list[list[str]]:
    """Label and sentence of what stands below: where the ballots went, where to complain, the law."""
    pairs = (
        ("选票去向", words.ballots(notice.account)),
        ("有意见", notice.complaint + words.cited(notice.complaint_basis)),
        ("法律依据", f"{'、'.join(notice.laws)}；规则包 {notice.paper.pack}。"),
    )
    return [[label, text] for label, text in pairs if text]


def check(notice: ResultNotice) -> list[str]:
    """How anybody can check the paper."""
    signed = f"纸质报告单{notice.report_signers}人签名" if notice.report_signers else ""
    return [line for line in (signed, *words.codes(notice.paper)) if line]
