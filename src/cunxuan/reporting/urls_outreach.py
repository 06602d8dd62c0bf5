"""The address of what came of the messages to people away."""

from __future__ import annotations

from django.urls import path

from . import views_outreach

urlpatterns = [path("preparation/messages/effect", views_outreach.messages_effect, name="messages_effect")]
