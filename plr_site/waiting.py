"""How long the request that is answered here has waited for a process to be free."""

from contextvars import ContextVar

from django.http import HttpRequest

seconds: ContextVar[float] = ContextVar("waited", default=0.0)
# Whoever reads is asked to come again much sooner than whoever sends what they typed.
LONGEST = {"GET": 5.0, "HEAD": 5.0}
LONGEST_OF_A_FORM = 20.0


def is_too_long(request: HttpRequest) -> bool:
    return seconds.get() > LONGEST.get(request.method or "", LONGEST_OF_A_FORM)
