"""A form on a telephone: no page is endless, and little has to be touched (X-2)."""

import pytest
from playwright.sync_api import Page

from tests.browser.employer import Employer, company, person, vacancy
from tests.browser.hands import Visit
from tests.browser.participant import Participant
from tests.browser.ruler import TELEPHONE, Ruler, measure_application, measure_request
from tests.browser.script import ROLES, Person

HIGHEST = 3000
MOST_TOUCHED = 35


def on_a_telephone(visit: Visit) -> Page:
    """A page as wide as a small telephone."""
    page = visit()
    page.set_viewport_size(TELEPHONE)
    return page


def too_high(ruler: Ruler) -> dict[str, int]:
    """The pages that are too long to scroll; the one where all is checked may be."""
    pages = ruler.heights.items()
    return {name: height for name, height in pages if height > HIGHEST and name != "check"}


@pytest.mark.req("X-2")
def test_the_longest_role_applies_on_a_telephone_with_few_inputs(visit, live_site):
    page = on_a_telephone(visit)
    me = Participant(page, live_site, Person("Мерова", "ruler", ROLES["vocational"]))
    ruler = measure_application(me).say()
    assert too_high(ruler) == {}
    assert ruler.touched <= MOST_TOUCHED


@pytest.mark.req("X-2", "P-F2")
def test_an_employer_asks_for_workers_on_a_telephone(visit, live_site):
    me = Employer(on_a_telephone(visit), live_site, "ruler-employer")
    scripts = (
        company("4703070023", "ООО «Линейка (проба)»"),
        vacancy(1, "Помощник кондитера", more=False),
        person("ruler-employer"),
    )
    ruler = measure_request(me, *scripts).say()
    assert too_high(ruler) == {}
