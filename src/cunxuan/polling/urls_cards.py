"""Addresses of the voter cards of a village and of the rosters on which they and the ballots are signed for."""

from __future__ import annotations

from django.urls import path

from . import card_views

urlpatterns = [
    path("v/<str:code>/roll/cards", card_views.cards, name="cards"),
    path("v/<str:code>/roll/cards/check", card_views.check_card, name="check_card"),
    path("v/<str:code>/roll/cards/<str:form_id>.<str:fmt>", card_views.cards_file, name="cards_file"),
]
