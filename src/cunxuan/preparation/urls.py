"""Addresses of the receptions. Each of the other parts of the preparation lists its own."""

from __future__ import annotations

from django.urls import path

from . import reception_views as views

urlpatterns = [
    path("preparation/receptions", views.receptions, name="receptions"),
    path("preparation/receptions/rota", views.reception_rota, name="reception_rota"),
    path("preparation/receptions/new", views.reception_new, name="reception_new"),
    path("preparation/receptions/<int:pk>/change", views.reception_change, name="reception_change"),
    path("preparation/receptions/<int:pk>/call-off", views.reception_call_off, name="reception_call_off"),
    path("preparation/receptions/paper/<slug:kind>", views.receptions_paper, name="receptions_paper"),
]
