"""Public pages of the contests: /contests/ and /contests/<slug>/ (C-1, C-7, C-12)."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from contest.public.board import Board, board
from contest.public.documents import ActsBlock, shown_documents, shown_file
from contest.public.event import event
from contest.public.facts import experience, prizes, quota
from contest.public.results import Results
from contest.results.models import ResultsOrder
from contest.setup.models import Contest
from home import sharing
from home.blocks import TEXT_FEATURES, BodyBlock
from home.closed import open_to_all
from home.index import Document
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.settings import SiteSettings
from home.text import plain, stream_text

JOURNEY = "contest-application"
_SECTIONS = [
    ("about", "О конкурсе"),
    ("who", "Для кого"),
    ("when", "Сроки"),
    ("results", "Итоги"),
    ("how", "Как подать заявку"),
    ("prepare", "Что подготовить"),
    ("commission", "Комиссия"),
    ("documents", "Документы"),
    ("faq", "Вопросы и ответы"),
    ("contacts", "Куда обратиться"),
]
# Sections that are not there while editors say nothing in them.
_OPTIONAL = ("prepare", "faq")
# Sections for whoever may still apply: they go once the results are there.
_OF_APPLYING = ("how", "prepare")


def apply_url(contest: Contest) -> str:
    """Where an application to ``contest`` begins."""
    return f"{reverse('forms_app:start', kwargs={'journey': JOURNEY})}?scope={contest.slug}"


def regulation_url(contest: Contest) -> str:
    """The page of the contest's regulation; empty while none is named."""
    return f"/regulations/{contest.regulation_slug}/" if contest.regulation_slug else ""


@dataclass(frozen=True)
class Item:
    """A contest of the list: its page and its board."""

    title: str
    url: str
    board: Board
    has_results: bool = False

    @property
    def tag(self) -> str:
        """Where the contest stands, or that its results are there."""
        return "Итоги опубликованы" if self.has_results else self.board.headline

    @property
    def meta(self) -> str:
        """The nomination, and whether the contest only shows how the site works."""
        demo = " Демонстрационный конкурс." if self.board.contest.is_demo else ""
        return f"Номинация «{self.board.contest.nomination}».{demo}"

    @property
    def tag_kind(self) -> str:
        """The colour of the state's tag."""
        return "ok" if self.board.is_open else ""


class ContestIndexPage(FixedAddress, Reviewed, Page):
    """The list of contests: those that run first, then the archive by year."""

    lead = models.TextField("вступление", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["contest.ContestPage"]
    max_count = 1
    template = "contest/public/contest_index_page.html"

    class Meta:
        verbose_name = "раздел конкурсов"
        verbose_name_plural = "разделы конкурсов"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a contest's page together with its contest in one query."""
        if len(path_components) == 1:
            pages = _with_results(ContestPage.objects.child_of(self).live())
            contest_pages = pages.select_related("contest__operator", "contest__founder")
            page = contest_pages.filter(slug=path_components[0]).first()
            if page is not None:
                page.index = self
                return RouteResult(page)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Contests that are not over as ``current``, the others by year as ``archive``."""
        items = [
            Item(page.title, page.get_url(request), board(page.contest), page.has_results)
            for page in _listed(self)
        ]
        over = [item for item in items if item.board.is_over]
        return {
            **super().get_context(request, *args, **kwargs),
            "has_results": any(item.has_results for item in items),
            "current": [item for item in items if not item.board.is_over],
            "archive": [
                (year, list(group))
                for year, group in groupby(over, key=lambda item: item.board.contest.year)
            ],
        }

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return self.lead


class QuestionBlock(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label="Вопрос", max_length=255)
    answer = blocks.RichTextBlock(label="Ответ", features=TEXT_FEATURES)

    class Meta:
        label = "Вопрос и ответ"
        icon = "help"


class ContestPage(FixedAddress, Reviewed, Results, Page):
    """A contest's public page: its rows in the words of its rules, and editors' text around them.

    The address follows the contest's own slug. The page is live only while its contest is
    published too (``contest.signals`` keeps the two in step).
    """

    contest = models.OneToOneField(
        Contest, verbose_name="конкурс", on_delete=models.PROTECT, related_name="page"
    )
    lead = models.TextField("вступление", blank=True)
    about = StreamField(BodyBlock(), verbose_name="о конкурсе", blank=True)
    how_to = RichTextField("как подать заявку", features=TEXT_FEATURES, blank=True)
    prepare = RichTextField("что подготовить", features=TEXT_FEATURES, blank=True)
    acts = StreamField(ActsBlock(required=False), verbose_name="документы", blank=True)
    faq = StreamField([("item", QuestionBlock())], verbose_name="вопросы и ответы", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("contest", help_text="Страница станет видна, когда конкурс опубликован."),
        MultiFieldPanel([FieldPanel("lead"), FieldPanel("about")], heading="О конкурсе"),
        MultiFieldPanel([FieldPanel("how_to"), FieldPanel("prepare")], heading="Участие"),
        FieldPanel("acts"),
        FieldPanel("faq"),
        Results.results_panel,
    ]
    promote_panels = [
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
        *Reviewed.review_panels,
    ]
    parent_page_types = ["contest.ContestIndexPage"]
    subpage_types: list[str] = []
    template = "contest/public/contest_page.html"

    class Meta:
        verbose_name = "страница конкурса"
        verbose_name_plural = "страницы конкурсов"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new page takes the contest's address and waits for the contest to be published."""
        if self.pk is None:
            self.slug = self.contest.slug
        if self.live and not self.contest.is_published and not self._was("live"):
            self.live = False
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The contest's rows at this moment; 404 where it is not published, but for a preview."""
        contest = self.contest
        if not (contest.is_published or getattr(request, "is_preview", False)):
            raise Http404
        prefetch_related_objects([contest], "stages", "roles__services", "commission")
        return {
            **super().get_context(request, *args, **kwargs),
            "index": self.index,
            "above": [
                {"title": "Главная", "url": "/"},
                {"title": self.index.title, "url": self.index.get_url(request)},
            ],
            "contest": contest,
            "board": board(contest),
            "roles": contest.roles.all(),
            "commission": [one for one in contest.commission.all() if one.is_serving],
            "documents": shown_documents(self.acts, request),
            "order_file": shown_file(self.order_file)
            if self.has_results and self.order_file and not self.has_snapshot
            else None,
            "apply_url": apply_url(contest),
            "regulation_url": regulation_url(contest),
            "experience": experience(contest),
            "prizes": prizes(contest),
            "quota": quota(contest),
            "sections": self._sections(),
        }

    def _sections(self) -> list[tuple[str, str]]:
        """The anchors and headings of the sections that the page has now."""
        absent = {name for name in _OPTIONAL if not getattr(self, name)}
        if self.has_results:
            absent.update(_OF_APPLYING)
        return [section for section in _SECTIONS if section[0] not in absent]

    @cached_property
    def index(self) -> Page:
        """The list that the page stands in."""
        return self.get_parent()

    @property
    def default_description(self) -> str:
        """What the contest is, while editors have written no introduction."""
        return f"{self.contest.title}. Номинация «{self.contest.nomination}»."

    def structured_data(self, found: SiteSettings) -> dict[str, Any]:
        """The contest as an event."""
        return event(self.contest, description=sharing.description(self), url=self.full_url)

    def search_parts(self) -> list[Document]:
        """The results, also while there are none: the page says when they are due."""
        return [
            Document(
                key=f"page:{self.pk}#results",
                title=f"Итоги и результаты: {self.title}",
                text=self.results_text(),
                page=self,
                url="#results",
                kind="итоги конкурса",
                dated_at=self.search_date,
            )
        ]

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        contest = self.contest
        parts = [contest.title, contest.nomination, self.lead, stream_text(self.about)]
        parts += [plain(self.how_to), plain(self.prepare), stream_text(self.faq)]
        parts += contest.stages.values_list("title", flat=True)
        parts += contest.roles.values_list("title", flat=True)
        parts += [
            f"{member.full_name}, {member.get_seat_display()}"
            for member in contest.commission.serving()
        ]
        parts += [title for _, title in _SECTIONS]
        return " ".join([*parts, "Итоги, результаты, победители и призёры"])

    @property
    def search_date(self) -> dt.datetime:
        """Its place in time: of two contests the later comes first."""
        return self.contest.applications_open_at


def _with_results(pages: models.QuerySet[ContestPage]) -> models.QuerySet[ContestPage]:
    """The pages, each with whether an order on the site approved its results."""
    orders = ResultsOrder.objects.published().filter(contest=models.OuterRef("contest"))
    return pages.annotate(has_order=models.Exists(orders))


def _listed(index: ContestIndexPage) -> models.QuerySet[ContestPage]:
    pages = _with_results(open_to_all(ContestPage.objects.child_of(index)))
    return (
        pages.filter(contest__is_published=True)
        .select_related("contest")
        .prefetch_related("contest__stages")
        .order_by("-contest__year", "-contest__applications_open_at")
    )
