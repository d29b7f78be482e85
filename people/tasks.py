from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from people import sign_ins


@shared_task
def forget_old_sign_ins() -> None:
    """Sessions that have ended, and the addresses of sign-ins that were kept long enough."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()
    sign_ins.forget_addresses()
