"""Views of the desk of resumes: writing, reading and printing, each look logged (X-5)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from wagtail.admin import messages

from core import exports
from core.back_office import ActView, DeskObjectView, ListActView, uncached
from core.errors import Refused
from core.forms import tidied
from core.history import log_read
from core.photos import kept_photo
from core.text import whole_number
from forms_app.engine.typed import Raw
from placement.graduates.desk.pictures import PictureView
from placement.graduates.models import Graduate
from placement.resumes import papers, services
from placement.resumes.content import Content
from placement.resumes.journey_steps import raw_of, typed_content
from placement.resumes.models import Resume
from placement.resumes.reading import health_notes, sections
from placement.resumes.services.guards import revision
from placement.vacancies.desk.fields import VacancyField

from .forms import DeskResumeForm

WRITE = "placement/resumes/desk/write.html"


def look(resume: Resume, actor: Any, what: str) -> None:
    """Say in the log of looks that the resume was read."""
    log_read(resume, actor=actor, what=what, organisation=actor.organisation)


class WritingView:
    """A form with rows that grow and shrink by its own buttons, without scripts."""

    request: HttpRequest
    resume: Resume | None = None

    def beginning(self) -> Raw:
        """What the form shows first."""
        raise NotImplementedError

    def form_of(self, raw: Raw, *, is_judged: bool) -> DeskResumeForm:
        """The form with these entries."""
        chosen = self.resume.vacancy if self.resume else None
        form = DeskResumeForm(tidied(MultiValueDict(raw)), chosen=chosen)
        if not is_judged:
            form.hide_errors()
        return form

    def get_form(self) -> DeskResumeForm:
        """What was typed, or what is written already."""
        if self.request.method == "POST":
            return self.form_of(dict(self.request.POST.lists()), is_judged=True)
        return self.form_of(self.beginning(), is_judged=False)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add or remove a row and show the form again, or save."""
        raw: Raw = dict(request.POST.lists())
        add, remove = request.POST.get("add", ""), request.POST.get("remove", "")
        if not (add or remove):
            return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]
        name, _, place = remove.rpartition("-")
        for spec in DeskResumeForm.rows:
            if spec.name == add:
                raw = spec.add(raw)
            elif spec.name == name and (number := whole_number(place)):
                raw = spec.remove(raw, number)
        return self.show(self.form_of(raw, is_judged=False))  # type: ignore[attr-defined, no-any-return]


@uncached
class CreateView(WritingView, ListActView):
    """A new version for the person from whose page one came."""

    template_name = WRITE

    @cached_property
    def graduate(self) -> Graduate | None:
        """Whose resume it is."""
        number = whole_number(self.request.GET.get("graduate", ""))
        rows = Graduate.objects.current().select_related("key")
        return rows.filter(pk=number).first() if number else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the person first."""
        if self.graduate is None:
            messages.info(request, "Откройте карточку человека: резюме составляют оттуда.")
            return redirect(self.desk.url("index"))
        if self.actor.has_perm(self.desk.rights["identity"]):
            log_read(
                self.graduate,
                actor=self.actor,
                what="контакты для резюме",
                organisation=self.actor.organisation,
            )
        return super().get(request, *args, **kwargs)

    def beginning(self) -> Raw:
        """Contacts of the card, and what was learned here."""
        assert self.graduate is not None
        person = self.graduate
        may_read = self.actor.has_perm(self.desk.rights["identity"])
        return raw_of(
            Content(
                phone=str(person.phone) if may_read else "",
                email=str(person.email) if may_read else "",
            )
        )

    def perform(self, form: DeskResumeForm) -> None:
        """Write the draft."""
        if self.graduate is None:
            raise Refused("Откройте карточку человека: резюме составляют оттуда.")
        self.object = self.service(
            graduate=self.graduate,
            content=typed_content(form.cleaned_data),
            vacancy=form.cleaned_data["vacancy"],
            actor=self.actor,
        )


@uncached
class EditView(WritingView, ActView):
    """The draft as it is, to be changed."""

    template_name = WRITE
    object: Resume

    def beginning(self) -> Raw:
        """What is written already, and its revision."""
        row = self.object
        chosen = [VacancyField().shown(row.vacancy)] if row.vacancy else []
        content = Content.from_json(str(row.content))
        return {**raw_of(content), "vacancy": chosen, "revision": [revision(row)]}

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """Render the form, and log the look."""
        look(self.object, self.actor, "содержание резюме")
        return super().show(form, **more)

    def get_form(self) -> DeskResumeForm:
        self.resume = self.object
        return super().get_form()

    def perform(self, form: DeskResumeForm) -> None:
        """Save the draft."""
        services.save_draft(
            resume=self.object,
            content=typed_content(form.cleaned_data),
            vacancy=form.cleaned_data["vacancy"],
            revision=form.cleaned_data["revision"],
            actor=self.actor,
        )


class CopyView(ActView):
    """The way leads to the new version."""

    def perform(self, form: Any) -> None:
        self.object = self.service(resume=self.object, actor=self.actor)


class PhotoView(ActView):
    """The photograph is made anew before the version is locked."""

    object: Resume

    def perform(self, form: Any) -> None:
        """Keep the file as long as the version takes it."""
        with kept_photo(form.cleaned_data["photo"], key=self.object.key) as photo:
            self.service(resume=self.object, photo=photo, actor=self.actor)


class ResumePictureView(PictureView):
    """The photograph of the version."""

    field, what = "photo", "фотография в резюме"


@uncached
class ReadView(DeskObjectView):
    """What the version says, in plain text, with words that had better not be there."""

    template_name = "placement/resumes/desk/read.html"
    http_method_names = ["get"]
    right = "identity"
    title = "Содержание резюме"
    object: Resume

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        look(self.object, self.actor, "содержание резюме")
        content = Content.from_json(str(self.object.content))
        return super().get_context_data(
            sections=sections(content),
            notes=health_notes(content),
            picture_url=self.address("picture") if self.object.photo_id else "",
            **kwargs,
        )


@uncached
class OwnPaperView(DeskObjectView):
    """The person's copy in the approved form."""

    http_method_names = ["get"]
    right = "identity"
    object: Resume

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        paper = papers.render(self.object, for_employer=False)
        look(self.object, self.actor, "резюме на бумаге")
        return exports.pdf_response(name=papers.file_name(self.object), pdf=paper.pdf)


@uncached
class EmployerPaperView(DeskObjectView):
    """The employer's copy; only of what may go out now."""

    http_method_names = ["get"]
    right = "identity"
    object: Resume

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF, or say why there is none."""
        if not services.may_go_out(self.object):
            words = "Эту версию нельзя передавать: нет согласования или согласия на передачу."
            messages.error(request, words)
            return redirect(self.get_object_url())
        paper = papers.render(self.object, for_employer=True)
        look(self.object, self.actor, "экземпляр резюме для работодателя")
        return exports.pdf_response(name=papers.file_name(self.object), pdf=paper.pdf)
