"""Addresses of visits, of the situation report and of key villages."""

from __future__ import annotations

from django.urls import path

from . import key_village_views as key
from . import situation_views as situation
from . import visits_views as visits

HERE = "v/<str:code>/preparation/"

urlpatterns = [
    path("preparation/visits", visits.visits, name="visits"),
    path("visits-worker.js", visits.visits_worker, name="visits_worker"),
    path(f"{HERE}visits", visits.village_visits, name="village_visits"),
    path(f"{HERE}visits/new", visits.visit_new, name="visit_new"),
    path(f"{HERE}visits/paper/<str:kind>", visits.visits_paper, name="visits_paper"),
    path(f"{HERE}visits/<int:pk>", visits.visit, name="visit"),
    path(f"{HERE}visits/<int:pk>/back", visits.visit_take_back, name="visit_take_back"),
    path(f"{HERE}visits/<int:pk>/follow-up", visits.visit_follow_up, name="visit_follow_up"),
    path(f"{HERE}visits/<int:pk>/paper/<str:kind>", visits.visit_paper, name="visit_paper"),
    path(f"{HERE}situation", situation.situation, name="village_situation"),
    path(f"{HERE}situation/write", situation.situation_write, name="situation_write"),
    path(f"{HERE}situation/issue", situation.situation_issue, name="situation_issue"),
    path(f"{HERE}situation/blank/<str:kind>", situation.situation_blank, name="situation_blank"),
    path("preparation/key-villages", key.key_villages, name="key_villages"),
    path(f"{HERE}key", key.village_key_village, name="village_key_village"),
    path(f"{HERE}key/propose", key.key_village_propose, name="key_village_propose"),
    path(f"{HERE}key/withdraw", key.key_village_withdraw, name="key_village_withdraw"),
    path(f"{HERE}key/decide", key.key_village_decide, name="key_village_decide"),
    path(f"{HERE}key/plan", key.key_village_plan, name="key_village_plan"),
    path(f"{HERE}key/consult", key.key_village_consult, name="key_village_consult"),
    path(f"{HERE}key/consult/<int:pk>/back", key.consultation_take_back, name="consultation_take_back"),
    path(f"{HERE}key/end", key.key_village_end, name="key_village_end"),
    path(f"{HERE}key/paper/<str:kind>", key.key_village_paper, name="key_village_paper"),
]
