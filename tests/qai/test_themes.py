"""Strengths and learning are tagged: from a list that is kept, and in own words (P22-2.11b)."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent
from qai.actions.themes import TitleTaken, add_theme, rename_theme, retire_theme, tag_piece
from qai.models import Tag, Theme
from qai.queries.themes import collate, offered_to
from tests.access.world import build_people
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory, ObservationFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db


def keeper():
    return PersonFactory(role="corporate", grants=["hr"])


def body(side="strengths", *, own="", themes=()) -> dict:
    chosen = {str(theme.pk): "True" for theme in themes}
    return {"themes": {side: {**chosen, "own": own}}}


def titles(piece) -> list[str]:
    tags = piece.tags.select_related("theme").order_by("pk")
    return [tag.theme.title if tag.theme else tag.words for tag in tags]


def test_hr_adds_a_theme_and_renames_it_and_both_leave_their_line():
    person = keeper()
    theme = add_theme(title="Voice of the child", by=person)

    rename_theme(theme=theme, title="The child’s voice", by=person)

    assert Theme.objects.get().title == "The child’s voice"
    lines = AuditEvent.objects.filter(actor_id=person.pk).order_by("pk")
    assert [line.kind for line in lines] == ["theme_added", "theme_renamed"]


def test_a_title_is_there_once_however_it_is_written():
    person = keeper()
    add_theme(title="Timeliness", by=person)

    with pytest.raises(TitleTaken):
        add_theme(title="TIMELINESS", by=person)


def test_a_retired_theme_is_offered_to_no_new_draft_and_stays_where_it_is():
    person, theme = keeper(), Theme.objects.create(title="Timeliness")

    retire_theme(theme=theme, by=person, today=timezone.localdate())

    assert offered_to({}) == []
    assert offered_to(body(themes=[theme])) == [theme]


def test_only_those_who_keep_the_list_see_it():
    people = build_people()
    url = reverse("qai:themes_kept")

    seen = {
        name for name, person in people.items() if signed_in(person).get(url).status_code == 200
    }

    assert seen == {"hr"}


def test_the_page_adds_and_says_what_is_wrong():
    client, url = signed_in(keeper()), reverse("qai:themes_kept")

    assert "Enter the title" in client.post(url, {"title": " "}).content.decode()
    assert client.post(url, {"title": "Timeliness"}).status_code == 302
    assert "already" in client.post(url, {"title": "timeliness"}).content.decode()
    assert "80 characters" in client.post(url, {"title": "x" * 81}).content.decode()
    assert Theme.objects.count() == 1


def test_nothing_deletes_a_theme_that_was_used():
    theme = Theme.objects.create(title="Timeliness")
    Tag.objects.create(audit=AuditFactory(), side="learning", theme=theme)

    with pytest.raises(ProtectedError):
        theme.delete()


def test_the_tags_of_a_piece_are_those_of_its_body():
    audit, theme = AuditFactory(), Theme.objects.create(title="Timeliness")

    tag_piece(audit, body(themes=[theme], own=" plain words,  Plain Words ,, court skills"))
    assert titles(audit) == ["Timeliness", "Plain Words", "court skills"]

    tag_piece(audit, body("learning", own="timeliness"))
    assert [(tag.side, tag.theme) for tag in audit.tags.all()] == [("learning", theme)]


def test_a_theme_that_never_was_is_no_tag():
    observation = ObservationFactory()

    tag_piece(observation, {"themes": {"strengths": {"999": "True", "x": "True"}}})

    assert titles(observation) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"words": "both", "listed": True},
        {"words": "no piece", "audit": None},
        {"words": "two pieces", "seen": True},
    ],
)
def test_the_database_refuses_a_tag_that_makes_no_sense(wrong):
    fields = {"audit": AuditFactory(), "side": "learning", "words": wrong["words"]}
    if "audit" in wrong:
        fields["audit"] = None
    if "listed" in wrong:
        fields["theme"] = Theme.objects.create(title="Timeliness")
    if "seen" in wrong:
        fields["observation"] = ObservationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(**fields)


def test_a_tag_is_for_those_who_may_read_the_findings():
    people = build_people()
    audit = AuditFactory(person=people["reportee"], auditor=people["practice_supervisor"])
    Tag.objects.create(audit=audit, side="learning", words="Court skills")

    seen = {name for name, one in people.items() if Tag.objects.visible_to(anew(one)).exists()}

    assert seen == {"reportee", "manager", "practice_supervisor"}


@pytest.mark.requirement("P22-2.11b")
def test_themes_of_several_pieces_are_counted_however_they_are_written():
    def learned(*titles: str) -> list[dict[str, str]]:
        return [{"side": "learning", "title": title} for title in titles]

    found = collate(
        [
            ("audit-1", learned("Timeliness", "Court skills")),
            ("audit-2", learned("Timeliness", "Court skills")),
            ("observation-1", learned("court skills")),
            ("audit-3", []),
        ]
    )

    assert [(line.title, line.number) for line in found.learning] == [
        ("Court skills", 3),
        ("Timeliness", 2),
    ]
    assert found.learning[1].pieces == ("audit-1", "audit-2")
    assert (found.strengths, found.pieces, found.untagged) == ([], 4, 1)
