from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("messages/", views.told, name="told"),
    path("messages/by-email/", views.by_email, name="by_email"),
    path("messages/not-confirmed/", views.not_confirmed, name="not_confirmed"),
    path("messages/not-confirmed/<int:pk>/", views.send_again, name="send_again"),
    path(
        "messages/not-confirmed/outside/<int:pk>/",
        views.send_outside_again,
        name="send_outside_again",
    ),
    path("my-calendar/", views.my_calendar, name="calendar"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
