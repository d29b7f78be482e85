from django.urls import path

from compliance.views import dashboard, person, policy

app_name = "compliance"
urlpatterns = [
    path("compliance/", dashboard.whole, name="whole"),
    path("compliance/team/", dashboard.team, name="team"),
    path("compliance/units/<int:pk>/", dashboard.unit, name="unit"),
    path("people/<int:pk>/standing/", person.standing, name="standing"),
    path("policy/", policy.policy, name="policy"),
]
