"""What was learned, what is promised, what else is allowed (P-F1, P-F4)."""

from typing import Any

from django import forms

from core.fields import LineField
from forms_app.engine.fields import DateField
from forms_app.engine.forms import StepForm
from placement.assistance.journey.common import YOUNGEST
from placement.consents import HEALTH, PHOTO, SITE, TO_COMMITTEE, TO_EMPLOYERS, VK
from placement.graduates.rules.ages import age
from placement.professions.models import Profession

YES, NO = "yes", "no"
HEALTH_ANSWER = "health"
UNDERTAKING = (
    "На указанный период сопровождения, обязуюсь предоставлять специалисту по взаимодействию с"
    " работодателями и трудоустройству информацию, необходимую для обеспечения успешного"
    " трудоустройства."
)
# Where photo and video may be shown: each place is a consent of its own (152-ФЗ, art. 10.1).
PLACES = {
    "photo_site": SITE,
    "photo_vk": VK,
}
FURTHER: dict[str, tuple[str, str]] = {
    "to_employers": (TO_EMPLOYERS, ""),
    "to_committee": (TO_COMMITTEE, ""),
    **{name: (PHOTO, place) for name, place in PLACES.items()},
    HEALTH_ANSWER: (HEALTH, ""),
}


class StudyForm(StepForm):
    """The profession learned and the paper about it."""

    profession = forms.ModelChoiceField(
        label="Профессия по АООП ПО",
        queryset=Profession.objects.filter(is_taught=True),
        required=False,
        empty_label="– нет в списке –",
    )
    profession_other = LineField(
        label="Профессия, если её нет в списке", max_length=255, required=False
    )
    later = forms.BooleanField(label="Свидетельство будет позже", required=False)
    certificate = LineField(label="Номер свидетельства", max_length=64, required=False)
    certificate_on = DateField(label="Свидетельство выдано", not_future=True, required=False)
    on_condition = frozenset({"profession", "profession_other"})
    questions = {
        "profession": "На кого вы учились?",
        "later": "Вы ещё учитесь?",
    }
    plain = {
        "later": "Отметьте, если свидетельства ещё нет: его можно принести после выпуска.",
        "certificate": "Если не помните номер, оставьте пустым: его найдёт специалист.",
        "certificate_on": "День выдачи, например 30.06.2026.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = (self.typed.get("profession") or "") if self.typed is not None else ""
        self.fields["profession"].queryset = Profession.objects.offered(chosen)  # type: ignore[attr-defined]

    def clean_certificate_on(self) -> Any:
        """A day on which the person was old enough to have learned something."""
        day, person = self.cleaned_data["certificate_on"], self.ctx.data.get("person")
        if day and person and age(person["birth_date"], day) < YOUNGEST:
            raise forms.ValidationError(
                "В этот день человеку было слишком мало лет. Проверьте год."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """One profession; a certificate that is there, or that comes later."""
        data = super().clean() or self.cleaned_data
        if self.ctx.lacks:
            return data
        if data.get("profession") and data.get("profession_other"):
            self.add_error(
                "profession_other", "Выберите профессию в списке или напишите её – что-то одно."
            )
        elif not {"profession", "profession_other"} & (
            self.errors.keys() | {name for name, value in data.items() if value}
        ):
            self.add_error("profession", "Выберите профессию в списке или напишите её ниже.")
        if data.get("later") and (data.get("certificate") or data.get("certificate_on")):
            self.add_error(
                "later", "Ниже указано свидетельство. Снимите отметку или сотрите эти сведения."
            )
        return data


class UndertakingForm(StepForm):
    """The promise of the approved form, a tick of its own."""

    undertaking = forms.BooleanField(
        label=UNDERTAKING,
        error_messages={"required": "Отметьте: без этого обещания помогать не получится."},
    )
    questions = {"undertaking": "Вы будете рассказывать специалисту, как идут поиск и работа?"}
    plain = {
        "undertaking": "Например: что ответил работодатель, когда вы выходите на работу. Так"
        " специалист успеет помочь. О здоровье рассказывать не обязательно."
    }


def _consent(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(YES, "Даю согласие"), (NO, "Не даю согласия")],
        widget=forms.RadioSelect,
    )


class FurtherForm(StepForm):
    """Consents that are no condition: each is answered, none is chosen beforehand."""

    to_employers = _consent("Передача резюме работодателям")
    to_committee = _consent("Передача сведений в комитет по труду и занятости")
    photo_site = _consent("Публикация фото и видео на сайте учреждения")
    photo_vk = _consent("Публикация фото и видео на странице учреждения «ВКонтакте»")
    health = _consent("Сведения о здоровье и нужных условиях")
    help = (
        "Помогать вам будут при любых ответах. Ответ – ещё не подпись: тексты согласий вы"
        " прочтёте и подпишете отдельно, и сможете отозвать."
    )
    questions = {
        "to_employers": "Можно отправлять ваше резюме работодателям?",
        "to_committee": "Можно сообщать о вас в комитет по труду и занятости области?",
        "photo_site": "Можно публиковать ваши фото и видео на сайте учреждения?",
        "photo_vk": "Можно публиковать ваши фото и видео на нашей странице «ВКонтакте»?",
        "health": "Можно спросить, какие условия нужны вам на работе?",
    }
    plain = {
        "to_employers": "Без согласия резюме никуда не уйдёт: вы покажете его сами.",
        "to_committee": "Комитет помогает с вакансиями и программами для молодых.",
        "health": "Это сведения о здоровье. Они нужны, чтобы не предлагать работу, которая вам"
        " вредна, и попросить подходящее место. Подписать это согласие можно только на бумаге или"
        " электронной подписью.",
    }


def wished(cleaned: dict[str, Any]) -> list[tuple[str, str]]:
    """Purpose and place of each consent that was answered with «даю»."""
    return [what for name, what in FURTHER.items() if cleaned.get(name) == YES]
