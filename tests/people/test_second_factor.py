"""HR, directors, management information and administrators show a second factor."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.test import Client
from django.urls import reverse

from notices.models import Notice
from people.models import AuditEvent, SignIn
from people.second_factor import Factors
from tests.factories import PASSWORD, GrantFactory, PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME = reverse("home")
INDEX = reverse("mfa_index")
CODE = reverse("mfa_authenticate")
WRONG = "That code is not right"


def by_password(person):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def newest_code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, list(counters())[1]))


def with_app(**facts):
    person = PersonFactory(**facts)
    Authenticator.objects.create(
        user=person, type="totp", data={"secret": Factors().encrypt(SECRET)}
    )
    return person


def reset(by, person, reason="New telephone, seen in person"):
    path = reverse("people:reset_second_factor", args=[person.pk])
    return signed_in(by).post(path, {"reason": reason})


@pytest.mark.parametrize("grant", ["hr", "director", "mis", "system_admin"])
def test_who_holds_much_sets_one_up_before_anything_else(grant):
    client = by_password(PersonFactory(grants=[grant]))

    assert client.get(HOME).url == INDEX
    assert client.get(INDEX).status_code == 200
    assert client.get(reverse("people:people")).url == INDEX


def test_the_page_that_explains_it_opens_before():
    client = by_password(PersonFactory(grants=["hr"]))
    page = reverse("help_page", args=["sign-in"])

    assert f'href="{page}"' in client.get(INDEX).text
    assert client.get(page).status_code == 200


def test_so_does_an_operational_director_by_post():
    assert by_password(PersonFactory(role="operational_director")).get(HOME).url == INDEX


@pytest.mark.parametrize("facts", [{}, {"role": "service_manager"}, {"grants": ["cmt"]}], ids=str)
@pytest.mark.published_break(41, control=True)
def test_of_others_none_is_asked(facts):
    assert by_password(PersonFactory(**facts)).get(HOME).status_code == 200


def test_which_permissions_ask_for_one_is_a_setting(settings):
    settings.SECOND_FACTOR_GRANTS = frozenset({"cmt"})

    assert by_password(PersonFactory(grants=["hr"])).get(HOME).status_code == 200
    assert by_password(PersonFactory(grants=["cmt"])).get(HOME).url == INDEX


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_and_everything_opens():
    person = PersonFactory(grants=["hr"])
    client = by_password(person)
    page = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": page})
    secret = re.search(r'app-key">(\w+)<', client.get(page).text)[1]

    done = client.post(page, {"code": newest_code(secret)})

    assert done.url == reverse("mfa_view_recovery_codes")
    assert client.get(HOME).status_code == 200
    assert Notice.objects.filter(kind="second_factor_added", person=person).count() == 1


def test_the_code_that_set_up_an_app_does_not_open_as_well():
    page = reverse("mfa_activate_totp")
    with time_machine.travel("2026-06-01 08:00:00+00:00", tick=False) as clock:
        person = PersonFactory(grants=["hr"])
        client = by_password(person)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": page})
        secret = re.search(r'app-key">(\w+)<', client.get(page).text)[1]
        code = newest_code(secret)
        client.post(page, {"code": code})
        again = by_password(person).post(CODE, {"code": code})
        clock.shift(60)
        control = by_password(person).post(CODE, {"code": newest_code(secret)})

    assert WRONG in again.text
    assert control.url == HOME


def test_the_secret_of_an_app_does_not_lie_open_in_the_database():
    person = with_app()

    stored = Authenticator.objects.get(user=person)

    assert SECRET not in str(stored.data)
    assert stored.wrap().validate_code(newest_code())


@pytest.mark.published_break(41)
def test_with_the_code_one_gets_in_and_without_it_not():
    client = by_password(with_app(grants=["hr"]))
    assert client.get(HOME).status_code == 302

    answer = client.post(CODE, {"code": newest_code()})

    assert answer.url == HOME
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("sent", [{}, {"code": ""}, {"code": "000000"}, {"code": ["1", "2"]}])
@pytest.mark.published_break(41)
def test_no_other_code_opens(sent):
    client = by_password(with_app())

    client.post(CODE, sent)

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("later", [0, 40])
@pytest.mark.published_break(41)
def test_a_code_works_once(later):
    with time_machine.travel("2026-06-01 08:00:00+00:00", tick=False) as clock:
        person, other, code = with_app(), with_app(), newest_code()
        by_password(person).post(CODE, {"code": code})
        clock.shift(later)
        again = by_password(person).post(CODE, {"code": f"{code[:3]} {code[3:]}"})
        control = by_password(other).post(CODE, {"code": code})

    assert WRONG in again.text
    assert control.url == HOME


@pytest.mark.published_break(41)
def test_the_sixth_code_is_not_looked_at():
    person = with_app()
    client = by_password(person)
    for _ in range(5):
        assert WRONG in client.post(CODE, {"code": "000000"}).text

    sixth = client.post(CODE, {"code": newest_code()})

    assert "Too many attempts" in sixth.text
    assert SignIn.objects.filter(kind=SignIn.Kind.CODE_FAILED, person_id=person.pk).count() == 5


def test_a_recovery_code_works_in_its_place_once():
    person = with_app()
    codes = Authenticator.objects.create(
        user=person,
        type="recovery_codes",
        data={"seed": Factors().encrypt("a seed"), "used_mask": 0},
    )
    code = codes.wrap().generate_codes()[0]

    assert by_password(person).post(CODE, {"code": code}).url == HOME
    assert WRONG in by_password(person).post(CODE, {"code": code}).text


def test_a_new_password_leaves_the_second_factor(client):
    person = with_app()

    person.set_password("another long passphrase")
    person.save()
    client.post(
        reverse("account_login"), {"login": person.email, "password": "another long passphrase"}
    )

    assert "_auth_user_id" not in client.session


def test_a_permission_that_comes_in_the_middle_of_typing_loses_no_word():
    person = PersonFactory()
    client = by_password(person)
    typed = {"reason": "Two words that were typed"}
    assert client.post(HOME, typed).status_code == 405

    GrantFactory(person=person, grant="hr")
    answer = client.post(HOME, typed)
    saved = client.post(HOME, typed, headers={"accept": "application/json"})

    assert (answer.status_code, saved.status_code) == (403, 403)
    assert "Two words that were typed" in answer.text


@pytest.mark.parametrize("grant", ["hr", "system_admin"])
def test_one_that_was_lost_is_reset_with_a_reason_and_told(grant):
    person, keeper = with_app(), PersonFactory(grants=[grant])
    client = by_password(person)
    client.post(CODE, {"code": newest_code()})

    answer = reset(keeper, person)

    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert client.get(HOME).status_code == 302
    assert Notice.objects.filter(kind="second_factor_reset", person=person).count() == 1
    line = AuditEvent.objects.get(kind="second_factor_reset")
    assert (line.actor_id, line.detail["reason"]) == (keeper.pk, "New telephone, seen in person")


def test_without_a_reason_none_is_reset():
    person = with_app()

    answer = reset(PersonFactory(grants=["hr"]), person, reason="")

    assert "Enter" in answer.text
    assert Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    ("facts", "status"), [({}, 404), ({"role": "service_manager"}, 404), ({"grants": ["mis"]}, 404)]
)
def test_nobody_else_resets_one(facts, status):
    person = with_app()

    assert reset(PersonFactory(**facts), person).status_code == status
    assert Authenticator.objects.filter(user=person).exists()


def test_nobody_resets_their_own():
    hr = with_app(grants=["hr"])

    assert reset(hr, hr).status_code == 403
    assert Authenticator.objects.filter(user=hr).exists()


def test_who_removes_the_last_one_is_led_to_a_new_one():
    person = with_app(grants=["hr"])
    client = by_password(person)
    client.post(CODE, {"code": newest_code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": INDEX})

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(HOME).url == INDEX
    assert Notice.objects.filter(kind="second_factor_removed", person=person).count() == 1


@pytest.mark.parametrize("code", ["\x00", "٤٥٦٤٥٦", "9" * 60_000, "í\xa0\x80", ["1", "2"]])
def test_a_code_that_cannot_be_one_is_refused_in_plain_words(code):
    client = by_password(with_app())

    assert client.post(CODE, {"code": code}).status_code in (200, 400)
    assert "_auth_user_id" not in client.session


NO_CREDENTIALS = ['{"id": 1}', "[]", "null", "x", "[[1]]", '{"id": "a", "response": {}}', "\x00"]


@pytest.mark.parametrize("credential", NO_CREDENTIALS)
def test_a_passkey_that_cannot_be_one_is_refused_in_plain_words(credential):
    waiting, client = by_password(with_app()), by_password(PersonFactory())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    sent = {"credential": credential, "name": "Key"}
    add, again = reverse("mfa_add_webauthn"), reverse("mfa_reauthenticate_webauthn")
    assert client.get(add).status_code == 200

    answers = [waiting.post(CODE, sent), client.post(add, sent), client.post(again, sent)]

    assert {answer.status_code for answer in answers} <= {200, 302, 400}
    assert "_auth_user_id" not in waiting.session
    assert not Authenticator.objects.filter(type="webauthn").exists()
