from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("my-calendar/", views.my_calendar, name="calendar"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
