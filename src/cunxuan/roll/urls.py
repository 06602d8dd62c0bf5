"""Addresses of a village's registration and of the acts on its roll."""

from __future__ import annotations

from django.urls import path

from . import registration_views, views

urlpatterns = [
    path("v/<str:code>/roll", registration_views.registration, name="registration"),
    path("v/<str:code>/roll/people", registration_views.people, name="people"),
    path("v/<str:code>/roll/people/<int:pk>", registration_views.person, name="person"),
    path("v/<str:code>/roll/facts/<int:pk>/back", registration_views.take_back_fact, name="take_back_fact"),
    path("v/<str:code>/roll/away", registration_views.away, name="away"),
    path("v/<str:code>/roll/away/<int:pk>", registration_views.contact, name="contact"),
    path("v/<str:code>/roll/elsewhere", registration_views.year_residents, name="year_residents"),
    path("v/<str:code>/roll/elsewhere/meeting", registration_views.record_meeting, name="record_meeting"),
    path(
        "v/<str:code>/roll/papers/<str:form_id>.<str:ending>",
        registration_views.registration_paper,
        name="registration_paper",
    ),
    path("v/<str:code>/roll/publish", views.publish_roll, name="publish_roll"),
    path("v/<str:code>/roll/freeze", views.freeze_roll, name="freeze_roll"),
]
