"""Addresses of a village's page."""

from __future__ import annotations

from django.urls import path

from . import views_village

urlpatterns = [
    path("v/<str:code>", views_village.village, name="village"),
    path("v/<str:code>/why/<slug:key>", views_village.why, name="village_why"),
    path("v/<str:code>/trail", views_village.trail, name="village_trail"),
    path("v/<str:code>/rounds/<int:number>/print", views_village.print_sheets, name="print_sheets"),
    path("v/<str:code>/rounds/<int:number>/sheets.pdf", views_village.blank_sheets, name="blank_sheets"),
]
