from django.urls import include, path

from assurance.views import home, keeping, mark, programmes, reports, result

app_name = "assurance"

of_one_draw = [
    path("", home.draw, name="draw"),
    path("draw.json", home.draw_data, name="draw_data"),
    path("hand-back/", home.hand_back, name="hand_back"),
    path("mark/", mark.mark, name="mark"),
    path("mark/draft/", mark.save, name="mark_draft"),
    path("check/", mark.check, name="check"),
    path("result/", result.result, name="result"),
    path("answer/", result.answer, name="answer"),
    path("close/", keeping.close_calibration, name="close_calibration"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("how-a-draw-works/", keeping.how, name="how"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:part>/<slug:kind>/", reports.sheet, name="sheet"),
    path("reviews/", keeping.reviews, name="reviews"),
    path("reviews/plan/", keeping.plan_review, name="plan_review"),
    path("reviews/<int:pk>/", keeping.review, name="review"),
    path("cases/", keeping.cases, name="cases"),
    path("calibrations/", keeping.calibrate, name="calibrate"),
    path("samples/<int:pk>/", include(of_one_draw)),
]
