"""The documents of a complete draft: slots, their files, and papers to sign."""

import dataclasses
from collections.abc import Iterable

from forms_app import answers as answer_lists
from forms_app.answers import Answer
from forms_app.consents import BLANK
from forms_app.models import DraftUpload, SubmissionFile

from .journey import Blocker, PaperInput, PaperSpec, UploadSlot
from .progress import Progress
from .veil import open_data


@dataclasses.dataclass
class SlotState:
    """One slot with its files. ``void`` files carry a digest that the answers no longer have."""

    slot: UploadSlot
    uploads: list[DraftUpload]
    void: list[DraftUpload]
    is_open: bool

    @property
    def is_missing(self) -> bool:
        """Whether a required document is not there, or only in a void form."""
        return self.slot.required and len(self.uploads) == len(self.void)

    @property
    def may_add(self) -> bool:
        """Whether another file fits (a single one is replaced)."""
        return self.is_open and (not self.slot.multiple or len(self.uploads) < self.slot.max_files)


@dataclasses.dataclass
class DocumentSet:
    """All slots and papers of a draft whose steps are complete."""

    slots: list[SlotState]
    papers: list[PaperSpec]
    answers: list[Answer]

    def get(self, code: str) -> SlotState | None:
        """The slot with this code."""
        return next((state for state in self.slots if state.slot.code == code), None)

    def paper(self, code: str) -> PaperSpec | None:
        """The paper with this code."""
        return next((paper for paper in self.papers if paper.code == code), None)

    def paper_digest(self, code: str) -> str:
        """The digest that a paper prints; empty where no paper belongs to a slot."""
        paper = self.paper(code)
        return answer_lists.digest(paper.covers(self.answers)) if paper is not None else ""

    @property
    def is_needless(self) -> bool:
        """Whether nothing has to be signed, enclosed or taken away."""
        return not any(state.slot.required or state.void for state in self.slots)

    def blockers(self, *, may_lack: bool = False) -> list[Blocker]:
        """What is missing among the documents; of an incomplete set they ``may_lack``."""
        blockers = []
        for state in self.slots:
            if state.is_missing and state.void:
                text = f"«{state.slot.label}»: ответы изменились после подписания, нужна новая подпись."
                blockers.append(Blocker(text, "uploads"))
            elif state.is_missing and not may_lack:
                blockers.append(Blocker(f"Не приложен документ: «{state.slot.label}».", "uploads"))
            elif state.void:
                text = f"«{state.slot.label}»: уберите файл с прежними ответами."
                blockers.append(Blocker(text, "uploads"))
        return blockers


def document_set(progress: Progress) -> DocumentSet:
    """Slots, files and papers; call it for a complete draft only."""
    ctx = progress.ctx
    assert ctx.draft is not None
    answers = progress.answers()
    papers = list(ctx.journey.papers(ctx))
    documents = DocumentSet([], papers, answers)
    uploads = list(ctx.draft.uploads.select_related("file", "file__key"))
    for slot in ctx.journey.upload_slots(ctx):
        mine = [upload for upload in uploads if upload.slot == slot.code]
        void = _void(mine, documents.paper_digest(slot.paper_code)) if slot.paper_code else []
        state = SlotState(slot, mine, void, is_open=True)
        state.is_open = (
            ctx.corrects is None
            or slot.code in ctx.corrects.returned_slots
            or bool(void)
            or state.is_missing
        )
        documents.slots.append(state)
    return documents


def shows_filed_data(progress: Progress) -> bool:
    """Whether who works on the draft may see what it took over from the filed version unmasked.

    A correction is opened by a link, which may have been passed on: it shows what was returned
    and no more. To staff who enter one it does if they have the right to identity data.
    """
    ctx = progress.ctx
    if progress.access.is_proved or ctx.corrects is None:
        return True
    if not ctx.by_staff:
        return False
    right = ctx.journey.identity_permission
    return bool(right) and ctx.actor is not None and ctx.actor.has_perm(right)


def readable_papers(progress: Progress, documents: DocumentSet) -> list[PaperSpec]:
    """The papers that whoever works on the draft may read: whole ones, and those to be signed.

    Those to be signed leave lines for what may not be seen (``paper_input``).
    """
    return [paper for paper in documents.papers if _may_read(progress, documents, paper)]


def _may_read(progress: Progress, documents: DocumentSet, paper: PaperSpec) -> bool:
    if not hidden_steps(progress, paper.covers(documents.answers)):
        return True
    state = documents.get(paper.slot)
    return state is not None and state.is_open


def filed_uploads(uploads: Iterable[DraftUpload]) -> set[int]:
    """Keys of those uploads whose file belongs to a filed version."""
    files = {upload.file_id: upload.pk for upload in uploads}
    held = SubmissionFile.objects.filter(file__in=files).values_list("file_id", flat=True)
    return {files[file] for file in held}


def closed_uploads(progress: Progress, uploads: Iterable[DraftUpload]) -> set[int]:
    """Keys of those uploads whose content stays closed to whoever works on the draft (X-5)."""
    uploads = list(uploads)
    closed = set() if shows_filed_data(progress) else filed_uploads(uploads)
    since = progress.access.since
    if since is not None and progress.access.is_veiled:
        closed |= {upload.pk for upload in uploads if upload.created_at < since}
    return closed


def hidden_steps(progress: Progress, answers: Iterable[Answer]) -> set[str]:
    """The steps whose secrets this draft must not show to whoever works on it (X-5)."""
    secret = {a.step for a in answers if a.sensitive or a.veiled}
    if progress.access.is_proved:
        return set()
    if not shows_filed_data(progress):
        return {step for step in secret if progress.is_veiled(step)}
    taken = {state.code for state in progress.states if state.taken}
    return {step for step in secret if step in taken or progress.access.hides(step)}


def shown_answers(progress: Progress, documents: DocumentSet) -> list[Answer]:
    """The answers to be checked; those that this draft must not show are masked.

    A paper says the same, with lines to write on where the page has masks (``paper_input``).
    """
    hidden = hidden_steps(progress, documents.answers)
    pairs = zip(documents.answers, answer_lists.masked(documents.answers), strict=True)
    return [mask if answer.step in hidden else answer for answer, mask in pairs]


def paper_input(progress: Progress, documents: DocumentSet, paper: PaperSpec) -> PaperInput:
    """What a paper is made of.

    Secrets that may not be seen are lines to write on by hand: their sensitive answers are blank
    and ``data`` lacks those fields; the digest is that of the true answers.
    """
    covered = paper.covers(documents.answers)
    hidden = hidden_steps(progress, documents.answers)
    data = dict(progress.ctx.data)
    for state in progress.states:
        if state.code in hidden and state.form is not None:
            data[state.code] = open_data(state.form)
    return PaperInput(
        answers=[answer_lists.blanked(a, BLANK) if a.step in hidden else a for a in covered],
        reference=progress.ctx.reference,
        digest=answer_lists.digest(covered),
        data=data,
        ctx=dataclasses.replace(progress.ctx, data=data) if hidden else progress.ctx,
    )


def _void(uploads: Iterable[DraftUpload], digest: str) -> list[DraftUpload]:
    return [upload for upload in uploads if upload.answers_digest != digest]
