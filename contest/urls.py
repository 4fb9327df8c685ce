"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from contest.publication.pages import PublicationPage
from contest.video.public import pages, tus

app_name = "contest"

_VIDEO = "track/<str:token>/video/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("track/<str:token>/publication/", PublicationPage.as_view(), name="publication"),
    path(_VIDEO, pages.VideoPage.as_view(), name="video"),
    path(f"{_VIDEO}<int:number>/", pages.ContentView.as_view(), name="video-content"),
    path(f"{_VIDEO}uploads/", tus.UploadsView.as_view(), name="video-uploads"),
    path(f"{_VIDEO}uploads/<uuid:upload>/", tus.UploadView.as_view(), name="video-upload"),
]
