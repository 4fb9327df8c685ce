"""Forms of the desk of videos."""

import zoneinfo
from typing import Any

from django import forms

from contest.setup.desk.local_time import LocalDateTimeField, instant_of
from contest.video.models import Video
from contest.video.public.forms import ACCEPT
from contest.video.services import DESCRIPTION
from core import clock
from core.forms import TidyForm

_ABOUT = "Что показано и о чём говорят: для членов комиссии, которые не видят или не слышат."


class AttachForm(TidyForm):
    """A video that came by e-mail (clause 13) or on a carrier, with its instant of arrival."""

    source = forms.ChoiceField(
        label="Как поступило",
        choices=[(one.value, one.label) for one in (Video.Source.EMAIL, Video.Source.CARRIER)],
        widget=forms.RadioSelect,
    )
    at = LocalDateTimeField(label="Когда поступило")
    video = forms.FileField(
        label="Файл",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Выберите файл с видео."},
    )
    description = forms.CharField(
        label="Текстовое описание",
        required=False,
        max_length=DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_ABOUT,
    )

    def __init__(self, *args: Any, zone: zoneinfo.ZoneInfo, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self._zone = zone
        field = self.fields["at"]
        assert isinstance(field, LocalDateTimeField)
        field.zone = zone
        field.help_text = (
            f"Местное время конкурса ({clock.format_zone(clock.now(), zone)}). Этот момент решает,"
            " вовремя ли пришло видео."
        )

    def clean_at(self) -> Any:
        """The instant, on the contest's clock."""
        return instant_of(self.cleaned_data["at"], self._zone)


class DescribeForm(TidyForm):
    """The text description of the video that counts."""

    text = forms.CharField(
        label="Текстовое описание",
        required=False,
        max_length=DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_ABOUT,
    )
