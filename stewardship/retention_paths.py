"""Addresses of retention, disposal and legal holds."""

from django.urls import path

from stewardship.views import retention, retention_holds, retention_lists

paths = [
    path("how-long/", retention.kept, name="kept"),
    path("retention/", retention.home, name="retention"),
    path("retention/kinds/<slug:kind>/", retention.kind, name="retention_kind"),
    path("retention/kinds/<slug:kind>/ask/", retention.ask, name="retention_ask"),
    path("retention/kinds/<slug:kind>/confirm/", retention.confirm, name="retention_confirm"),
    path("retention/kinds/<slug:kind>/off/", retention.switch_off, name="retention_off"),
    path("retention/kinds/<slug:kind>/propose/", retention.propose, name="disposal_propose"),
    path("retention/lists/<int:pk>/", retention_lists.one, name="disposal"),
    path("retention/lists/<int:pk>/confirm/", retention_lists.confirm, name="disposal_confirm"),
    path("retention/lists/<int:pk>/withdraw/", retention_lists.withdraw, name="disposal_withdraw"),
    path("retention/history/", retention_lists.history, name="disposals"),
    path("retention/history/<slug:kind>/", retention_lists.sheet, name="disposals_sheet"),
    path("holds/", retention_holds.home, name="holds"),
    path("holds/of/<int:pk>/", retention_holds.hold_person, name="hold_person"),
    path("holds/<int:pk>/", retention_holds.one, name="hold"),
    path("holds/<int:pk>/end/", retention_holds.end, name="hold_end"),
]
