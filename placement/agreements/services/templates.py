"""Templates of drafts: replaced by the deputy director, or put back to the built-in text."""

import hashlib
from typing import Any

from django.db import transaction

from core import clock
from core.file_names import clean_name
from core.history import log_change
from core.models import User
from placement.agreements import draft_texts, drafts
from placement.agreements.models import Agreement, DraftTemplate
from placement.agreements.rights import APPROVE
from placement.common.guards import require


def load_templates() -> int:
    """Add the built-in templates that are missing; return how many. What staff brought stays."""
    added = 0
    for kind in Agreement.Kind.values:
        values = {"name": _built_in(kind), "changed_at": clock.now()}
        if not DraftTemplate.objects.filter(kind=kind).exists():
            DraftTemplate.objects.create(kind=kind, content=draft_texts.build(kind), **values)
            added += 1
    return added


@transaction.atomic
def replace_template(*, drafttemplate: DraftTemplate, file: Any, actor: User) -> DraftTemplate:
    """Take the uploaded document as the template from now on; Refused where it cannot be filled."""
    require(actor, APPROVE)
    content = file.read(drafts.MAX_BYTES + 1)
    drafts.check(content)
    return _change(drafttemplate, "replace", content, clean_name(file.name), actor, is_own=True)


@transaction.atomic
def restore_template(*, drafttemplate: DraftTemplate, actor: User) -> DraftTemplate:
    """Put the built-in text back."""
    require(actor, APPROVE)
    kind = drafttemplate.kind
    return _change(
        drafttemplate, "restore", draft_texts.build(kind), _built_in(kind), actor, is_own=False
    )


def _change(
    template: DraftTemplate, action: str, content: bytes, name: str, actor: User, *, is_own: bool
) -> DraftTemplate:
    row = DraftTemplate.objects.select_for_update().get(pk=template.pk)
    row.content, row.name, row.is_own, row.changed_at = content, name, is_own, clock.now()
    row.save()
    digest = hashlib.sha256(content).hexdigest()
    log_change(row, actor=actor, action=action, details={"sha256": digest})
    return row


def _built_in(kind: str) -> str:
    return f"Договор {draft_texts.TEXTS[kind].title}.docx".replace("/", " ")
