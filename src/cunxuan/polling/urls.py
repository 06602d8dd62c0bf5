"""Addresses of the acts of polling day. A vote is named by its number in the election."""

from __future__ import annotations

from django.urls import path

from . import assistance_views, proxy_views, views

urlpatterns = [
    path("v/<str:code>/rounds/<int:number>/places", views.places, name="places"),
    path("v/<str:code>/rounds/<int:number>/places/new", views.set_up_places, name="set_up_places"),
    path("v/<str:code>/rounds/<int:number>/places/<int:place>/close", views.close, name="close_place"),
    path("v/<str:code>/roll/proxies", proxy_views.proxies, name="proxies"),
    path("v/<str:code>/roll/proxies/people", proxy_views.proxy_people, name="proxy_people"),
    path("v/<str:code>/roll/proxies/close", proxy_views.close_proxies, name="close_proxies"),
    path("v/<str:code>/roll/proxies/publish", proxy_views.publish_proxies, name="publish_proxies"),
    path("v/<str:code>/roll/proxies/letters", proxy_views.issue_letters, name="issue_letters"),
    path("v/<str:code>/roll/proxies/letters.<str:fmt>", proxy_views.proxy_letters, name="proxy_letters"),
    path("v/<str:code>/roll/proxies/blank/<str:form_id>.<str:fmt>", proxy_views.proxy_blank, name="proxy_blank"),
    path("v/<str:code>/roll/proxies/<int:number>/decide", proxy_views.decide_proxy, name="decide_proxy"),
    path("v/<str:code>/roll/proxies/<int:number>/withdraw", proxy_views.withdraw_proxy, name="withdraw_proxy"),
    path("v/<str:code>/roll/help", assistance_views.assistance, name="assistance"),
    path("v/<str:code>/roll/help/people", assistance_views.voters, name="assistance_people"),
    path("v/<str:code>/roll/help/publish", assistance_views.publish, name="publish_assistance"),
    path("v/<str:code>/roll/help/blank.<str:fmt>", assistance_views.blank, name="assistance_blank"),
    path("v/<str:code>/roll/help/<int:pk>/withdraw", assistance_views.withdraw, name="withdraw_assistance"),
]
