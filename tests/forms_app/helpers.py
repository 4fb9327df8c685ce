"""Short ways through the sample journey."""

import time
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

from core import clock
from core.models import Journal, Organisation
from forms_app import consents, links, services
from forms_app.consents import KEEP_DRAFT
from forms_app.engine.documents import document_set
from forms_app.models import ConsentText, Draft, Submission
from forms_app.services.locking import progress_of
from forms_app.start_form import stamp
from forms_app.untouched import untouched

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000"
    "0002000148afa4710000000049454e44ae426082"
)
STEPS = {
    "kind": {"kind": "short"},
    "consent": {"agree": "on", "familiar": "on"},
    "person": {
        "name": "Иванова Мария",
        "email": "",
        "phone": "8 383 222-33-44",
        "passport": "123456",
    },
    "work": {
        "share": "50",
        "periods-count": "1",
        "periods-1-start": "01.02.2020",
        "periods-1-place": "Центр занятости",
    },
}


def ground() -> Organisation:
    """Operator, journal and consent texts of the sample."""
    operator = Organisation.objects.create(
        code="sample", full_name="Пробная организация", short_name="Проба"
    )
    Journal.objects.create(code="sample", title="Журнал", number_format="{number:03d}/П")
    for purpose in (KEEP_DRAFT, "processing"):
        ConsentText.objects.create(
            purpose=purpose,
            version=1,
            operator=operator,
            title=f"Согласие {purpose}",
            body="Я, {name}, паспорт {passport}, согласен.",
            effective_from="2020-01-01",
        )
    return operator


def text(purpose: str = "processing") -> ConsentText:
    """The newest text of a purpose."""
    return ConsentText.objects.filter(purpose=purpose).latest("version")


def start(email: str = "anna@example.org", **kwargs: Any) -> services.Started:
    """A draft begun by an applicant."""
    return services.start_draft(
        journey="sample", scope="only", email=email, consent_text=text(KEEP_DRAFT), **kwargs
    )


def data_of(step: str, **changes: Any) -> MultiValueDict:
    """What the browser sends for a step."""
    typed = {**STEPS.get(step, {}), **changes}
    if step == "consent":
        typed.setdefault("text", consents.mark(text()))
    return MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in typed.items()})


def save(draft: Draft, step: str, press: str = "next", **changes: Any) -> services.Saved:
    """Save a step of a draft and bring it up to date."""
    saved = services.save_step(
        draft=draft, revision=draft.revision, step=step, data=data_of(step, **changes), press=press
    )
    draft.refresh_from_db()
    return saved


def fill(draft: Draft, **changes: dict[str, Any]) -> Draft:
    """Fill in all steps."""
    for step in STEPS:
        assert save(draft, step, **changes.get(step, {})).complete
    return draft


def upload(draft: Draft, slot: str, content: bytes = PNG, name: str = "скан.png"):
    """Put a file into a slot."""
    return services.store_upload(
        draft=draft, slot=slot, source=SimpleUploadedFile(name, content), name=name
    )


def ready(email: str = "anna@example.org", **changes: dict[str, Any]) -> Draft:
    """A draft that only has to be sent."""
    draft = fill(start(email).draft, **changes)
    upload(draft, "signed")
    upload(draft, "agreement")
    return draft


def sent(email: str = "anna@example.org", **changes: dict[str, Any]) -> Submission:
    """A submission."""
    draft = ready(email, **changes)
    return services.send_draft(draft=draft, revision=draft.revision)


def marks_of(draft: Draft) -> list[str]:
    """Marks of what a correction leaves as it was, for who means to send it so."""
    progress = progress_of(draft, at=clock.now())
    return [one.mark for one in untouched(progress, document_set(progress))]


def begin(client: Client, email: str = "anna@example.org", journey: str = "sample", **extra: Any):
    """Post the first page as a person does; the draft is in the client's session then."""
    page = client.get(f"/forms/{journey}/?anew=1")
    form = page.context["form"]
    data = {
        "text": consents.mark(form.shown_text),
        "scope": page.context["about"].code,
        "stamp": stamp(time.time() - 5),
        "keep": "on",
        **({"email": email} if email else {"no_email": "on"}),
        **extra,
    }
    return client.post(f"/forms/{journey}/", data)


def draft_of(client: Client, journey: str = "sample") -> Draft:
    """The draft in the client's session."""
    return Draft.objects.get(pk=client.session["forms_open"][journey][0])


def post(
    client: Client,
    step: str,
    draft: Draft | None = None,
    revision: int | None = None,
    **changes: Any,
):
    """Post a step as the browser does."""
    draft = draft or draft_of(client)
    draft.refresh_from_db()
    return client.post(
        f"/forms/sample/{step}/",
        {
            "draft": str(draft.pk),
            "revision": draft.revision if revision is None else revision,
            **data_of(step, **changes),
        },
    )


def said(response: Any) -> str:
    """The page's text with plain spaces."""
    return response.content.decode().replace("\u00a0", " ")


def walk(client: Client, **changes: dict[str, Any]) -> Draft:
    """All steps through the pages."""
    for step in STEPS:
        response = post(client, step, **changes.get(step, {}))
        assert response.status_code == 302, step
    return draft_of(client)


def prove(client: Client, answer: str = STEPS["person"]["phone"], page: str = "check"):
    """Answer «Подтвердите, что это вы» for the draft in the session."""
    draft = draft_of(client)
    return client.post(
        f"/forms/sample/confirm/?next={page}",
        {"draft": str(draft.pk), "revision": draft.revision, "answer": answer},
    )


def prove_tracked(
    client: Client,
    submission: Submission,
    answer: str = STEPS["person"]["phone"],
    page: str = "",
):
    """Answer «Подтвердите, что это вы» for a submission that is followed by its link."""
    address = f"/track/{links.token('track', submission)}/confirm/"
    return client.post(f"{address}?next={page}", {"answer": answer})
