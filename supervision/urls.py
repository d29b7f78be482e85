from django.urls import include, path

from supervision.views import (
    amend,
    develop,
    finished,
    home,
    plan,
    prepare,
    record,
    self_assessment,
    self_regulation,
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

urlpatterns = [
    path("my-plr/", home.mine, name="mine"),
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
    path("people/<int:pk>/self-regulation/", include(of_self_regulation)),
    path("actions/<int:pk>/", develop.action_page, name="action"),
    path("actions/<int:pk>/close/", develop.close, name="close_action"),
    path("plrs/<int:pk>/", include(of_one_plr)),
]
