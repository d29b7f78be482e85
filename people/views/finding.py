"""What every view starts with: find what you may see, ask whether you may."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from people.models import Person

T = TypeVar("T")


def visible_person(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


def or_404(found: T | None) -> T:
    """Contents that you may not see do not exist for you."""
    if found is None:
        raise Http404
    return found


def require(permission: bool) -> None:
    """What you may see and may not do is 403."""
    if not permission:
        raise PermissionDenied
