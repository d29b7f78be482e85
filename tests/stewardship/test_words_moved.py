"""Words that were typed beside facts move to tables of their own, and on the way back return."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connections

from assurance.models import Draw, DrawnFrom, Review, ReviewFindings, Seed
from people.models import BreakGlass, BreakGlassReason, Person
from stewardship.models import AccessRequest, ComplexityReason

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
DAY = date(2026, 3, 2)
MOVES = [
    import_module(f"{room}.migrations.{name}")
    for room, name in (
        ("people", "0007_reasons_of_openings"),
        ("stewardship", "0005_why_requests_are_complex"),
        ("assurance", "0003_contents_of_draws_and_reviews"),
    )
]
AS_BEFORE = """
alter table people_breakglass add reason text default '', add deferral_reason text default '';
alter table stewardship_accessrequest add complex_because text default '';
alter table assurance_review add findings text default '';
alter table assurance_draw add rule jsonb, add frame jsonb, add left_out jsonb;
"""
BESIDE_FACTS = """
select reason, deferral_reason from people_breakglass
union all select complex_because, findings from stewardship_accessrequest, assurance_review
union all select rule::text || frame, left_out::text from assurance_draw
"""
NOT_MOVED_YET = """
update people_breakglass set asks_deferral = false;
update stewardship_accessrequest set is_complex = false;
delete from people_breakglassreason;
delete from stewardship_complexityreason;
delete from assurance_reviewfindings;
delete from assurance_drawnfrom;
"""


def ask(*statements: str) -> list[tuple]:
    """As the owner, who migrates."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def keep(model, **facts):
    return model.objects.using("owner").bulk_create([model(**facts)])[0]


@pytest.fixture
def written():
    first, second = (
        keep(Person, name=name, email=f"{name}@plr.test", staff_number=name, joined=DAY)
        for name in ("first", "second")
    )
    opening = keep(BreakGlass, reader=first, about=second, asks_deferral=True)
    asked = {"asked_on": DAY, "way": "letter", "recorded_by": first, "is_complex": True}
    request = keep(AccessRequest, person=second, **asked)
    review = keep(Review, title="Voice of the child", starts_on=DAY, ends_on=DAY)
    of = {"programme": "cmt_case", "period_start": DAY}
    seed = keep(Seed, **of, person=first, committed_on=DAY)
    draw = keep(Draw, **of, seed=seed, of="case", record="C1", sampler=first, about=second)
    return [
        opening,
        request,
        keep(BreakGlassReason, opening=opening, text="An inquiry.", deferral="It is secret."),
        keep(ComplexityReason, of=request, text="There is so much."),
        keep(ReviewFindings, review=review, text="Plans are clear."),
        keep(DrawnFrom, draw=draw, rule={"list": 1}, frame=[["", "C1"]], left_out=[["", "C2"]]),
    ]


def stored(rows) -> list[dict]:
    owned = ((type(row).objects.using("owner"), row.pk) for row in rows)
    return [kept.filter(pk=pk).values().get() for kept, pk in owned]


def test_what_was_typed_goes_back_beside_the_facts(written):
    ask(AS_BEFORE, *(move.MOVE_BACK for move in MOVES))

    assert ask(BESIDE_FACTS) == [
        ("An inquiry.", "It is secret."),
        ("There is so much.", "Plans are clear."),
        ('{"list": 1}[["", "C1"]]', '[["", "C2"]]'),
    ]


def test_and_forward_again_to_tables_of_its_own(written):
    before = stored(written)
    ask(AS_BEFORE, *(move.MOVE_BACK for move in MOVES), NOT_MOVED_YET)

    ask(*(move.MOVE for move in MOVES))

    assert stored(written) == before
