"""What staff can do to recommendations, declared once (P-F7, X-4)."""

from typing import Any

from django.db.models import QuerySet

from core.back_office import Act, Look
from placement.mentors import services
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import PLACES, Recommendations

from . import forms, views


def _parts(sheet: Recommendations) -> QuerySet:
    return sheet.parts.select_related("filled_by", "signed_by")


def _is_ready(sheet: Any) -> bool:
    return bool(sheet.state == SheetState.READY)


CREATE = Act(
    code="create",
    button="Начать рекомендации",
    past="Начаты",
    service=services.open_sheet,
    title="Рекомендации наставнику на рабочем месте",
    submit="Начать",
    icon="plus",
    form=forms.SheetForm,
    view=views.CreateView,
)
ACTS = (
    Act(
        code="name-writers",
        button="Кто пишет",
        past="Назначено, кто пишет",
        service=services.name_writers,
        title="Кто заполняет разделы",
        submit="Назначить",
        help="Каждый видит и заполняет только свой раздел о людях, которых ему назначили. Что уже"
        " написано и подписано, остаётся с прежним именем.",
        success="Назначено: лист появился у них на рабочем столе.",
        form=forms.WritersForm,
        initial=lambda sheet: {place: getattr(sheet, f"{place}_id") for place in PLACES},
        offered=lambda sheet: sheet.is_open,
    ),
    Act(
        code="fill",
        button="Заполнить",
        past="Заполнен раздел",
        service=services.fill,
        submit="Сохранить",
        success="Раздел сохранён.",
        right="view",
        form=forms.PartForm,
        parts=_parts,
        part_name="part",
        view=views.FillView,
    ),
    Act(
        code="sign",
        button="Подписать",
        past="Подписан раздел",
        service=services.sign,
        title="Подписать раздел",
        submit="Подписать",
        help="Ваша подпись и её день будут стоять на бланке. Изменить раздел после этого можно,"
        " только если вы снимете подпись.",
        success="Раздел подписан.",
        right="view",
        look=Look.MAIN,
        parts=_parts,
        part_name="part",
        view=views.SignView,
    ),
    Act(
        code="unsign",
        button="Снять подпись",
        past="Снята подпись",
        service=services.unsign,
        title="Снять подпись",
        submit="Снять подпись",
        help="Вместе с ней снимается подпись заместителя директора, а человек читает рекомендации"
        " заново.",
        success="Подпись снята, раздел можно менять.",
        right="view",
        look=Look.DANGER,
        form=forms.WhyForm,
        parts=_parts,
        part_name="part",
        view=views.SignView,
    ),
    Act(
        code="read",
        button="Человек прочитал на бумаге",
        past="Прочитаны человеком",
        service=services.mark_read,
        title="Человек прочитал рекомендации на бумаге",
        submit="Прочитал",
        help="Отметьте, когда человек прочитал рекомендации целиком и понял их.",
        success="Отмечено.",
        offered=lambda sheet: _is_ready(sheet) and sheet.read_at is None,
    ),
    Act(
        code="confirm-words",
        button="Подтвердить слова выводов",
        past="Слова выводов проверены",
        service=services.confirm_words,
        title="В выводах нет сведений о здоровье",
        submit="Подтвердить",
        help="Работодатель может получить выводы отдельно. Прочитайте их: если слова всё же говорят"
        " о здоровье, снимите подпись и перепишите выводы.",
        success="Подтверждено.",
        right="approve",
        offered=lambda sheet: (
            _is_ready(sheet) and sheet.screened_at is None and bool(services.suspected_words(sheet))
        ),
    ),
    Act(
        code="hand-over",
        button="Напечатать для работодателя",
        past="Переданы работодателю",
        service=services.hand_over,
        title="Рекомендации для работодателя",
        submit="Записать и напечатать",
        help="Целиком – только по письменному согласию, в котором назван этот работодатель, и после"
        " того, как человек прочитал рекомендации. Только выводы – по согласию на передачу"
        " работодателям. Запись увидит и сам человек.",
        form=forms.HandOverForm,
        offered=_is_ready,
        view=views.HandOverView,
    ),
    Act(
        code="close",
        button="Закрыть",
        past="Закрыты",
        service=services.close,
        title="Закрыть рекомендации",
        submit="Закрыть",
        help="Их больше не заполняют и не передают. Можно будет начать новые.",
        success="Рекомендации закрыты.",
        look=Look.DANGER,
    ),
)
EVENTS = {"finish": "Подписаны", "reopen": "Открыты для изменений"}
