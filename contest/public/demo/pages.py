"""The contest pages of the demonstration; a page that is there is left as editors have it."""

from typing import TextIO

from wagtail.models import Page

from contest.public.demo import wording
from contest.public.pages import ContestIndexPage, ContestPage
from contest.setup.models import Contest
from home.pages.home import HomePage

# Slugs of the act pages that the contest's page links to, in their order.
ACTS = [
    "prikaz-o-konkurse",
    "polozhenie-o-konkurse",
    "polozhenie-o-komissii",
    "sostav-komissii",
]


def load_index(stdout: TextIO) -> ContestIndexPage:
    """The list at /contests/."""
    index = ContestIndexPage.objects.first()
    if index is None:
        index = ContestIndexPage(
            slug="contests", title="Конкурсы", lead=wording.INDEX_LEAD, show_in_menus=True
        )
        HomePage.objects.get().add_child(instance=index)
        index.save_revision().publish()
        stdout.write(f"page: {index.title}\n")
    return index


def load_page(index: ContestIndexPage, contest: Contest, stdout: TextIO) -> None:
    """The page of ``contest``, with links to the acts that are there."""
    if ContestPage.objects.filter(contest=contest).exists():
        return
    acts = {page.slug: page for page in Page.objects.filter(slug__in=ACTS).live()}
    page = ContestPage(
        title=f"{contest.short_title}, {contest.year} год",
        contest=contest,
        lead=wording.LEAD,
        about=[("text", wording.ABOUT)],
        how_to=wording.HOW_TO,
        prepare=wording.PREPARE,
        acts=[("act", acts[slug]) for slug in ACTS if slug in acts],
        faq=[("item", {"question": asked, "answer": said}) for asked, said in wording.FAQ],
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    stdout.write(f"page: {page.title}\n")
