"""Three quarters of dip samples, as the nights would have drawn them: done, waiting, late."""

from datetime import date, timedelta
from random import Random

from django.db import transaction

from assurance import actions
from assurance.actions import PlannedAction
from assurance.models import Draw, MarkingContent, Review
from assurance.queries.keeping import case_programme
from assurance.words import form_of
from exchange.demo.days import stream, working_day_before
from exchange.demo.moments import moment
from exchange.demo.pieces import case_reference
from notices.models import Notice
from people.models import Grant, Person, Posting, Unit
from policy.periods import latest, period_of
from policy.rulebook.assurance import Form
from qai.models import Audit, AuditContent

QUARTERS = 3
# Days after the beginning of a quarter on which a night is played: sealed first, then drawn.
NIGHTS = (0, 3, 8, 22, 50)
MONTHS = range(1, 7)
HEADS = ("head_of_practice", "assistant_director")
READ_AFTER = timedelta(days=12)
FEEDBACK = (
    "The record shows two people thinking together. Say more of what followed from the learning.",
    "Clear grades with evidence. The actions would be stronger with a date each.",
    "Wellbeing is taken seriously. The last PLR’s actions are hardly mentioned.",
    "Easy to read, and fair. The self-assessment could be answered more directly.",
)
NOTES = ("A good example is given.", "Mentioned, without what follows.", "Only in passing.")
THEMES = ("Domestic abuse: risk and the child’s voice", "Planning from the first hearing on")
FINDINGS = "Plans are clear. The learning from audits could travel faster between teams."
ANSWER = "Thank you. I will come back to the actions at the start of the next meeting."
ACTION = "Begin each PLR with the actions of the last one"


def is_there() -> bool:
    return Draw.objects.exists()


@transaction.atomic
def keep(today: date) -> None:
    """Nobody is mailed about what is long past; in this quarter some samples still wait."""
    rng = stream(1, "samples")
    audit_areas(today, rng)
    qualify_members()
    for quarter in latest("quarter", today, QUARTERS):
        for day in (quarter.start + timedelta(days=days) for days in NIGHTS):
            if day <= today:
                play_night(day)
                give_cases(day)
        for draw in list(Draw.objects.filter(period_start=quarter.start, of__in=("plr", "audit"))):
            if is_done(draw, today, rng):
                mark(draw, rng, today)
    plan_reviews(today)
    Notice.objects.filter(subject_kind="assurance.draw").update(
        state=Notice.State.SENT, sent_at=moment(today, 7), seen_at=moment(today, 7)
    )


def qualify_members() -> None:
    """Two of the corporate management team were social workers once."""
    members = Person.objects.filter(grants__grant="cmt").order_by("staff_number")
    chosen = list(members.values_list("pk", flat=True)[:2])
    Person.objects.filter(pk__in=chosen).update(social_work_qualified=True)


def audit_areas(today: date, rng: Random) -> None:
    """In most months the head of each area has audited a case file; in some nobody has."""
    for area in Unit.objects.filter(kind="service_area").order_by("code"):
        posts = Posting.objects.current(today).filter(unit=area, role__in=HEADS)
        head = posts.order_by("person__staff_number").first()
        advisers = Posting.objects.current(today).filter(unit__parent=area, case_holding=True)
        chosen = list(advisers.order_by("-person__staff_number")[: len(MONTHS)])
        for month, post in zip(MONTHS, chosen, strict=False):
            day = working_day_before(today, 30 * month + 2)
            if head and rng.random() < 0.8:
                audit_case(post.person, head.person, day, rng)


def audit_case(adviser: Person, head: Person, day: date, rng: Random) -> None:
    """With what was found in an earlier audit of somebody; without a version of its history."""
    audit = Audit.objects.create(
        person=adviser,
        auditor=head,
        completed_on=day,
        discussed_on=day,
        finalised_on=day,
        case_reference=case_reference(rng),
        tool="full",
        source="hop_ad",
    )
    like = AuditContent.objects.filter(grade="good").exclude(strengths="").first()
    texts = {"strengths": like.strengths, "learning": like.learning} if like else {}
    AuditContent.objects.bulk_create([AuditContent(audit=audit, grade="good", **texts)])


def play_night(day: date) -> None:
    actions.draw_all_due(on=day, now=moment(day, 2))
    actions.commit_seeds(on=day)


def give_cases(day: date) -> None:
    """Management information gives a list once a quarter."""
    programme = case_programme(day)
    mis = Person.objects.filter(grants__in=Grant.objects.current(day).filter(grant="mis")).first()
    if programme is None or mis is None:
        return
    posts = Posting.objects.current(day).filter(case_holding=True).order_by("person__staff_number")
    numbers = list(posts.values_list("person__staff_number", flat=True)[:60])
    lines = [(f"C{1000 + place}", number) for place, number in enumerate(numbers)]
    actions.give_cases(programme=programme, lines=lines, by=mis, on=day, now=moment(day, 9))


def is_done(draw: Draw, today: date, rng: Random) -> bool:
    """The first head of practice has one waiting now; of last quarter one in two is late."""
    is_now = draw.period.end >= today
    if draw.programme == "plr_audit" and draw.period.next.end >= today and not is_now:
        return draw.pk % 2 == 0
    first = Draw.objects.filter(programme="plr_sample").order_by("sampler__staff_number").first()
    if is_now and first and draw.sampler_id == first.sampler_id:
        return False
    return rng.random() < (0.4 if is_now else 0.9)


def mark(draw: Draw, rng: Random, today: date) -> None:
    day = min(draw.drawn_at.date() + READ_AFTER, today)
    for marking in draw.markings.select_related("draw__sampler", "draw__answerable", "marker"):
        MarkingContent.objects.filter(pk=marking.pk).update(
            body=body(form_of(draw), rng), version=5, saved_at=moment(day, 15)
        )
        actions.send_marking(marking=marking, version=5, on=day, now=moment(day, 16))
    if rng.random() < 0.6 and draw.answerable:
        planned = [PlannedAction(ACTION, day + timedelta(days=90))]
        answer = {"text": ANSWER, "actions": planned, "by": draw.answerable}
        actions.answer_feedback(draw=draw, now=moment(day + timedelta(days=1), 10), **answer)


def body(form: Form, rng: Random) -> dict:
    keys = [question.key for question in form.questions]
    return {
        "scores": {
            key: rng.choice("1222") if key != "actions_followed_up" else rng.choice("0112")
            for key in keys
        },
        "notes": {key: rng.choice(NOTES) for key in rng.sample(keys, 3)},
        "judgement": rng.choice(list(form.judgements)[:2]),
        "feedback": rng.choice(FEEDBACK),
    }


def plan_reviews(today: date) -> None:
    """Of last year all are finished; of this year a thematic audit and one area are under way."""
    last_year = period_of("year", today).previous
    for year_ago, day in ((True, last_year.start + timedelta(days=200)), (False, today)):
        keep_review("thematic_audit", THEMES[year_ago], None, day, year_ago)
        for number, area in enumerate(Unit.objects.filter(kind="service_area").order_by("code")):
            title = f"Quality review: {area.name}"
            first = day - timedelta(days=30 * number)
            keep_review("area_review", title, area, first, year_ago or number > 0)


def keep_review(programme: str, title: str, area: Unit | None, day: date, done: bool) -> None:
    directors = Posting.objects.current(day).filter(role="operational_director")
    Review.objects.keep(
        None,
        programme=programme,
        title=title,
        area=area,
        commissioned_by=Person.objects.filter(postings__in=directors).first(),
        starts_on=day - timedelta(days=20),
        ends_on=day,
        findings=FINDINGS if done else "",
        finished_on=day if done else None,
    )
