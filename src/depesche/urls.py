"""Addresses of the newsroom process. Readers' pages that are baked never come this far."""

from __future__ import annotations

from django.contrib.staticfiles.views import serve as static_file
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin_urls

from depesche.desk import first_run, sign_in_page
from depesche.outgoing import push_pages
from depesche.stories import views

urlpatterns = [
    path("desk/setup/", first_run.begin, name="setup"),
    path("desk/setup/second-factor/", first_run.prove, name="setup_second_factor"),
    path("desk/login/", sign_in_page.PasswordView.as_view()),
    path("desk/login/second-factor/", sign_in_page.second_factor_page, name="sign_in_second_factor"),
    path("desk", RedirectView.as_view(url="/desk/")),
    path("desk/", include(wagtail_admin_urls)),
    re_path(r"^static/(?P<path>.*)$", cache_control(max_age=86400)(static_file), {"insecure": True}),
    path("robots.txt", views.robots),
    path("suche", RedirectView.as_view(url="/suche/", query_string=True)),
    path("suche/", views.search, name="search"),
    path("push.js", push_pages.worker),
    path("benachrichtigungen/", push_pages.page),
    path("benachrichtigungen/abo/", push_pages.subscribe),
    path("benachrichtigungen/abo/ende/", push_pages.unsubscribe),
    path("benachrichtigungen/abmelden/", push_pages.end),
    # Wagtail asks for this name when it builds a page's address.
    re_path(r"^((?:[\w\-]+/)*)$", views.page, name="wagtail_serve"),
    re_path(r"^(?P<path>.*)$", views.page),
]
handler404 = "depesche.stories.views.not_found"
handler500 = "depesche.stories.views.failed"
