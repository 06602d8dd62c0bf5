"""Addresses of papers. A paper is named by its check code, as it is printed on it."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("papers", views.papers, name="papers"),
    path("papers/<str:code>", views.paper, name="paper"),
    path("papers/<str:code>/pdf", views.paper_pdf, name="paper_pdf"),
    path("papers/<str:code>/word", views.paper_word, name="paper_word"),
]
