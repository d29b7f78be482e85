"""A site of one view that breaks while it holds what somebody wrote; run by test_canary.py.

Prints what Sentry is sent; what is logged goes to stderr, as it does in production.
"""

import json

import django
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from sentry_sdk.transport import Transport

from plr_site import reports

CANARY = "The canary"


@login_not_required
def breaks(request: HttpRequest, key: str) -> HttpResponse:
    words = request.POST["words"]
    raise ValueError(f"cannot read {words} of {key}")


urlpatterns = [path("breaks/<str:key>", breaks, name="breaks")]


class Printed(Transport):
    def capture_envelope(self, envelope) -> None:
        for item in envelope.items:
            print(item.get_bytes().decode())


def main() -> None:
    django.setup()
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["testserver"]
    reports.start("https://key@sentry.example.org/1", transport=Printed)
    site = Client(raise_request_exception=False, headers={"X-Request-ID": "from-the-proxy-1"})
    site.cookies["name"] = CANARY
    answer = site.post(f"/breaks/{CANARY}?name={CANARY}", {"words": CANARY})
    print(json.dumps({"status": answer.status_code}))


main()
