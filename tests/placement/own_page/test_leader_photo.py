"""«Кто вам помогает»: the specialist's own picture, made anew, or nothing (P-2.2b)."""

import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.users.models import UserProfile

from placement.graduates.links import page_url
from tests.placement.graduates.factories import GraduateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]


@pytest.fixture
def graduate(specialist):
    return GraduateFactory(responsible=specialist)


@pytest.fixture
def avatar(specialist, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    exif = Image.Exif()
    exif[0x010F] = "TELEPHONE-MAKER"
    out = io.BytesIO()
    Image.new("RGB", (900, 900), "olive").save(out, "JPEG", exif=exif)
    profile = UserProfile.get_for_user(specialist)
    profile.avatar.save("me.jpg", ContentFile(out.getvalue()))
    return profile.avatar


def test_the_picture_of_who_leads_stands_beside_the_name(graduate, specialist, avatar):
    page = Client().get(page_url(graduate)).content.decode()
    assert f'alt="Фотография: {specialist.full_name}"' in page
    assert avatar.url not in page
    assert "gravatar" not in page
    answer = Client().get(f"{page_url(graduate)}specialist.jpg")
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert max(shown.size) == 320
    assert b"TELEPHONE-MAKER" not in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_without_a_picture_there_is_no_empty_box(graduate):
    assert "specialist.jpg" not in Client().get(page_url(graduate)).content.decode()
    assert Client().get(f"{page_url(graduate)}specialist.jpg").status_code == 404


def test_a_lost_file_breaks_no_page(graduate, avatar):
    avatar.storage.delete(avatar.name)
    assert "specialist.jpg" not in Client().get(page_url(graduate)).content.decode()
