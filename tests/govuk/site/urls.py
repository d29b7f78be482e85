"""The site's own pages, and some that only show what every page can use."""

from django.urls import path

from plr_site.urls import urlpatterns as site_patterns
from tests.govuk.site import views

urlpatterns = [
    path("sample/", views.sample, name="sample"),
    path("sample/draft/", views.sample_draft, name="sample_draft"),
    path("sample/saved/", views.saved, name="sample_saved"),
    path("sample/pin/", views.pin, name="sample_pin"),
    path("sample/teams/", views.teams, name="sample_teams"),
    *site_patterns,
]
