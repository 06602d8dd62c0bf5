"""Address of the act on candidates."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("v/<str:code>/candidates", views.publish_candidates, name="publish_candidates")]
