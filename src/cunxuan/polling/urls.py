"""Addresses of the acts of polling day. A vote is named by its number in the election."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("v/<str:code>/rounds/<int:number>/places", views.places, name="places"),
    path("v/<str:code>/rounds/<int:number>/places/new", views.set_up_places, name="set_up_places"),
    path("v/<str:code>/rounds/<int:number>/places/<int:place>/close", views.close, name="close_place"),
]
