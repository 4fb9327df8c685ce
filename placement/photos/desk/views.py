"""Views of the desk of photographs (P-F4, X-5)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from core.back_office import ListActView
from core.errors import Refused
from core.photos import kept_photo
from core.text import whole_number
from placement.graduates.desk.pictures import PictureView
from placement.graduates.models import Graduate
from placement.photos.models import GraduatePhoto

FROM_CARD = "Откройте карточку человека: фото публикуют оттуда."


class PublishView(ListActView):
    """A photograph of the person from whose page one came."""

    @cached_property
    def graduate(self) -> Graduate | None:
        """Whose photograph it is."""
        number = whole_number(self.request.GET.get("graduate", "")[:9])
        rows = Graduate.objects.current().select_related("key")
        return rows.filter(pk=number).first() if number else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the person first, and for a consent."""
        if self.graduate is None:
            messages.info(request, FROM_CARD)
            return redirect(self.desk.url("index"))
        if not self.get_form().fields["place"].choices:
            messages.warning(
                request,
                "Человек не разрешил публиковать фото ни в одном месте. Запросите согласие в его"
                " карточке.",
            )
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"graduate": self.graduate}

    def perform(self, form: Any) -> None:
        """Keep the file as long as the publication takes it."""
        if self.graduate is None:
            raise Refused(FROM_CARD)
        typed = dict(form.cleaned_data)
        with kept_photo(typed.pop("photo"), key=self.graduate.key) as photo:
            self.object = self.service(
                graduate=self.graduate, photo=photo, actor=self.actor, **typed
            )


class PublishedPictureView(PictureView):
    """The photograph as it is kept; a look at the person whose it is."""

    field, what = "picture", "фото"
    object: GraduatePhoto

    def about(self) -> Graduate:
        return self.object.graduate
