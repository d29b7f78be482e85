from django.urls import include, path, register_converter

from qai.views import amend, begin, home, part, read, self_regulation, themes, write
from qai.views.finding import KindConverter

app_name = "qai"
register_converter(KindConverter, "piece_kind")

of_one_piece = [
    path("", read.read, name="piece"),
    path("facts/", begin.facts, name="facts"),
    path("write/", write.write, name="write"),
    path("draft/", write.save, name="write_draft"),
    path("check/", write.check, name="check"),
    path("delete/", write.drop, name="drop"),
    path("history/", read.history, name="history"),
    path("seen/", read.acknowledge, name="acknowledge"),
    path("amendment/", amend.write, name="amend"),
    path("amendment/begin/", amend.begin, name="amend_begin"),
    path("amendment/draft/", amend.save, name="amend_draft"),
    path("amendment/drop/", amend.drop, name="amend_drop"),
]

urlpatterns = [
    path("audits/", home.home, name="home"),
    path("audits/people/", home.choose, name="choose"),
    path("audits/shares/", home.shares, name="shares"),
    path("audits/<int:pk>/part/", part.write, name="part"),
    path("audits/<int:pk>/part/draft/", part.save, name="part_draft"),
    path("themes/", themes.trend, name="themes"),
    path("themes/list/", themes.kept, name="themes_kept"),
    path("themes/<int:pk>/rename/", themes.rename, name="theme_rename"),
    path("themes/<int:pk>/retire/", themes.retire, name="theme_retire"),
    path("themes/<int:pk>/restore/", themes.restore, name="theme_restore"),
    path("self-regulation/", self_regulation.overview, name="self_regulation"),
    path("people/<int:pk>/audits/", home.of_one_person, name="of_person"),
    path("people/<int:pk>/<piece_kind:kind>/begin/", begin.begin, name="begin"),
    path("<piece_kind:kind>/<int:pk>/", include(of_one_piece)),
]
