"""Addresses of training, publicity and the questions that villagers ask."""

from __future__ import annotations

from django.urls import path

from . import publicity_views, question_views, training_phone_views, training_views

TRAINING, PUBLICITY = "preparation/training", "preparation/publicity"
VILLAGE = "v/<str:code>/preparation"

urlpatterns = [
    path(TRAINING, training_views.training, name="training"),
    path(f"{TRAINING}/new", training_views.training_new, name="training_new"),
    path(f"{TRAINING}/blank/<str:form_id>.<str:kind>", training_views.training_blank, name="training_blank"),
    path(f"{TRAINING}/<int:pk>", training_views.training_session, name="training_session"),
    path(f"{TRAINING}/<int:pk>/sign", training_views.training_sign, name="training_sign"),
    path(f"{TRAINING}/<int:pk>/scores", training_views.training_scores, name="training_scores"),
    path(f"{TRAINING}/<int:pk>/call-off", training_views.training_call_off, name="training_call_off"),
    path(f"{TRAINING}/<int:pk>/screen", training_views.training_screen, name="training_screen"),
    path(
        f"{TRAINING}/<int:pk>/certificates.<str:kind>",
        training_views.training_certificates,
        name="training_certificates",
    ),
    path(f"{TRAINING}/<int:pk>/record.<str:kind>", training_views.training_record, name="training_record"),
    path(
        f"{TRAINING}/<int:pk>/<int:attendance>/take-back", training_views.training_take_back, name="training_take_back"
    ),
    path("train/<str:token>", training_phone_views.train, name="train"),
    path(f"{VILLAGE}/training", training_views.village_training, name="village_training"),
    path(f"{VILLAGE}/training/<int:pk>/strike", training_views.strike_trainee, name="strike_trainee"),
    path(PUBLICITY, publicity_views.publicity, name="publicity"),
    path(f"{PUBLICITY}/new", publicity_views.publicity_new, name="publicity_new"),
    path(f"{PUBLICITY}/slogans", publicity_views.slogans, name="slogans"),
    path(f"{PUBLICITY}/slogans/<str:key>/withdraw", publicity_views.slogan_withdraw, name="slogan_withdraw"),
    path(f"{PUBLICITY}/slogans/<str:key>/show", publicity_views.slogan_show, name="slogan_show"),
    path(f"{PUBLICITY}/<str:form_id>.<str:kind>", publicity_views.publicity_paper, name="publicity_paper"),
    path(f"{PUBLICITY}/<int:pk>", publicity_views.publicity_item, name="publicity_item"),
    path(f"{PUBLICITY}/<int:pk>/photographs", publicity_views.publicity_photographs, name="publicity_photographs"),
    path(
        f"{PUBLICITY}/<int:pk>/photographs/<str:digest>",
        publicity_views.publicity_photograph,
        name="publicity_photograph",
    ),
    path(f"{PUBLICITY}/<int:pk>/take-back", publicity_views.publicity_take_back, name="publicity_take_back"),
    path(f"{VILLAGE}/publicity", publicity_views.village_publicity, name="village_publicity"),
    path("questions", question_views.questions, name="questions"),
    path("preparation/questions", question_views.question_library, name="question_library"),
    path("preparation/questions/<str:key>/withdraw", question_views.question_withdraw, name="question_withdraw"),
    path("preparation/questions/<str:key>/show", question_views.question_show, name="question_show"),
]
