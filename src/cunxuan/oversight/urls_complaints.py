"""Addresses of complaints and violations. A case is named by its random id and by nothing else."""

from __future__ import annotations

from django.urls import path

from . import complaint_views as complaints
from . import violation_views as violations

urlpatterns = [
    path("complaints", complaints.complaints, name="complaints"),
    path("complaints/new", complaints.complaint_new, name="complaint_new"),
    path("complaints/officers", complaints.case_officers, name="case_officers"),
    path("complaints/officers/<int:pk>/end", complaints.case_officer_end, name="case_officer_end"),
    path("complaints/<uuid:pk>", complaints.complaint, name="complaint"),
    path("complaints/<uuid:pk>/evidence", complaints.complaint_evidence_new, name="complaint_evidence_new"),
    path("complaints/<uuid:pk>/evidence/<int:number>", complaints.complaint_evidence, name="complaint_evidence"),
    path("complaints/<uuid:pk>/paper/<str:kind>", complaints.complaint_paper, name="complaint_paper"),
    path("complaints/<uuid:pk>/letters/<int:number>/<str:kind>", complaints.complaint_letter, name="complaint_letter"),
    path("complaints/<uuid:pk>/do/<str:act>", complaints.complaint_act, name="complaint_act"),
    path("violations", violations.violations, name="violations"),
    path("violations/new", violations.violation_new, name="violation_new"),
    path("violations/<uuid:pk>", violations.violation, name="violation"),
    path("violations/<uuid:pk>/evidence", violations.evidence_new, name="evidence_new"),
    path("violations/<uuid:pk>/evidence/<int:number>", violations.evidence, name="evidence"),
    path("violations/<uuid:pk>/disposal", violations.violation_dispose, name="violation_dispose"),
]
