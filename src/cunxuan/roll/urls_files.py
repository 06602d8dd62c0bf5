"""Addresses of the lists of residents that people send in."""

from __future__ import annotations

from django.urls import path

from . import file_views

urlpatterns = [
    path("lists", file_views.lists, name="lists"),
    path("v/<str:code>/lists", file_views.village_lists, name="village_lists"),
    path("lists/<int:pk>", file_views.list_file, name="list_file"),
    path("lists/<int:pk>/agree", file_views.agree_to_repairs, name="agree_to_repairs"),
    path("lists/<int:pk>/again", file_views.read_list_again, name="read_list_again"),
    path("lists/<int:pk>/take", file_views.take_list, name="take_list"),
    path("lists/<int:pk>/cancel", file_views.cancel_list, name="cancel_list"),
    path("lists/<int:pk>/returned.xlsx", file_views.returned_list, name="returned_list"),
]
