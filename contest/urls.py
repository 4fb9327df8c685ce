"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from contest.complaints.public.pages import ComplaintPage, ResultsPage
from contest.public import results_views
from contest.publication.pages import PublicationPage
from contest.results.pages import FederalStagePage
from contest.video.public import pages, tus

app_name = "contest"

_VIDEO = "track/<str:token>/video/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("contests/feed.xml", results_views.feed, name="results-feed"),
    path("contests/<slug:slug>/results.pdf", results_views.extract, name="results-extract"),
    path("contests/<slug:slug>/results.json", results_views.snapshot, name="results-snapshot"),
    path("track/<str:token>/federal-stage/", FederalStagePage.as_view(), name="federal-stage"),
    path("track/<str:token>/publication/", PublicationPage.as_view(), name="publication"),
    path(_VIDEO, pages.VideoPage.as_view(), name="video"),
    path(f"{_VIDEO}<int:number>/", pages.ContentView.as_view(), name="video-content"),
    path(f"{_VIDEO}uploads/", tus.UploadsView.as_view(), name="video-uploads"),
    path(f"{_VIDEO}uploads/<uuid:upload>/", tus.UploadView.as_view(), name="video-upload"),
    path("track/<str:token>/results/", ResultsPage.as_view(), name="results"),
    path("track/<str:token>/complaint/", ComplaintPage.as_view(), name="complaint"),
]
