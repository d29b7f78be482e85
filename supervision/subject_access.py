"""What this room keeps about a person: PLRs, meetings, feedback, and what was agreed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from drafts.kept import written
from people.kept import Entry, Kind, Text, changed_by, facts_of, plain, texts_in
from people.models import Person
from policy.subject_access import Look
from supervision import kept_plrs
from supervision.models import (
    AgreedInterval,
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackLink,
    FeedbackQuestion,
    FeedbackRequest,
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingAmendment,
    MeetingDraft,
    SupportNeed,
)

MEETING = ("held_on", "kind", "way", "recorded_by", "finalised_on", "attended")
REQUEST = ("asked_by", "contributor", "named", "created_at", "closes_on", "closed_on")
INTERVAL = ("number", "unit", "agreed_at", "by")
SUPPORT = ("began_at", "begun_by", "ended_at", "ended_by")


def meetings(person: Person) -> Iterator[Entry]:
    """One that is not on record was not shown to the person: the whole of it is looked at."""
    for meeting in person.general_meetings.select_related("recorded_by", "content"):
        content: Any = getattr(meeting, "content", None)
        look = Look.IF_NAMED if meeting.is_final else Look.ALWAYS
        facts, texts = meeting_contents(content, look, meeting.recorded_by.name)
        record = ("generalmeetingcontent", meeting.pk) if content else None
        dates = facts_of(meeting, *MEETING, "follow_up_on", "followed_up_on")
        yield Entry({"number": meeting.pk, **dates, **facts}, texts, record)


def meeting_contents(content: Any, look: Look, by: str) -> tuple[dict, tuple[Text, ...]]:
    if content is None:
        return {}, ()
    facts, texts = written(content.body, look=look, by=by)
    return facts, (*texts, *texts_in(Text("summary", content.summary, look, by)))


def meeting_versions(person: Person) -> Iterator[Entry]:
    rows = GeneralMeetingContent.history.filter(meeting__person=person)
    for row in rows.select_related("meeting__recorded_by", "history_user"):
        by = row.meeting.recorded_by.name
        facts, texts = meeting_contents(row, Look.IF_NAMED, by)
        reason = texts_in(Text("reason", row.history_change_reason or "", Look.IF_NAMED, by))
        at = {"meeting": row.meeting_id, "changed_at": plain(row.history_date), **changed_by(row)}
        record = ("generalmeetingcontent", row.meeting_id)
        yield Entry({**at, **facts}, (*texts, *reason), record)


def meeting_amendments(person: Person) -> Iterator[Entry]:
    found = MeetingAmendment.objects.filter(meeting__person=person)
    for one in found.select_related("meeting__recorded_by"):
        facts, texts = written(one.body, look=Look.ALWAYS, by=one.meeting.recorded_by.name)
        at = {"meeting": one.pk, **facts_of(one.meeting, "held_on")}
        yield Entry({**at, **facts}, texts, ("meetingamendment", one.pk))


def meeting_drafts(person: Person) -> Iterator[Entry]:
    """Of a group what is for everybody and what is about the person; nothing of the others."""
    own = Q(person=person) | Q(pk__in=MeetingDraft.objects.filter(participants=person).values("pk"))
    for draft in MeetingDraft.objects.filter(own).open().select_related("by", "person"):
        body = {
            **draft.body,
            "people": draft.body.get("people", {}).get(str(person.pk), {}),
            "actions": [
                row
                for row in draft.body.get("actions", [])
                if not draft.is_group or row.get("owner") == str(person.pk)
            ],
        }
        facts, texts = written(body, look=Look.ALWAYS, by=draft.by.name)
        about = facts_of(draft, "held_on", "kind", "way", "by")
        yield Entry({**about, **facts}, texts, ("meetingdraft", draft.pk))


def feedback(person: Person) -> Iterator[Entry]:
    """Answers that nobody may read yet stay closed; unnamed ones lead to nobody."""
    found = FeedbackRequest.objects.filter(plr__reportee=person)
    answers: dict[int, list[FeedbackAnswer]] = {}
    readable = FeedbackAnswer.objects.readable().filter(request__plr__reportee=person)
    for answer in readable.select_related("invitation__person").order_by("id"):
        answers.setdefault(answer.request_id, []).append(answer)
    related = found.select_related("asked_by", "contributor", "question")
    for request in related.prefetch_related("invitations__person"):
        given = answers.get(request.pk, [])
        texts = texts_in(question_of(request, person), *(answer_text(one) for one in given))
        facts = facts_of(request, *REQUEST)
        if request.asked_by_id == person.pk:
            facts["asked"] = sorted(one.asked_name for one in request.invitations.all())
        yield Entry({"plr": request.plr_id, **facts}, texts, ("feedbackanswer", request.pk))


def question_of(request: FeedbackRequest, person: Person) -> Text:
    question = getattr(request, "question", None)
    look = Look.OWN if request.asked_by_id == person.pk else Look.ALWAYS
    by = request.asked_by.name if request.asked_by else ""
    return Text("question", question.text if question else "", look, by)


def answer_text(answer: FeedbackAnswer) -> Text:
    by = answer.invitation.asked_name if answer.named and answer.invitation else ""
    return Text("answer", answer.text, Look.ALWAYS, by)


def intervals(person: Person) -> Iterator[Entry]:
    for one in AgreedInterval.objects.filter(person=person).select_related("by"):
        texts = texts_in(Text("reason", one.reason, Look.IF_NAMED, one.by.name))
        yield Entry(facts_of(one, *INTERVAL), texts, ("agreedinterval", one.pk))


def support(person: Person) -> Iterator[Entry]:
    for one in SupportNeed.objects.filter(person=person).select_related("begun_by", "ended_by"):
        ended_by = one.ended_by.name if one.ended_by else ""
        texts = texts_in(
            Text("reason", one.reason, Look.IF_NAMED, one.begun_by.name),
            Text("why_ended", one.why_ended, Look.IF_NAMED, ended_by),
        )
        yield Entry(facts_of(one, *SUPPORT), texts, ("supportneed", one.pk))


KINDS = (
    *kept_plrs.KINDS,
    Kind(
        "meetings",
        "Your general meetings",
        meetings,
        (GeneralMeeting, GeneralMeetingContent),
        ("supervision.GeneralMeeting.person",),
    ),
    Kind(
        "meetings_before",
        "Your general meetings: their versions",
        meeting_versions,
        (GeneralMeetingContent.history.model,),
    ),
    Kind(
        "meeting_amendments",
        "Changes to meetings that are being written",
        meeting_amendments,
        (MeetingAmendment,),
    ),
    Kind(
        "meeting_drafts",
        "General meetings that are being written",
        meeting_drafts,
        (MeetingDraft,),
        ("supervision.MeetingDraft.person", "supervision.MeetingDraft.participants"),
    ),
    Kind(
        "feedback",
        "Feedback from others about you",
        feedback,
        (FeedbackRequest, FeedbackQuestion, FeedbackAnswer),
    ),
    Kind(
        "intervals",
        "How often you and your line manager meet",
        intervals,
        (AgreedInterval,),
        ("supervision.AgreedInterval.person",),
    ),
    Kind(
        "support",
        "When you needed more support",
        support,
        (SupportNeed,),
        ("supervision.SupportNeed.person",),
    ),
)
COUNTED = {
    "supervision.PLR.led_by": "PLRs that you led",
    "supervision.PLR.joined_by": "PLRs of others that you were to join",
    "supervision.PLR.disagreement_with": "Disagreements of others that you were asked to settle",
    "supervision.Action.owner": "Actions that you have to do, in your plan or that of others",
    "supervision.ActionNote.by": "Notes on actions that you wrote",
    "supervision.GeneralMeeting.recorded_by": "General meetings that you recorded",
    "supervision.MeetingDraft.by": "General meetings that you are writing",
    "supervision.FeedbackRequest.asked_by": "Requests for feedback that you made",
    "supervision.FeedbackRequest.contributor": "Contributions that you were asked for",
    "supervision.FeedbackInvitation.person": "Requests for feedback about others that you got",
}
NAMED = "Who did it stands with what it is about."
LEFT_OUT = {
    FeedbackInvitation._meta.label: "It would show who was asked, and of few who has answered.",
    FeedbackLink._meta.label: "It is the hash of a link that was sent to somebody else.",
    "supervision.Rearrangement.to_person": NAMED,
    "supervision.Rearrangement.by": NAMED,
    "supervision.Pin.by": NAMED,
    "supervision.AgreedInterval.by": NAMED,
    "supervision.SupportNeed.begun_by": NAMED,
    "supervision.SupportNeed.ended_by": NAMED,
}
