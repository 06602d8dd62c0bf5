"""Addresses of audit and evaluation. The township's signature is a step of the election (elections.urls)."""

from __future__ import annotations

from django.urls import path

from . import audit_views as views

HERE = "v/<str:code>/preparation/audit"

urlpatterns = [
    path("preparation/audits", views.audits, name="audits"),
    path(HERE, views.village_audit, name="village_audit"),
    path(f"{HERE}/report", views.audit_record, name="audit_record"),
    path(f"{HERE}/report/publish", views.audit_publish, name="audit_publish"),
    path(f"{HERE}/report/back", views.audit_take_back, name="audit_take_back"),
    path(f"{HERE}/report/paper/<str:kind>", views.audit_paper, name="audit_paper"),
    path(f"{HERE}/problems/<int:pk>", views.audit_problem, name="audit_problem"),
    path(f"{HERE}/evaluation", views.evaluation_record, name="evaluation_record"),
    path(f"{HERE}/evaluation/publish", views.evaluation_publish, name="evaluation_publish"),
    path(f"{HERE}/evaluation/back", views.evaluation_take_back, name="evaluation_take_back"),
    path(f"{HERE}/evaluation/paper/<str:kind>", views.evaluation_paper, name="evaluation_paper"),
    path(f"{HERE}/override", views.gate_override, name="gate_override"),
    path(f"{HERE}/override/back", views.gate_override_withdraw, name="gate_override_withdraw"),
]
