from django.urls import include, path

from supervision.views import (
    amend,
    develop,
    feedback,
    feedback_answering,
    finished,
    hand_over,
    home,
    meeting_amend,
    meeting_begin,
    meeting_write,
    meetings,
    plan,
    prepare,
    record,
    self_assessment,
    self_regulation,
    supporting,
    year,
)

app_name = "supervision"

of_one_plr = [
    path("", plan.plr_page, name="plr"),
    path("move/", plan.move, name="move"),
    path("cancel/", plan.cancel, name="cancel"),
    path("self-assessment/", self_assessment.write, name="self_assessment"),
    path("self-assessment/draft/", self_assessment.save, name="self_assessment_draft"),
    path("self-assessment/preview/", self_assessment.preview, name="self_assessment_preview"),
    path("self-assessment/shared/", self_assessment.read, name="self_assessment_read"),
    path("self-assessment/take-back/", self_assessment.take_back, name="self_assessment_take_back"),
    path("feedback/", feedback.of_plr, name="feedback_of_plr"),
    path("feedback/ask/", feedback.ask, name="feedback_ask"),
    path("feedback/contribution/", feedback.ask_supervisors, name="contribution_ask"),
    path("prepare/", prepare.prepare, name="prepare"),
    path("pins/", prepare.pin, name="pin"),
    path("record/begin/", record.begin, name="record_begin"),
    path("record/", record.write, name="record"),
    path("record/draft/", record.save, name="record_draft"),
    path("record/check/", record.check, name="record_check"),
    path("finished/", finished.read, name="finished"),
    path("finished/record.pdf", finished.pdf, name="finished_pdf"),
    path("finished/history/", finished.history, name="history"),
    path("answer/", finished.answer, name="answer"),
    path("disagreement/", finished.settle, name="settle"),
    path("amendment/", amend.write, name="amend"),
    path("amendment/begin/", amend.begin, name="amend_begin"),
    path("amendment/draft/", amend.save, name="amend_draft"),
    path("amendment/drop/", amend.drop, name="amend_drop"),
]

of_self_regulation = [
    path("", self_regulation.page, name="self_regulation"),
    path("decide/", self_regulation.decide, name="self_regulation_decide"),
    path("<int:decision_pk>/record/", self_regulation.record, name="self_regulation_record"),
]

of_one_meeting = [
    path("", meetings.read, name="meeting"),
    path("history/", meetings.history, name="meeting_history"),
    path("come-back/", meetings.follow_up, name="meeting_follow_up"),
    path("take-up/", meetings.take_up, name="meeting_take_up"),
    path("amendment/", meeting_amend.write, name="meeting_amend"),
    path("amendment/begin/", meeting_amend.begin, name="meeting_amend_begin"),
    path("amendment/draft/", meeting_amend.save, name="meeting_amend_draft"),
    path("amendment/drop/", meeting_amend.drop, name="meeting_amend_drop"),
]

of_one_meeting_draft = [
    path("", meeting_write.write, name="meeting_write"),
    path("facts/", meeting_begin.facts, name="meeting_facts"),
    path("draft/", meeting_write.save, name="meeting_write_draft"),
    path("check/", meeting_write.check, name="meeting_check"),
    path("delete/", meeting_write.drop, name="meeting_drop"),
]

of_feedback = [
    path("", feedback_answering.asked_of_me, name="feedback"),
    path("asked/<int:pk>/", feedback_answering.answer, name="feedback_answer"),
    path("open/<str:token>/", feedback_answering.open_link, name="feedback_open"),
    path("answer/", feedback_answering.outside, name="feedback_outside"),
    path("thanks/", feedback_answering.thanks, name="feedback_thanks"),
    path("requests/<int:pk>/", feedback.read, name="feedback_request"),
    path("requests/<int:pk>/close/", feedback.close, name="feedback_close"),
    path("answers/<uuid:pk>/enter/", feedback.enter, name="feedback_enter"),
]

urlpatterns = [
    path("my-plr/", home.mine, name="mine"),
    path("my-team/actions/", develop.of_team, name="team_actions"),
    path("my-team/year/", year.plan_year, name="year"),
    path("my-team/year/plrs.ics", year.year_calendar, name="year_calendar"),
    path("people/<int:pk>/interval/", year.interval, name="interval"),
    path("people/<int:pk>/support/", supporting.support, name="support"),
    path("plrs/hand-over/", hand_over.hand_over, name="hand_over"),
    path("plrs/without-a-leader/", hand_over.without_leader, name="without_leader"),
    path("without-a-plr/", home.to_look_at, {"which": "without_plr"}, name="without_plr"),
    path(
        "without-a-line-manager/",
        home.to_look_at,
        {"which": "without_line_manager"},
        name="without_line_manager",
    ),
    path(
        "with-an-unwritten-record/",
        home.to_look_at,
        {"which": "with_unwritten_record"},
        name="with_unwritten_record",
    ),
    path("people/<int:pk>/plan-a-plr/", plan.plan, name="plan"),
    path("people/<int:pk>/development-plan/", develop.plan_of, name="plan_of"),
    path("people/<int:pk>/meetings/", meetings.of_person, name="meetings_of"),
    path("people/<int:pk>/self-regulation/", include(of_self_regulation)),
    path("meetings/", meetings.mine, name="meetings"),
    path("meetings/begin/", meeting_begin.begin, name="meeting_begin"),
    path("meetings/begin-group/", meeting_begin.begin_group, name="meeting_group"),
    path("meetings/<int:pk>/", include(of_one_meeting)),
    path("meetings/drafts/<int:pk>/", include(of_one_meeting_draft)),
    path("actions/<int:pk>/", develop.action_page, name="action"),
    path("actions/<int:pk>/close/", develop.close, name="close_action"),
    path("plrs/<int:pk>/", include(of_one_plr)),
    path("feedback/", include(of_feedback)),
]
