"""The form of the participant's page."""

from typing import Any

from django import forms

from contest.video.services import DESCRIPTION
from core.forms import TidyForm

ACCEPT = "video/*,.mkv,.avi,.mp4,.m4v,.mpg,.mpeg,.m2v,.ts,.mov"


class DescriptionForm(TidyForm):
    """What is shown and said, in words: for those who cannot see or hear it."""

    description = forms.CharField(
        label="Текстовое описание видео",
        required=False,
        max_length=DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Расскажите в нескольких предложениях, что показано и о чём вы говорите: так видео"
        " поймёт и тот, кто его не видит или не слышит. Описание можно добавить и позже.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)


class VideoForm(DescriptionForm):
    """A video and its description."""

    video = forms.FileField(
        label="Файл видеообращения",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Выберите файл с видео."},
    )
    field_order = ["video", "description"]
