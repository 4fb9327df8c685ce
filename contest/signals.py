"""A contest that changes is seen at once: its page follows it, stored pages are made anew."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.public.pages import ContestPage
from contest.publication.models import PublicationConsent
from contest.results.lifecycle import OrderState
from contest.results.models import Nomination, ResultLine, ResultsOrder
from contest.setup.consents import PUBLICATION
from contest.setup.models import Contest, ContestRole, Indicator, Stage, StateService
from core.models import Organisation
from forms_app.models import Consent
from home import cache, index


def connect() -> None:
    """Listen; called once at start."""
    cache.watch(
        Contest,
        Stage,
        ContestRole,
        StateService,
        Indicator,
        CommissionMember,
        Organisation,
        PublicationConsent,
        Nomination,
    )
    post_save.connect(_follow_results, sender=ResultsOrder, dispatch_uid="contest.follow_results")
    post_save.connect(_follow_entry, sender=Entry, dispatch_uid="contest.follow_entry")
    post_save.connect(_follow_consent, sender=Consent, dispatch_uid="contest.follow_consent")
    post_save.connect(_follow_contest, sender=Contest, dispatch_uid="contest.follow_contest")
    for part in (Stage, ContestRole, CommissionMember):
        for signal in (post_save, post_delete):
            uid = f"contest.index_again.{part.__name__}.{id(signal)}"
            signal.connect(_index_again, sender=part, dispatch_uid=uid)


def _follow_contest(instance: Contest, **kwargs: Any) -> None:
    """Show the page that an editor has published exactly while its contest is published."""
    page = ContestPage.objects.filter(contest=instance).first()
    if page is None or kwargs.get("raw"):
        return
    live = instance.is_published and page.first_published_at is not None
    if page.live != live:
        # Past the guard of fixed addresses: here the contest itself is taken off the site.
        ContestPage.objects.filter(pk=page.pk).update(live=live)
        page.refresh_from_db()
    index.put_page(page)


def _follow_results(instance: ResultsOrder, **kwargs: Any) -> None:
    """Show results as soon as their order is confirmed, and let search find them."""
    if instance.state != OrderState.PUBLISHED or kwargs.get("raw"):
        return
    cache.bump()
    page = ContestPage.objects.live().filter(contest=instance.contest_id).first()
    if page is not None:
        index.put_page(page)


def _follow_entry(instance: Entry, **kwargs: Any) -> None:
    """Who stands in published results and withdraws is no longer named there."""
    if ResultLine.objects.filter(entry=instance, order__state=OrderState.PUBLISHED).exists():
        cache.bump()


def _follow_consent(instance: Consent, **kwargs: Any) -> None:
    """Take a name off the stored pages at once: its consent was taken back, or its term is over."""
    if instance.text.purpose == PUBLICATION:
        cache.bump()


def _index_again(instance: Stage | ContestRole | CommissionMember, **kwargs: Any) -> None:
    """Let search find the page by what it names: people, roles, stages."""
    page = ContestPage.objects.live().filter(contest=instance.contest_id).first()
    if page is not None and not kwargs.get("raw"):
        index.put_page(page)
