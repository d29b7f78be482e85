"""What somebody had typed when a form could not be taken: shown to them, so that it is not lost."""

from django.conf import settings
from django.http import HttpRequest

UNSHOWN = ("csrfmiddlewaretoken", "version", "then", "next")
MOST_FIELDS = 200


def typed_in(request: HttpRequest) -> list[str]:
    """The texts of a form of ours, without passwords; nothing of what another site sends."""
    if request.method != "POST" or not sent_from_here(request):
        return []
    texts = [
        text
        for name, values in request.POST.lists()
        if name not in UNSHOWN and "password" not in name
        for text in values
    ]
    return [text for text in texts if len(text.split()) > 1][:MOST_FIELDS]


def sent_from_here(request: HttpRequest) -> bool:
    """A browser says from which site a form comes; behind a proxy ours is what the settings say."""
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", here) in (here, settings.BASE_URL)
