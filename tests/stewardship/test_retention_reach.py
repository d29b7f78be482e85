"""Every foreign key to a person is followed by a disposal, or it is said here why it is not."""

from django.apps import apps

from people.models import Person
from stewardship.disposing.former import THEIRS, TIES
from stewardship.disposing.holdings import HOLDINGS

# Whose record it is, is somebody else: the number stays, the name behind it goes with `person`.
WROTE_OR_TOOK_PART = {
    "assurance.CaseList.by", "assurance.Draw.answerable", "assurance.Draw.handed_back_by",
    "assurance.Draw.sampler", "assurance.Marking.marker", "assurance.Review.commissioned_by",
    "assurance.Seed.person", "exchange.Import.by", "people.PracticeSupervision.supervisor",
    "people.NewAddress.asked_by", "people.BreakGlass.reader", "people.BreakGlass.deferral_by",
    "stewardship.AccessRequest.reviewer", "stewardship.AccessRequest.recorded_by",
    "people.ReadingGrant.reader", "people.ReportingLine.manager", "qai.Audit.auditor",
    "qai.Observation.observer", "qai.SelfRegulationDecision.decided_by",
    "supervision.Action.owner", "supervision.ActionNote.by", "supervision.AgreedInterval.by",
    "supervision.FeedbackInvitation.person", "supervision.FeedbackRequest.asked_by",
    "supervision.FeedbackRequest.contributor", "supervision.GeneralMeeting.recorded_by",
    "supervision.PLR.disagreement_with", "supervision.PLR.joined_by", "supervision.PLR.led_by",
    "supervision.Pin.by", "supervision.Rearrangement.by", "supervision.Rearrangement.to_person",
    "supervision.SupportNeed.begun_by", "supervision.SupportNeed.ended_by",
}  # fmt: skip
# Who agreed to a disposal, and who was held, is what shows that it was right.
SHOWS_THAT_IT_WAS_RIGHT = ("stewardship.Disposal", "stewardship.LegalHold", "stewardship.Retention")


def leads_to_people() -> set[str]:
    fields = {
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is Person and not field.many_to_many
    }
    named = {str(field) for field in fields if "istorical" not in field.model.__name__}
    return {name for name in named if not name.startswith(SHOWS_THAT_IT_WAS_RIGHT)}


def followed() -> set[str]:
    direct = {
        str(one.model._meta.get_field(one.person))
        for held in HOLDINGS.values()
        for one in held
        if "__" not in one.person and one.person != "pk"
    }
    theirs = {str(model._meta.get_field(name)) for model, name in THEIRS}
    return direct | theirs | {str(tie._meta.get_field("person")) for tie in TIES}


def test_every_way_to_a_person_has_an_answer():
    assert leads_to_people() - followed() == WROTE_OR_TOOK_PART
