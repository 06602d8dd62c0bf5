"""Addresses of the board, of beginning the election, of the list of villages, and of a village's page."""

from __future__ import annotations

from django.urls import path

from . import views_begin, views_board, views_preparation, views_preparation_papers, views_villages
from .urls_village import urlpatterns as village_urls

urlpatterns = [
    path("", views_board.board, name="board"),
    path("board/parts", views_board.board_parts, name="board_parts"),
    path("wall", views_board.board_wall, name="board_wall"),
    path("begin", views_begin.open_general_election, name="open_general_election"),
    path("villages", views_villages.villages, name="villages"),
    path("preparation", views_preparation.preparation, name="preparation"),
    path("v/<str:code>/preparation", views_preparation.village_preparation, name="village_preparation"),
    path("preparation/papers", views_preparation_papers.preparation_papers, name="preparation_papers"),
    path(
        "preparation/papers/<slug:form_id>/<slug:kind>",
        views_preparation_papers.preparation_paper,
        name="preparation_paper",
    ),
    path(
        "v/<str:code>/preparation/papers",
        views_preparation_papers.village_preparation_papers,
        name="village_preparation_papers",
    ),
    path(
        "v/<str:code>/preparation/papers/<slug:form_id>/<slug:kind>",
        views_preparation_papers.village_preparation_paper,
        name="village_preparation_paper",
    ),
    path("papers/blank/<slug:form_id>.<slug:kind>", views_preparation_papers.blank_paper, name="blank_paper"),
    path("v/<str:code>/card", views_board.village_card, name="village_card"),
    *village_urls,
]
