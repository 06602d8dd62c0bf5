"""A place of a vote, and those that are still open."""

from __future__ import annotations

from django.http import Http404

from cunxuan.elections.models import Round

from .models import PollingPlace


def place_of(this: Round, number: int) -> PollingPlace:
    place = this.places.filter(number=number).first()
    if place is None:
        raise Http404
    place.round = this
    return place


def open_places(this: Round) -> int:
    return this.places.filter(closed_at__isnull=True).count()
