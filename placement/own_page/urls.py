"""Addresses under the links of graduates and of those who represent them.

Under /track/: everything there is private, unstored and closed to robots.
"""

from django.urls import URLPattern, path

from .address import AddressPage
from .base import PERSON, REPRESENTATIVE, OwnPage
from .case import TellPage
from .consents import PaperPage, SignPage, WithdrawPage
from .leading import LeaderPhotoPage
from .mentors import RecommendationsPage
from .referrals import CallOffPage
from .resumes import AnswerPage, PicturePage
from .views import ConfirmPage, HomePage


def graduate_only(page: type[OwnPage], name: str, tail: str = "") -> URLPattern:
    """A page that only the graduate has: ``graduate_<name>``."""
    return path(f"track/graduates/<str:token>/{tail}", page.as_view(), name=f"{PERSON}_{name}")


def for_both(page: type[OwnPage], name: str, tail: str = "") -> list[URLPattern]:
    """The same page under either link: ``graduate_<name>`` and ``representative_<name>``."""
    theirs = path(
        f"track/representatives/<str:token>/{tail}",
        page.as_view(whose=REPRESENTATIVE),
        name=f"{REPRESENTATIVE}_{name}",
    )
    return [graduate_only(page, name, tail), theirs]


urlpatterns = [
    *for_both(HomePage, "page"),
    *for_both(ConfirmPage, "confirm", "confirm/"),
    graduate_only(AddressPage, "address", "address/"),
    *for_both(LeaderPhotoPage, "leader_photo", "specialist.jpg"),
    *for_both(TellPage, "tell", "tell/"),
    *for_both(SignPage, "consent", "consents/<int:grant>/"),
    *for_both(PaperPage, "consent_paper", "consents/<int:grant>/paper.pdf"),
    *for_both(RecommendationsPage, "recommendations", "recommendations/"),
    *for_both(AnswerPage, "resume", "resumes/<int:resume>/"),
    *for_both(PicturePage, "resume_photo", "resumes/<int:resume>/photo.jpg"),
    *for_both(WithdrawPage, "consent_withdraw", "consents/<int:grant>/withdraw/"),
    *for_both(CallOffPage, "referral", "referrals/<int:number>/"),
]
