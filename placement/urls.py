"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from home import cache
from placement.own_page.urls import urlpatterns as own_page_patterns
from placement.photos import public as photos
from placement.referrals.answer import AnswerPage as ReferralAnswerPage
from placement.referrals.answer import ResumePaper, ResumePhoto
from placement.requests.journey.request import VacancyRequestJourney
from placement.requests.public import EmployerCodePage
from placement.statistics.public import views as employment_views
from placement.vacancies.answer import AnswerPage
from placement.vacancies.public import views as vacancy_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("vacancies/<int:number>/", vacancy_views.vacancy, name="vacancy"),
    path("vacancies/feed/", cache.public_view(vacancy_views.VacancyFeed()), name="vacancy_feed"),
    path("photos/<int:number>.jpg", photos.picture, name="graduate_photo"),
    # Under /track/: everything there is private, unstored and closed to robots.
    *own_page_patterns,
    path("track/vacancies/<str:token>/", AnswerPage.as_view(), name="vacancy_answer"),
    path("track/referrals/<str:token>/", ReferralAnswerPage.as_view(), name="referral_answer"),
    path("track/referrals/<str:token>/resume.pdf", ResumePaper.as_view(), name="referral_resume"),
    path("track/referrals/<str:token>/photo.jpg", ResumePhoto.as_view(), name="referral_photo"),
    path(
        "track/employers/code/",
        EmployerCodePage.as_view(),
        {"journey": VacancyRequestJourney.code},
        name="employer_code",
    ),
    path(
        "sveden/education/<int:year>.<str:kind>", employment_views.download, name="employment_file"
    ),
    path(
        "sveden/education/charts/<int:year>/<str:name>/<str:scheme>/<str:width>.svg",
        employment_views.chart,
        name="employment_chart",
    ),
]
