"""Addresses of signing in, of the reader's own choices and of search."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("login", views.sign_in, name="login"),
    path("logout", views.sign_out, name="logout"),
    path("password", views.password, name="password"),
    path("language", views.language, name="language"),
    path("letters", views.letters, name="letters"),
    path("search", views.search, name="search"),
]
