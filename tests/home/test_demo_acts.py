"""Acts of the demonstration."""

import datetime as dt
import io

import pytest
from django.test import Client
from pypdf import PdfReader

from home.demo_acts import Facts, load_acts
from home.models import RegulationPage
from tests.factories import OrganisationFactory


@pytest.fixture
def acts(home_page, tmp_path):
    OrganisationFactory(code="college")
    (tmp_path / "signed.txt").write_text("ПОЛОЖЕНИЕ\n\n1. Раз.\n", encoding="utf-8")
    (tmp_path / "draft.txt").write_text("ПРИКАЗ\n\n1. Два.\n", encoding="utf-8")
    common = {
        "kind": RegulationPage.ActKind.REGULATION,
        "organisation": "college",
        "approved_by": "Директор",
    }
    order = {"order_date": dt.date(2023, 6, 20), "order_number": "7"}
    facts = [
        Facts(slug="signed", title="Положение", **common, **order),
        Facts(slug="draft", title="Приказ", **common),
    ]
    load_acts(tmp_path, facts, io.StringIO())
    return {page.slug: page.editions.get() for page in RegulationPage.objects.all()}


@pytest.mark.req("C-1", "P-1")
def test_a_signed_act_has_a_sample_of_its_signed_original(acts):
    html = Client().get("/regulations/signed/").content.decode()
    assert f'href="{acts["signed"].original.url}"' in html
    pdf = b"".join(Client().get(acts["signed"].original.url).streaming_content)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert all("ОБРАЗЕЦ" in page for page in pages)
    assert "1. Раз." in pages[0].replace("\xa0", " ")


@pytest.mark.req("C-1")
def test_a_draft_has_no_signed_original(acts):
    assert acts["draft"].original is None
