from django.urls import path

from exchange import views

app_name = "exchange"

urlpatterns = [
    path("", views.imports, name="imports"),
    path("<int:pk>/", views.one_import, name="import"),
    path("<int:pk>/apply/", views.apply, name="apply"),
]
