"""Addresses of messages to people away."""

from __future__ import annotations

from django.urls import path

from . import callback, papers, views, views_files, views_replies, views_texts

urlpatterns = [
    path("preparation/messages", views.messages_away, name="messages_away"),
    path("preparation/messages/new", views.messages_new, name="messages_new"),
    path("preparation/messages/texts", views_texts.message_texts, name="message_texts"),
    path("preparation/messages/texts/<str:kind>", views_texts.message_text, name="message_text"),
    path("preparation/messages/telephones", views_files.telephones, name="telephones"),
    path("preparation/messages/files/<int:pk>", views_files.telephone_file, name="telephone_file"),
    path("preparation/messages/files/<int:pk>/take", views_files.take_telephone_file, name="take_telephone_file"),
    path("preparation/messages/files/<int:pk>/cancel", views_files.cancel_telephone_file, name="cancel_telephone_file"),
    path(
        "preparation/messages/files/<int:pk>/returned",
        views_files.returned_telephone_file,
        name="returned_telephone_file",
    ),
    path("preparation/messages/sendings/<int:pk>", views.one_sending, name="sending"),
    path("preparation/messages/sendings/<int:pk>/file.<str:ending>", views_files.sending_file, name="sending_file"),
    path("preparation/messages/sendings/<int:pk>/handed", views.hand_over, name="hand_over_sending"),
    path("preparation/messages/sendings/<int:pk>/stop", views.stop_sending, name="stop_sending"),
    path("preparation/messages/sendings/<int:pk>/on", views.go_on, name="go_on_sending"),
    path("preparation/messages/sendings/<int:pk>/drop", views.drop_sending, name="drop_sending"),
    path("preparation/messages/sendings/<int:pk>/receipts", views_files.receipts, name="sending_receipts"),
    path("v/<str:code>/preparation/messages", views.village_messages, name="village_messages_away"),
    path("v/<str:code>/preparation/messages/consent", views.record_consent, name="record_consent"),
    path("v/<str:code>/preparation/messages/replies", views_replies.village_replies, name="village_replies"),
    path("v/<str:code>/preparation/messages/replies/<int:pk>", views_replies.settle_reply, name="settle_reply"),
    path("v/<str:code>/preparation/messages/O17.<str:ending>", papers.messages_paper, name="messages_paper"),
    path("messages/report", callback.gateway_report, name="gateway_report"),
]
