"""Addresses of finding a person, and of seeing one ID number for a purpose."""

from __future__ import annotations

from django.urls import path

from . import people_views, unmask_views

urlpatterns = [
    path("people", people_views.find_people, name="find_people"),
    path("v/<str:code>/roll/people/<int:pk>/number", unmask_views.unmask, name="unmask"),
]
