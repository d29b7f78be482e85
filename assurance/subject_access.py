"""What this room keeps about a person: records of theirs that were drawn, and what was found."""

from collections.abc import Iterator

from assurance.models import (
    Answer,
    CaseList,
    Draw,
    DrawnFrom,
    Marking,
    MarkingContent,
    Review,
    ReviewFindings,
    Seed,
)
from drafts.kept import written
from people.kept import Entry, Kind, Text, facts_of, plain, texts_in
from people.models import Person
from policy.subject_access import Look

DRAW = ("programme", "period_start", "of", "record", "drawn_at", "sampler", "sent_on")
HANDED_BACK = ("handed_back_at", "handed_back_reason")


def draws(person: Person) -> Iterator[Entry]:
    for draw in Draw.objects.filter(about=person).select_related("sampler"):
        yield Entry({"number": draw.pk, **facts_of(draw, *DRAW, *HANDED_BACK)})


def markings(person: Person) -> Iterator[Entry]:
    """What was found is about the record and was never shown to the person: all is looked at."""
    found = Marking.objects.filter(draw__about=person).select_related("marker", "content")
    for marking in found:
        facts, texts = written(marking.content.body, look=Look.ALWAYS, by=marking.marker.name)
        dates = facts_of(marking, "sent_at", "withdrawn_at")
        yield Entry({"draw": marking.draw_id, **dates, **facts}, texts, ("marking", marking.pk))


def answers(person: Person) -> Iterator[Entry]:
    found = Answer.objects.filter(draw__about=person).select_related("draw__answerable")
    for answer in found:
        by = answer.draw.answerable.name if answer.draw.answerable else ""
        _, agreed = written({"actions": answer.actions}, look=Look.ALWAYS, by=by)
        texts = (*texts_in(Text("answer", answer.text, Look.ALWAYS, by)), *agreed)
        yield Entry({"draw": answer.pk, **facts_of(answer, "at")}, texts, ("answer", answer.pk))


def cases(person: Person) -> Iterator[Entry]:
    """Of each list the lines that name the person, by staff number."""
    for programme, start, at, own in CaseList.objects.naming(person):
        quarter = {"programme": programme, "period_start": plain(start), "at": plain(at)}
        yield Entry({**quarter, "cases": own})


KINDS = (
    Kind(
        "draws",
        "Records of yours that were drawn",
        draws,
        (Draw, DrawnFrom),
        ("assurance.Draw.about",),
    ),
    Kind("markings", "What was found in them", markings, (Marking, MarkingContent)),
    Kind("answers", "What was answered to that", answers, (Answer,)),
    Kind("cases", "Case files of yours on lists to draw from", cases, (CaseList,)),
)
COUNTED = {
    "assurance.Draw.sampler": "Records that were drawn for you to check",
    "assurance.Draw.answerable": "Records that you made and that were checked",
    "assurance.Marking.marker": "Records of others that you marked",
    "assurance.Review.reviewers": "Reviews that you took part in",
}
NAMED = "Who did it stands with what it is about."
LEFT_OUT = {
    Seed._meta.label: "It is secret until it is used; then it stands with the draw.",
    "assurance.Seed.person": "It is secret until it is used; then it stands with the draw.",
    ReviewFindings._meta.label: "They are about a part of the organisation and name nobody.",
    Review._meta.label: "It is about a part of the organisation and names nobody else.",
    "assurance.Review.commissioned_by": NAMED,
    "assurance.CaseList.by": NAMED,
    "assurance.Draw.handed_back_by": NAMED,
}
