"""«Ваше резюме»: the person reads a version and agrees that it goes out, or says what is wrong (P-F3)."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from core.errors import Refused
from core.fields import TextField
from core.forms import TidyForm
from core.photos import PhotoField, kept_photo, photo_response, read_photo
from placement.consents import RESUME_PHOTO
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON, REPRESENTATIVE
from placement.grants import services as grants
from placement.resumes import services
from placement.resumes.content import Content
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.resumes.reading import sections as sections_of
from placement.resumes.services.guards import revision

from .base import OwnPage
from .sections import Section

AGREED = "Спасибо. Это резюме можно передавать работодателям, если вы это разрешили."
# From 14 to 17 both decide: for whom the version waits after the word of one.
WAITS = {
    PERSON: "Спасибо. Теперь резюме должен прочитать ваш законный представитель.",
    REPRESENTATIVE: "Спасибо. Теперь резюме должен прочитать тот, кого вы представляете.",
}
READ = "Прочитать резюме и ответить"
SHOWN = (ResumeState.OFFERED, ResumeState.APPROVED)
# What is said of a version whose page was open while it went on elsewhere.
NOT_SHOWN = "Этой версии резюме здесь больше нет: специалист исправляет её или сделал новую."
AGREED_BEFORE = "С этим резюме уже согласились. Если в нём ошибка, скажите специалисту."
NO_PHOTO = "Сначала подпишите согласие на фотографию: сейчас его нет."


def section(page: OwnPage) -> Section | None:
    """The versions that wait for an answer, and those that were agreed to; titles after the proof."""
    rows = list(_rows(page))
    if not rows:
        return None
    waiting = sum(_is_asked(row, page) for row in rows)
    shown = [
        {
            "resume": row,
            "words": _words(row, page),
            "url": page.url("resume", resume=row.pk),
            "is_asked": _is_asked(row, page),
        }
        for row in (rows if page.is_proved else [])
    ]
    context = {"page": page, "rows": shown, "waiting": waiting}
    asked = [(f"{READ}: {row['resume']}", str(row["url"])) for row in shown if row["is_asked"]]
    title = "Резюме" if page.representative else "Ваше резюме"
    return Section(title, "placement/own_page/resumes.html", context, asked)


def _rows(page: OwnPage) -> QuerySet[Resume]:
    """The versions of the person that are shown, on whichever card they stand."""
    cards = Graduate.objects.of_person(page.graduate)
    return Resume.objects.filter(graduate__in=cards, state__in=SHOWN)


def _is_asked(row: Resume, page: OwnPage) -> bool:
    """Whether the word of who sits here is still missing."""
    given = row.representative_agreed_at if page.representative else row.person_agreed_at
    return row.state == ResumeState.OFFERED and given is None


def _words(row: Resume, page: OwnPage) -> str:
    """What a version waits for, in the words of whoever reads the page."""
    if row.state == ResumeState.APPROVED:
        return "С ним уже согласились."
    return "Ждём вашего ответа." if _is_asked(row, page) else "Ждём ответа второго человека."


class ReplyForm(TidyForm):
    """What is wrong, and which text the page has shown."""

    why = TextField(
        label="Что нужно исправить",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, что нужно исправить."},
    )


class PhotoForm(TidyForm):
    """A photograph for the resume."""

    photo = PhotoField(label="Фотография")


class ResumePage(OwnPage):
    """What the pages about one version stand on."""

    needs_proof = True

    @property
    def resume(self) -> Resume:
        """The version; 404 for another person's, and for one that is not shown."""
        rows = _rows(self).filter(pk=self.kwargs["resume"])
        row = rows.select_related("graduate__key", "photo__key").first()
        if row is None:
            raise Http404
        return row

    @property
    def is_shown(self) -> bool:
        """Whether this version of the person is on the page now; 404 for another person's."""
        cards = Graduate.objects.of_person(self.graduate)
        state = Resume.objects.filter(graduate__in=cards, pk=self.kwargs["resume"]).values("state")
        row = state.first()
        if row is None:
            raise Http404
        return row["state"] in SHOWN

    @property
    def by(self) -> str:
        """Who sits here, as the history names them."""
        return REPRESENTATIVE if self.representative else PERSON


class PicturePage(ResumePage):
    """The photograph of the version."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve it to whoever has proved to be the person."""
        return photo_response(read_photo(self.resume.photo))


class AnswerPage(ResumePage):
    """One version: what the employer will read, its photograph, and two answers."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show; change nothing."""
        if not self.is_shown:
            return self.moved_on(NOT_SHOWN)
        return self._ask(self.resume, ReplyForm(initial=self.typed_before()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Agree, or send back with words; what is typed stays on a refusal."""
        why = request.POST.get("why", "")
        if not self.is_shown:
            return self.moved_on(NOT_SHOWN, why)
        row, by = self.resume, self.by
        agrees = request.POST.get("answer") == "agree"
        if row.state == ResumeState.APPROVED:
            # Pressed twice, the first press was heard.
            return redirect(self.url()) if agrees else self.moved_on(AGREED_BEFORE, why)
        if act := self.photo_acts.get(request.POST.get("answer", "")):
            return act(self, row)
        form = ReplyForm(None if agrees else request.POST)
        if not agrees and not form.is_valid():
            return self._ask(row, form)
        try:
            if agrees:
                shown = request.POST.get("revision", "") or "-"
                row = services.approve(resume=row, actor=None, revision=shown, by=by)
                words = AGREED if row.state == ResumeState.APPROVED else WAITS[by]
            else:
                services.send_back(resume=row, why=form.cleaned_data["why"], actor=None, by=by)
                words = "Спасибо. Специалист исправит резюме и снова покажет его вам."
        except Refused as refused:
            messages.error(request, refused.message)
            return self._ask(row, form)
        messages.success(request, words)
        return redirect(self.url())

    def _ask_photo(self, row: Resume) -> HttpResponseBase:
        """To the consent without which there is no photograph."""
        grant = grants.open_grant(graduate=self.graduate, purpose=RESUME_PHOTO, actor=None)
        return redirect(self.url("consent", grant=grant.pk))

    def _add_photo(self, row: Resume) -> HttpResponseBase:
        if not services.may_have_photo(self.graduate):
            messages.error(self.request, NO_PHOTO)
            return self._ask(row, ReplyForm())
        form = PhotoForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._ask(row, ReplyForm(), form)
        try:
            with kept_photo(form.cleaned_data["photo"], key=row.key) as photo:
                services.add_photo(resume=row, photo=photo, actor=None, by=self.by)
        except Refused as refused:
            form.add_error("photo", refused.message)
            return self._ask(row, ReplyForm(), form)
        messages.success(self.request, "Фотография добавлена. Посмотрите, всё ли верно.")
        return redirect(self.request.path)

    def _remove_photo(self, row: Resume) -> HttpResponseBase:
        try:
            services.remove_photo(resume=row, actor=None, by=self.by)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(self.request, "Фотографии в резюме больше нет.")
        return redirect(self.request.path)

    photo_acts: ClassVar[dict[str, Callable[["AnswerPage", Resume], HttpResponseBase]]] = {
        "ask-photo": _ask_photo,
        "photo": _add_photo,
        "remove-photo": _remove_photo,
    }

    def _ask(
        self, row: Resume, form: ReplyForm, photo_form: PhotoForm | None = None
    ) -> HttpResponseBase:
        content = Content.from_json(str(row.content))
        context = {
            "resume": row,
            "form": form,
            "sections": sections_of(content.for_employer()),
            "revision": revision(row),
            "is_asked": _is_asked(row, self),
            "waits": WAITS[self.by] if row.state == ResumeState.OFFERED else "",
            "photo_form": photo_form or PhotoForm(),
            "may_have_photo": services.may_have_photo(self.graduate),
            "picture_url": self.url("resume_photo", resume=row.pk) if row.photo_id else "",
        }
        return self.show("placement/own_page/resume.html", context)
