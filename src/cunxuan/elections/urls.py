"""Addresses of an election's acts and of the law pages."""

from __future__ import annotations

from django.urls import path

from . import law_views, views

urlpatterns = [
    path("v/<str:code>/preparation/audit/confirm", views.confirm_audit, name="confirm_audit"),
    path("v/<str:code>/call", views.call_election, name="call_election"),
    path("v/<str:code>/method", views.adopt_method, name="adopt_method"),
    path("v/<str:code>/steps/<slug:step>", views.complete_step, name="complete_step"),
    path("v/<str:code>/steps/<slug:step>/back", views.take_back_step, name="take_back_step"),
    path("law", law_views.law_texts, name="law"),
    path("law/here", law_views.law_here, name="law_here"),
    path("law/changes", law_views.law_changes, name="law_changes"),
    path("law/unconfirmed", law_views.law_unconfirmed, name="law_unconfirmed"),
    path("law/people", law_views.law_people, name="law_people"),
    path("law/<str:name>", law_views.law_pack, name="law_pack"),
    path("law/<str:name>/<slug:key>", law_views.law_rule, name="law_rule"),
]
