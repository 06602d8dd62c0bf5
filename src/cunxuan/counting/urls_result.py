"""Addresses of results. A result is named by the vote that it decides."""

from __future__ import annotations

from django.urls import path

from . import relatives_views
from . import result_views as views

urlpatterns = [
    path("r/<str:name>", views.result, name="result"),
    path("r/<str:name>/determine", views.determine, name="determine"),
    path("r/<str:name>/declare", views.declare, name="declare"),
    path("r/<str:name>/next/<slug:kind>", views.next_vote, name="next_vote"),
    path("r/<str:name>/vacant", views.leave_vacant, name="leave_vacant"),
    path("r/<str:name>/relatives", relatives_views.decided, name="relatives_decided"),
    path("v/<str:code>/candidates/relatives", relatives_views.relatives, name="relatives"),
]
