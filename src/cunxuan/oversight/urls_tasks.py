"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from . import task_views as views

urlpatterns = [
    path("tasks", views.tasks, name="tasks"),
    path("tasks/in/<str:code>", views.task_new, name="task_new"),
    path("tasks/<int:pk>", views.task, name="task"),
    path("tasks/<int:pk>/done", views.task_done, name="task_done"),
    path("tasks/<int:pk>/confirm", views.task_confirm, name="task_confirm"),
    path("tasks/<int:pk>/later", views.task_later, name="task_later"),
    path("tasks/<int:pk>/hand-on", views.task_hand_on, name="task_hand_on"),
]
