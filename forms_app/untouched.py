"""What a correction leaves as it was, though it was to be corrected (C-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forms_app import reading
from forms_app.engine.documents import DocumentSet
from forms_app.engine.progress import Progress
from forms_app.models import Remark, SubmissionVersion
from forms_app.remarks import Place, Places


@dataclass(frozen=True)
class Untouched:
    """A returned section or document that the correction does not change.

    ``mark`` is what a page sends back for who wants to send it as it is.
    """

    mark: str
    place: Place
    text: str


def untouched(progress: Progress, documents: DocumentSet) -> list[Untouched]:
    """What of a correction is still as it was filed; nothing for a form that corrects nothing."""
    corrects = progress.ctx.corrects
    if corrects is None:
        return []
    version = corrects.current
    places = Places(version)
    remarks = list(corrects.remarks.filter(version=version))
    left = _steps(progress, documents, version, remarks, places)
    return left + _slots(corrects.returned_slots, documents, version, places)


def _steps(
    progress: Progress,
    documents: DocumentSet,
    version: SubmissionVersion,
    remarks: Sequence[Remark],
    places: Places,
) -> list[Untouched]:
    """The remarked sections that are the same; where questions are named, only their answers.

    What leads through the form is no answer («добавить ещё одну вакансию»), but it is part of its
    section.
    """
    filed = {(a.step, a.code): a.text for a in reading.answers_of(version)}
    typed = {(a.step, a.code): a.text for a in documents.answers}
    filed_data, typed_data = reading.context_of(version).data, progress.ctx.data
    asked = [(f"remark-{one.pk}", one.step, one.questions) for one in remarks if one.step]
    named = {step for _, step, _ in asked}
    assert progress.ctx.corrects is not None
    returned = progress.ctx.corrects.returned_steps
    asked += [(f"step-{step}", step, []) for step in returned if step not in named]
    left = []
    for mark, step, questions in asked:
        if progress.get(step) is None:
            continue
        if not questions and filed_data.get(step) != typed_data.get(step):
            continue
        keys = {(step, code) for code in questions}
        if _part(filed, step, keys) == _part(typed, step, keys):
            place = places.place(step=step, questions=questions)
            left.append(Untouched(mark, place, f"Вы не изменили {place.name}."))
    return left


def _part(
    answers: dict[tuple[str, str], str], step: str, keys: set[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    return {
        key: text for key, text in answers.items() if key in keys or (not keys and key[0] == step)
    }


def _slots(
    returned: Sequence[str], documents: DocumentSet, version: SubmissionVersion, places: Places
) -> list[Untouched]:
    """The returned documents whose files are the same as before."""
    filed: dict[str, set[UUID]] = {}
    for slot, file in version.files.values_list("slot", "file_id"):
        filed.setdefault(slot, set()).add(file)
    left = []
    for state in documents.slots:
        code = state.slot.code
        before = filed.get(code, set())
        if code in returned and {upload.file_id for upload in state.uploads} == before:
            place = places.place(slot=code)
            verb = "не заменили" if before else "не приложили"
            left.append(Untouched(f"slot-{code}", place, f"Вы {verb} {place.name}."))
    return left
