from celery import shared_task

from people import mail
from people.models import Person

# A mail server that does not answer is asked again for about a quarter of an hour.
RETRIES = {
    "autoretry_for": (OSError,),
    "retry_backoff": 15,
    "max_retries": 6,
}


@shared_task(**RETRIES)
def send_invitation(person_id: int) -> None:
    mail.send_invitation(Person.objects.get(pk=person_id))


@shared_task(**RETRIES)
def send_password_link(person_id: int) -> None:
    mail.send_password_link(Person.objects.get(pk=person_id))


@shared_task(**RETRIES)
def send_password_changed(person_id: int) -> None:
    mail.send_password_changed(Person.objects.get(pk=person_id))


@shared_task
def tell_of_new_addresses(people: list[int]) -> None:
    for person_id in people:
        send_address_changed.delay(person_id)


@shared_task(**RETRIES)
def send_address_changed(person_id: int) -> None:
    mail.send_address_changed(Person.objects.get(pk=person_id))
