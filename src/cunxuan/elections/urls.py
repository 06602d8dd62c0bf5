"""Addresses of an election's acts and of the law pages."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("v/<str:code>/call", views.call_election, name="call_election"),
    path("v/<str:code>/method", views.adopt_method, name="adopt_method"),
    path("v/<str:code>/steps/<slug:step>", views.complete_step, name="complete_step"),
    path("v/<str:code>/steps/<slug:step>/back", views.take_back_step, name="take_back_step"),
    path("law", views.law_texts, name="law"),
    path("law/<str:name>", views.law_pack, name="law_pack"),
]
