"""Addresses of official forms (DESIGN §5): other systems and checks rely on them."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import View

from forms_app.engine.forms import StepForm
from forms_app.views import (
    address,
    around,
    confirm,
    ending,
    files,
    finish,
    repeat,
    resume,
    start,
    steps,
    track,
    uploads,
)

app_name = "forms_app"

_step = steps.StepPage.as_view(url_name="forms_app:step", form_list=[("step", StepForm)])
_fixed: dict[str, type[View]] = {
    "check": finish.CheckPage,
    "papers": finish.PapersPage,
    "uploads": uploads.UploadsPage,
    "send": finish.SendPage,
    "done": around.DonePage,
    "saved": around.SavedPage,
    "number": around.NumberPage,
    "discard": around.DiscardPage,
    "confirm": confirm.ConfirmPage,
    "address": address.AddressPage,
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("forms/resume/<str:token>/", resume.ResumePage.as_view(), name="resume"),
    path("forms/repeat/<str:token>/", repeat.RepeatPage.as_view(), name="repeat"),
    path("forms/continue/", resume.ContinuePage.as_view(), name="continue"),
    path("track/", resume.TrackByNumberPage.as_view(), name="track_number"),
    path("track/<str:token>/", track.TrackPage.as_view(), name="track"),
    path("track/<str:token>/correct/", track.CorrectPage.as_view(), name="track_correct"),
    path("track/<str:token>/withdraw/", ending.WithdrawPage.as_view(), name="track_withdraw"),
    path("track/<str:token>/keep/", ending.KeepPage.as_view(), name="track_keep"),
    path("track/<str:token>/confirm/", confirm.ConfirmTrackPage.as_view(), name="track_confirm"),
    path("track/<str:token>/consent/", ending.ConsentPage.as_view(), name="track_consent"),
    path("track/<str:token>/papers/<slug:code>.pdf", track.CopyFile.as_view(), name="track_paper"),
    path("forms/<slug:journey>/", start.StartPage.as_view(), name="start"),
    *[
        path(f"forms/<slug:journey>/{code}/", page.as_view(), name=code)
        for code, page in _fixed.items()
    ],
    path("forms/<slug:journey>/papers/<slug:code>.pdf", files.PaperFile.as_view(), name="paper"),
    path(
        "forms/<slug:journey>/uploads/<int:upload>/",
        files.UploadFile.as_view(),
        name="upload_file",
    ),
    path(
        "forms/<slug:journey>/uploads/<int:upload>/thumbnail/",
        files.UploadThumbnail.as_view(),
        name="upload_thumbnail",
    ),
    path("forms/<slug:journey>/<slug:step>/", _step, name="step"),
]
