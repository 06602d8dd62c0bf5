"""A determination told with what its election knows besides: the roll's day, the places above the village, the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cunxuan.core.law import Pack
from cunxuan.core.telling import Article, Telling, tell
from cunxuan.core.telling_words import article_of
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Determination


def telling_of(found: Determination, next_on: Mapping[str, date] | None = None, *, public: bool = True) -> Telling:
    """The determination in words; `next_on`: the polling day of a vote that follows, by its kind."""
    done = found.round.election.days_done
    return tell(
        found.case,
        found.answer,
        roll_on=done.get("roll_published"),
        next_on=next_on,
        left_vacant_on=found.left_vacant_on,
        public=public,
    )


def complaint_article(election: Election) -> Article | None:
    """The article that lets villagers report misconduct in an election."""
    rules = rules_of(election)
    return article_of(rules.get("misconduct_reported_to"), rules)


def packs_used(election: Election, told: Telling) -> tuple[Pack, ...]:
    """The national law, and whatever other text the telling cites."""
    used = {article.pack for article in told.articles}
    return tuple(pack for pack in rules_of(election).packs if pack.layer == "national" or pack.name in used)


def title_of(pack: Pack) -> str:
    """The national law by its whole name, other texts as they are cited."""
    return f"《{pack.title if pack.layer == 'national' else pack.short}》"
