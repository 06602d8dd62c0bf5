"""Addresses of the lists of residents that people send in, and of people whom two villages list."""

from __future__ import annotations

from django.urls import path

from . import file_views, same_person_views

urlpatterns = [
    path("lists", file_views.lists, name="lists"),
    path("v/<str:code>/lists", file_views.village_lists, name="village_lists"),
    path("lists/<int:pk>", file_views.list_file, name="list_file"),
    path("lists/<int:pk>/agree", file_views.agree_to_repairs, name="agree_to_repairs"),
    path("lists/<int:pk>/again", file_views.read_list_again, name="read_list_again"),
    path("lists/<int:pk>/take", file_views.take_list, name="take_list"),
    path("lists/<int:pk>/cancel", file_views.cancel_list, name="cancel_list"),
    path("lists/<int:pk>/returned.xlsx", file_views.returned_list, name="returned_list"),
    path("people/twice", same_person_views.people_twice, name="people_twice"),
    path("people/twice/<int:pk>", same_person_views.person_twice, name="person_twice"),
    path("people/twice/<int:pk>/decide", same_person_views.decide_person_twice, name="decide_person_twice"),
]
