"""Addresses of the acts on the roll."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("v/<str:code>/roll", views.publish_roll, name="publish_roll"),
    path("v/<str:code>/roll/freeze", views.freeze_roll, name="freeze_roll"),
]
