"""Addresses of the daily reports."""

from __future__ import annotations

from django.urls import path

from . import views_daily as views

urlpatterns = [
    path("daily", views.daily_reports, name="daily_reports"),
    path("daily/watched", views.watch_figure, name="watch_figure"),
    path("daily/watched/<int:pk>/stop", views.stop_watching, name="stop_watching"),
    path("daily/<str:code>/<str:on>", views.daily_report, name="daily_report"),
    path("daily/<str:code>/<str:on>/send", views.send_daily, name="send_daily"),
    path("daily/<str:code>/<str:on>/approve", views.approve_daily, name="approve_daily"),
    path("daily/<str:code>/<str:on>/return", views.return_daily, name="return_daily"),
    path("daily/<str:code>/<str:on>/<str:kind>", views.daily_paper, name="daily_paper"),
]
