"""The journals of registration of clause 3.6, and the one of practice where it is switched on."""

from django.db import transaction
from django.db.models import QuerySet

from core.history import log_change
from core.models import Journal, User
from placement.agreements.models import Agreement
from placement.agreements.rights import APPROVE
from placement.common.guards import require

_REGISTERED = "Журнал регистрации договоров"
JOURNALS: dict[str, str] = {
    Agreement.Kind.PARTNERSHIP: f"{_REGISTERED} о сотрудничестве (партнёрстве)",
    Agreement.Kind.TARGETED: f"{_REGISTERED} целевой профессиональной подготовки"
    " рабочего/служащего",
    Agreement.Kind.FREE_TRAINING: f"{_REGISTERED} о безвозмездном оказании услуг подготовки и"
    " обучения кандидата на замещение вакантной должности",
    Agreement.Kind.PRACTICE: f"{_REGISTERED} о практической подготовке (практике)",
}
_CODE = "agreements-{}"


def journal_code(kind: str) -> str:
    """The code of the journal of a kind."""
    return _CODE.format(kind)


def make_journal(kind: str) -> Journal:
    """The journal of a kind, made if it is missing; what staff changed in it stays."""
    title = {"title": JOURNALS[kind]}
    return Journal.objects.get_or_create(code=journal_code(kind), defaults=title)[0]


def journal_of(kind: str) -> Journal | None:
    """The journal in which a kind is registered; None of practice while it is not switched on."""
    if kind == Agreement.Kind.PRACTICE:
        return Journal.objects.filter(code=journal_code(kind)).first()
    return make_journal(kind)


def journals() -> QuerySet[Journal]:
    """The journals of agreements that are kept."""
    for kind in JOURNALS:
        journal_of(kind)
    return Journal.objects.filter(code__in=map(journal_code, JOURNALS)).order_by("title")


@transaction.atomic
def switch_on_practice(*, actor: User) -> Journal:
    """Keep a journal of agreements about practice, too; those registered before have no number."""
    require(actor, APPROVE)
    journal = make_journal(Agreement.Kind.PRACTICE)
    log_change(journal, actor=actor, action="create")
    return journal


def is_practice_on() -> bool:
    """Whether agreements about practice are numbered."""
    return Journal.objects.filter(code=journal_code(Agreement.Kind.PRACTICE)).exists()
