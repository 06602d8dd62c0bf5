"""Addresses of the count."""

from __future__ import annotations

from django.urls import include, path

from . import views
from .urls_result import urlpatterns as result_urls

urlpatterns = [
    path("", include("cunxuan.counting.urls_result")),
    path("count", views.counting, name="counting"),
    path("count/<str:name>", views.sheet, name="sheet"),
    path("count/<str:name>/squares", views.type_squares, name="sheet_squares"),
    path("count/<str:name>/finish", views.finish, name="sheet_finish"),
    path("count/<str:name>/paper", views.resolve, name="sheet_resolve"),
    path("count/<str:name>/again", views.correct, name="sheet_correct"),
    path("count/<str:name>/give-up", views.give_up, name="sheet_give_up"),
    path("count/<str:name>/photographs", views.add_photographs, name="sheet_photographs"),
    path("count/<str:name>/photographs/<str:digest>", views.photograph, name="photograph"),
    *result_urls,
]
