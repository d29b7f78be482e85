"""Only in a demonstration: the site's urls leave this out everywhere else."""

from django.urls import path

from people.views import demonstration

urlpatterns = [
    path("", demonstration.cast, name="demonstration"),
    path("mail/", demonstration.mail, name="demonstration_mail"),
    path("<int:pk>/sign-in/", demonstration.sign_in, name="demonstration_sign_in"),
]
