"""Addresses of the board, of beginning the election, of the list of villages, and of a village's page."""

from __future__ import annotations

from django.urls import path

from . import views_begin, views_board, views_villages
from .urls_village import urlpatterns as village_urls

urlpatterns = [
    path("", views_board.board, name="board"),
    path("board/parts", views_board.board_parts, name="board_parts"),
    path("wall", views_board.board_wall, name="board_wall"),
    path("begin", views_begin.open_general_election, name="open_general_election"),
    path("villages", views_villages.villages, name="villages"),
    path("v/<str:code>/card", views_board.village_card, name="village_card"),
    *village_urls,
]
