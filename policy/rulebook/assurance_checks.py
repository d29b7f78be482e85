"""Whether the programmes of assurance fit the rest of the rulebook."""

import re

from policy.rulebook.assurance import Form, Programme
from policy.rulebook.book import Rulebook
from policy.rulebook.places import Place, known

NAME = re.compile(r"[a-z][a-z_]*")
LONGEST_KEY = 30
# What the system itself gives as a reason when a sample cannot go on.
GIVEN_BY_SYSTEM = ("left_post", "left", "line_manager", "run_out")
SCORES = 3


def check_assurance(book: Rulebook, place: Place) -> None:
    """Raises RulebookError for the first disagreement."""
    rules = book.assurance
    known(rules.keepers, book.choices.grant_kinds, place / "keepers", "grant")
    known(GIVEN_BY_SYSTEM, rules.reasons, place / "reasons", "reason that is given")
    if len(rules.scores) != SCORES:
        raise (place / "scores").error("are not three words", "Say what 0, 1 and 2 mean")
    for name in ("same_person_months", "least_months", "grant_days"):
        if getattr(rules, name) < 1:
            raise (place / name).error("is too little", "Write 1 or more")
    for key, programme in rules.programmes.items():
        _programme(programme, book, place / "programmes" / key)
    for key, form in rules.forms.items():
        _form(form, place / "forms" / key)


def _programme(programme: Programme, book: Rulebook, place: Place) -> None:
    known(programme.roles, book.roles, place / "roles", "role")
    grants = book.choices.grant_kinds
    known(programme.permissions, grants, place / "permissions", "grant")
    if len(programme.key) > LONGEST_KEY:
        raise place.error("is too long a key", "Use a shorter word")
    if programme.second_marker:
        known([programme.second_marker], grants, place / "second_marker", "grant")
    if programme.form:
        known([programme.form], book.assurance.forms, place / "form", "form")
    if programme.of in ("plr", "audit") and not programme.form:
        raise place.error("has no form", "Name one with form = ...")
    if programme.owed_by == "person" and not (programme.roles or programme.permissions):
        raise place.error("is owed by nobody", "Name roles or permissions")


def _form(form: Form, place: Place) -> None:
    seen: set[str] = set()
    for number, question in enumerate(form.questions, start=1):
        here = place / "questions" / number / "key"
        if not NAME.fullmatch(question.key):
            raise here.error(f"{question.key!r} is no name", "Use a to z and _ alone")
        if question.key in seen:
            raise here.error("is given twice", "Give each question its own key")
        seen.add(question.key)
