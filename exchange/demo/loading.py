"""Puts the demonstration into the database, in one transaction: all of it or nothing."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from exchange.demo.asking import ask_others
from exchange.demo.auditing import begin_audits
from exchange.demo.lines import as_json, life_lines, organisation_lines
from exchange.demo.lives import Life, live
from exchange.demo.meeting_drafts import begin_meetings
from exchange.demo.plan_rows import PlanOfOne, store_plans
from exchange.demo.recruiting import NAME, recruit
from exchange.demo.rows import Rows, Store
from exchange.demo.staff import Organisation
from exchange.demo.tagging import tag_pieces
from exchange.demo.telling import Telling, Version
from exchange.importing import run_import
from exchange.importing.pipeline import wait_for_other_imports
from people import audit
from people.models import Organisation as StoredOrganisation
from people.models import Person, Reading
from policy.rulebook import Rulebook
from supervision.models import PLR, Rearrangement, Record, SelfAssessment

PEOPLE_AT_A_TIME = 100
PLR_FIELDS = (
    "starts_at", "place", "created_at", "self_assessment_shared_at", "finalised_at",
    "cancelled_at", "answer", "answered_at", "disagreement_with", "disagreement_settled_at",
)  # fmt: skip
# What the import made of these from its few keys is written again with all that they hold.
WRITTEN_AGAIN: tuple[type[Model], ...] = (SelfAssessment, Record, Version)
ADDED: tuple[type[Model], ...] = (Rearrangement, Reading)

Progress = Callable[[str, int, int], None]


class Refused(Exception):
    """Why the demonstration is not loaded here, in a sentence."""


@dataclass
class Loaded:
    people: int = 0
    plrs: Counter[str] = field(default_factory=Counter)


def quietly(step: str, done: int, total: int) -> None:
    """Nobody watches."""


def is_loaded(*, db: str) -> bool:
    return StoredOrganisation.objects.using(db).filter(name=NAME).exists()


def is_somebody_elses(*, db: str) -> bool:
    return not is_loaded(db=db) and Person.objects.using(db).exists()


def load(
    *,
    people: int,
    years: int,
    seed: int,
    now: datetime,
    book: Rulebook,
    db: str,
    on_progress: Progress = quietly,
) -> Loaded:
    """Raises Refused where people are already: others, or those of another load."""
    organisation = recruit(people=people, years=years, seed=seed, today=timezone.localdate(now))
    with transaction.atomic(using=db), tempfile.TemporaryFile() as file:
        wait_for_other_imports(db)
        if Person.objects.using(db).exists():
            raise Refused("The database holds an organisation already, so nothing is loaded.")
        loaded = write_lines(file, organisation, book, on_progress)
        import_lines(file, db=db, book=book, now=now, on_progress=on_progress)
        write_contents(organisation, book, now=now, db=db, on_progress=on_progress)
        begin_audits(seed=seed, book=book, now=now, db=db)
        begin_meetings(seed=seed, now=now, db=db)
        ask_others(seed=seed, now=now, db=db)
        tag_pieces(today=timezone.localdate(now), db=db)
        invite_all(now=now, db=db)
        stored = StoredOrganisation.objects.using(db).get()
        audit.record("demonstration_loaded", stored, by=None, using=db, people=people, seed=seed)
    return loaded


def write_lines(
    file: BinaryIO, organisation: Organisation, book: Rulebook, on_progress: Progress
) -> Loaded:
    loaded = Loaded()
    for line in organisation_lines(organisation):
        file.write(as_json(line))
    for life in lives_of(organisation, book):
        loaded.people += 1
        loaded.plrs.update(review.state for review in life.reviews)
        file.writelines(as_json(line) for line in life_lines(life))
        on_progress("Making up", loaded.people, len(organisation.members))
    return loaded


def lives_of(organisation: Organisation, book: Rulebook) -> Iterator[Life]:
    return (live(member, organisation, book) for member in organisation.members)


def import_lines(
    file: BinaryIO, *, db: str, book: Rulebook, now: datetime, on_progress: Progress
) -> None:
    size = file.tell()
    report = run_import(
        file,
        db=db,
        book=book,
        now=now,
        dry_run=False,
        on_progress=lambda step, done: on_progress(step, done, size),
    )
    if report.problems:
        raise AssertionError(f"the import refuses the demonstration: {report.problems[:5]}")


def write_contents(
    organisation: Organisation, book: Rulebook, *, now: datetime, db: str, on_progress: Progress
) -> None:
    ids = dict(Person.objects.using(db).values_list("staff_number", "pk"))
    store, done = Store(db, ids), 0
    for lives in in_lots(lives_of(organisation, book), PEOPLE_AT_A_TIME):
        store_contents(lives, organisation, book, store, now)
        done += len(lives)
        on_progress("Writing", done, len(organisation.members))


def store_contents(
    lives: Sequence[Life],
    organisation: Organisation,
    book: Rulebook,
    store: Store,
    now: datetime,
) -> None:
    """Over what the import has made of the same lives."""
    reportees = [store.ids[life.member.staff_number] for life in lives]
    plrs = list(PLR.objects.using(store.db).filter(reportee__in=reportees))
    stored = {(plr.reportee_id, plr.day_of_meeting, plr.state): plr for plr in plrs}
    told = [Telling(life, organisation, book, store.ids, stored, now) for life in lives]
    keys = store_plans(
        (PlanOfOne(one.life.member.staff_number, one.steps, one.plr) for one in told), store
    )
    rows = Rows()
    for one in told:
        one.action_keys = keys
        one.tell(rows)
    store.update(PLR, rows[PLR], PLR_FIELDS)
    for model in WRITTEN_AGAIN:
        store.clear(model, [plr.pk for plr in plrs])
    for model in (*WRITTEN_AGAIN, *ADDED):
        store.copy(model, rows[model])


def in_lots(lives: Iterable[Life], size: int) -> Iterator[list[Life]]:
    lot: list[Life] = []
    for life in lives:
        lot.append(life)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot


def invite_all(*, now: datetime, db: str) -> None:
    """So that one can sign in as each of them, and nobody with a password."""
    Person.objects.using(db).update(invited_at=now, password=make_password(None))
