"""The first page of a form in its editors' words."""

import pytest

from home.models import FormStartText

pytestmark = pytest.mark.req("X-1")


def test_the_first_page_says_what_editors_wrote(sample, client):
    usual = client.get("/forms/sample/").content.decode()
    assert "Кто может участвовать" not in usual
    FormStartText.objects.create(
        journey="sample", introduction="Кто может участвовать.\n\nВторой абзац.", ready="Паспорт"
    )
    html = client.get("/forms/sample/").content.decode().replace("\xa0", " ")
    assert "<p>Кто может участвовать.</p>" in html
    assert "<p>Второй абзац.</p>" in html
    assert "<ul><li>Паспорт</li></ul>" in html
