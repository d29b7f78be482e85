"""Addresses of subject access and of break-glass."""

from django.urls import include, path

from stewardship.views import break_glass, copies, review, subject_access

of_one_request = [
    path("", subject_access.one, name="request"),
    path("take/", subject_access.take, name="take"),
    path("withdraw/", subject_access.withdraw, name="withdraw"),
    path("review/", review.review, name="review"),
    path("review/draft/", review.save, name="review_draft"),
    path("release/", review.release, name="release"),
    path("copy.json", copies.data, name="copy_data"),
    path("copy.pdf", copies.paper, name="copy_pdf"),
]

paths = [
    path("about-me/", subject_access.mine, name="mine"),
    path("about-me/ask/", subject_access.ask, name="ask"),
    path("requests/", subject_access.requests, name="requests"),
    path("requests/<int:pk>/", include(of_one_request)),
    path("break-glass/", break_glass.home, name="break_glass"),
    path("break-glass/begin/", break_glass.begin, name="break_glass_begin"),
    path("break-glass/<int:pk>/answer/", break_glass.answer, name="break_glass_answer"),
    path("break-glass/<int:pk>/open/", break_glass.open_now, name="break_glass_open"),
    path("break-glass/<int:pk>/close/", break_glass.close, name="break_glass_close"),
]
