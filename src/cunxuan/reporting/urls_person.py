"""Addresses of an official's page, and of one's own."""

from __future__ import annotations

from django.urls import path

from . import views_person

urlpatterns = [
    path("officials/<int:pk>", views_person.official, name="official"),
    path("me", views_person.me, name="me"),
]
