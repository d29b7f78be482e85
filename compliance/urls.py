from django.urls import path

from compliance.views import calculations, daily, dashboard, person, policy

app_name = "compliance"
urlpatterns = [
    path("compliance/", dashboard.whole, name="whole"),
    path("compliance/team/", dashboard.team, name="team"),
    path("compliance/units/<int:pk>/", dashboard.unit, name="unit"),
    path("compliance/daily/", daily.daily, name="daily"),
    path("compliance/past-day/", calculations.past_day, name="past_day"),
    path("compliance/worked-out/<int:pk>/", calculations.calculation, name="calculation"),
    path("people/<int:pk>/standing/", person.standing, name="standing"),
    path("policy/", policy.policy, name="policy"),
    path("policy/what-if/", calculations.what_if, name="what_if"),
    path("policy/files/<str:name>", calculations.rule_file, name="rule_file"),
]
