"""Addresses of meetings and inspections."""

from __future__ import annotations

from django.urls import path

from . import inspection_views as inspections
from . import meeting_views as meetings

urlpatterns = [
    path("meetings", meetings.meetings, name="meetings"),
    path("meetings/blank/<str:kind>", meetings.meeting_blank, name="meeting_blank"),
    path("meetings/<int:pk>", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/items", meetings.meeting_item_new, name="meeting_item_new"),
    path("meetings/<int:pk>/items/<int:number>", meetings.meeting_item, name="meeting_item"),
    path("meetings/<int:pk>/minutes", meetings.meeting_minutes, name="meeting_minutes"),
    path("meetings/<int:pk>/off", meetings.meeting_off, name="meeting_off"),
    path("meetings/<int:pk>/paper/<str:kind>", meetings.meeting_paper, name="meeting_paper"),
    path("inspections", inspections.inspections, name="inspections"),
    path("inspections/report", inspections.inspection_report, name="inspection_report"),
    path("inspections/report/<str:kind>", inspections.inspection_paper, name="inspection_paper"),
    path("inspections/<int:pk>", inspections.inspection, name="inspection"),
    path("inspections/<int:pk>/findings", inspections.finding_new, name="finding_new"),
    path("inspections/<int:pk>/back", inspections.inspection_back, name="inspection_back"),
]
