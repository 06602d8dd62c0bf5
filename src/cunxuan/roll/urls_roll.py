"""Addresses of what follows the publication of a roll: its versions, objections, changes and corrections."""

from __future__ import annotations

from django.urls import path

from . import change_views, objection_views

ROLL = "v/<str:code>/roll"

urlpatterns = [
    path(f"{ROLL}/versions", change_views.roll_versions, name="roll_versions"),
    path(f"{ROLL}/versions/<int:version>", change_views.roll_version, name="roll_version"),
    path(f"{ROLL}/versions/<int:earlier>/<int:later>", change_views.roll_compared, name="roll_compared"),
    path(f"{ROLL}/objections", objection_views.objections, name="objections"),
    path(f"{ROLL}/objections/new", objection_views.objection_new, name="objection_new"),
    path(f"{ROLL}/objections/register.<str:kind>", objection_views.objection_register, name="objection_register"),
    path(f"{ROLL}/objections/<int:number>", objection_views.objection, name="objection"),
    path(f"{ROLL}/objections/<int:number>/correct", objection_views.objection_correct, name="objection_correct"),
    path(f"{ROLL}/objections/<int:number>/decide", objection_views.objection_decide, name="objection_decide"),
    path(f"{ROLL}/objections/<int:number>/appeal", objection_views.objection_appeal, name="objection_appeal"),
    path(f"{ROLL}/changes", change_views.roll_changes, name="roll_changes"),
    path(f"{ROLL}/changes/new", change_views.roll_change_new, name="roll_change_new"),
    path(f"{ROLL}/changes/<int:change>/reverse", change_views.roll_change_reverse, name="roll_change_reverse"),
    path(f"{ROLL}/changes/publish", change_views.roll_correction, name="roll_correction"),
    path(f"{ROLL}/blank/<str:form_id>.<str:kind>", objection_views.roll_blank, name="roll_blank"),
]
