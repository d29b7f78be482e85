import gc
import os

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")


class ReadAsUtf8(WSGIRequest):
    """A header names the alphabet, and reading an address by a name that is none fails before
    anything of ours can answer: none is taken up, and `OneAlphabet` refuses every other."""

    @property
    def encoding(self) -> None:
        return None

    @encoding.setter
    def encoding(self, named: str) -> None:
        pass


application = get_wsgi_application()
application.request_class = ReadAsUtf8

# Not before Django is set up.
from plr_site import shared  # noqa: E402

shared.load()

# A page makes tens of thousands of objects that die with it. With Python's own thresholds a third
# of its time goes into looking through all of Django for garbage again and again.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
