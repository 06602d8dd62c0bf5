"""Addresses of who answers for what: the county's and a township's pages, a village's, workbooks, groups."""

from __future__ import annotations

from django.urls import path

from . import duties_views as views
from . import duty_file_views as files
from . import groups_views as groups

HERE = "preparation/duties"

urlpatterns = [
    path(HERE, views.duties, name="duties"),
    path(f"{HERE}/new", views.duty_new, name="duty_new"),
    path(f"{HERE}/<int:pk>/end", views.duty_end, name="duty_end"),
    path(f"{HERE}/workbook", views.duties_workbook, name="duties_workbook"),
    path(f"{HERE}/paper/<slug:fmt>", views.duties_paper, name="duties_paper"),
    path(f"{HERE}/import", files.duties_import, name="duties_import"),
    path(f"{HERE}/import/<int:pk>", files.duty_file, name="duty_file"),
    path(f"{HERE}/import/<int:pk>/agree", files.duty_file_agree, name="duty_file_agree"),
    path(f"{HERE}/import/<int:pk>/take", files.duty_file_take, name="duty_file_take"),
    path(f"{HERE}/import/<int:pk>/returned", files.duty_file_returned, name="duty_file_returned"),
    path(f"{HERE}/import/<int:pk>/put-away", files.duty_file_put_away, name="duty_file_put_away"),
    path("preparation/groups", groups.groups, name="groups"),
    path("preparation/groups/new", groups.group_new, name="group_new"),
    path("preparation/groups/paper/<slug:fmt>", groups.groups_paper, name="groups_paper"),
    path("preparation/groups/<int:pk>", groups.group, name="group"),
    path("preparation/groups/<int:pk>/end", groups.group_end, name="group_end"),
    path("preparation/seats/<int:pk>/end", groups.seat_end, name="seat_end"),
    path("officials/<int:pk>/edit", views.official_edit, name="official_edit"),
    path("v/<str:code>/preparation/duties", views.of_village, name="village_duties"),
    path("v/<str:code>/preparation/duties/<slug:kind>", views.guarantee, name="guarantee"),
    path("v/<str:code>/preparation/duties/<slug:kind>/back", views.guarantee_back, name="guarantee_back"),
]
