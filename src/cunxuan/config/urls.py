"""Every address of the application. Each app lists its own; none is here twice."""

from django.urls import include, path

urlpatterns = [
    path("", include("cunxuan.offices.urls")),
    path("", include("cunxuan.offices.urls_duties")),
    path("", include("cunxuan.preparation.urls")),
    path("", include("cunxuan.preparation.urls_visits")),
    path("", include("cunxuan.preparation.urls_audits")),
    path("", include("cunxuan.elections.urls")),
    path("", include("cunxuan.roll.urls")),
    path("", include("cunxuan.roll.urls_roll")),
    path("", include("cunxuan.roll.urls_people")),
    path("", include("cunxuan.roll.urls_files")),
    path("", include("cunxuan.outreach.urls")),
    path("", include("cunxuan.preparation.urls_training")),
    path("", include("cunxuan.candidates.urls")),
    path("", include("cunxuan.polling.urls")),
    path("", include("cunxuan.polling.urls_cards")),
    path("", include("cunxuan.counting.urls")),
    path("", include("cunxuan.oversight.urls_tasks")),
    path("", include("cunxuan.oversight.urls_meetings")),
    path("", include("cunxuan.oversight.urls_complaints")),
    path("", include("cunxuan.records.urls")),
    path("", include("cunxuan.reporting.urls_outreach")),
    path("", include("cunxuan.reporting.urls_person")),
    path("", include("cunxuan.reporting.urls")),
    path("", include("cunxuan.reporting.urls_daily")),
]

handler400 = "cunxuan.web.views.unreadable"
handler403 = "cunxuan.web.views.forbidden"
handler404 = "cunxuan.web.views.not_found"
handler500 = "cunxuan.web.views.fault"
