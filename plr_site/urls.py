from django.conf import settings
from django.urls import include, path

from plr_site import health, helping
from plr_site.metrics import metrics
from supervision.views.home import home

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", home, name="home"),
    path("help/", helping.help_home, name="help"),
    path("help/<slug:page>/", helping.help_page, name="help_page"),
    path("", include("people.urls")),
    path("", include("supervision.urls")),
    path("", include("notices.urls")),
    path("", include("qai.urls")),
    path("", include("compliance.urls")),
    path("assurance/", include("assurance.urls")),
    path("imports/", include("exchange.urls")),
    path("records/", include("stewardship.urls")),
]

handler400 = "plr_site.errors.unreadable"
handler403 = "plr_site.errors.forbidden"
handler404 = "plr_site.errors.not_found"
handler500 = "plr_site.errors.failed"

if settings.DEMO:
    urlpatterns.append(path("demonstration/", include("people.demonstration_urls")))
