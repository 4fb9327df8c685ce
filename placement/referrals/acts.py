"""What staff can do to a referral, declared once (P-2.2b, X-4)."""

from core import journal_paper, phones
from core.back_office import Act, Look
from forms_app.answers import mask
from placement.referrals import services
from placement.referrals.desk import forms, views
from placement.referrals.models import Referral
from placement.referrals.setting_up import TITLE
from placement.vacancies.letters import address_of


def _where(referral: Referral) -> str:
    """Where the letter goes, and what to look at before it does."""
    address = address_of(referral.vacancy)
    phone = phones.phone_text(referral.vacancy.employer.phone)
    way = (
        f"Письмо уйдёт на адрес {mask(address)}."
        if address
        else f"Адреса электронной почты у работодателя нет. Позвоните: {phone or 'номера нет'}."
    )
    return " ".join([way, *services.warnings_of(referral)])


LIST_ACTS = (
    Act(
        code="prepare",
        button="Направить на вакансию",
        past="Подготовлено",
        service=services.prepare,
        submit="Подготовить",
        help="Работодатель пока ничего не узнает: направление передают отдельно.",
        success="Направление подготовлено. Теперь его можно передать работодателю.",
        icon="plus",
        form=forms.PrepareForm,
        view=views.PrepareView,
    ),
    Act(
        code="journal",
        button="Напечатать журнал",
        past="Журнал напечатан",
        service=journal_paper.render,
        title=TITLE,
        submit="Напечатать",
        icon="doc-full",
        form=forms.JournalForm,
        view=views.PrintJournalView,
    ),
)
ACTS = (
    Act(
        code="send",
        button="Передать работодателю",
        past="Передано работодателю",
        service=services.send,
        submit="Передать",
        help="Направление получит номер журнала. Письмо само ничего не говорит о человеке: резюме"
        " открывается по ссылке, 30 дней и только пока действует согласие.",
        help_for=_where,
        success="Направление передано.",
        look=Look.MAIN,
        form=forms.SendForm,
        initial=lambda referral: {
            "way": Referral.Way.LINK if address_of(referral.vacancy) else Referral.Way.PAPER,
            "resume": referral.resume_id,
        },
        view=views.OfReferralView,
    ),
    Act(
        code="answer",
        button="Записать ответ",
        past="Ответ работодателя",
        service=services.answer,
        title="Ответ работодателя",
        submit="Записать",
        help="По обратному талону или по телефону.",
        success="Ответ записан.",
        look=Look.MAIN,
        form=forms.SlipForm,
        offered=lambda referral: referral.is_awaited,
        view=views.OfReferralView,
    ),
    Act(
        code="take-back",
        button="Ответ записан неверно",
        past="Ответ отменён как ошибочный",
        service=services.take_back,
        submit="Отменить ответ",
        help="Направление снова будет ждать ответа.",
        success="Ответ отменён.",
        form=forms.WhyForm,
    ),
    Act(
        code="call-off",
        button="Отменить направление",
        past="Отменено",
        service=services.call_off,
        help="Ссылка работодателя сразу перестанет показывать резюме, письмо, которое ещё не ушло,"
        " не уйдёт.",
        success="Направление отменено.",
        look=Look.DANGER,
        form=forms.WhyForm,
    ),
)
# What happens to a referral without an act of staff, or by the act «answer».
EVENTS = {
    "invite": "Приглашён",
    "hire": "Принят на работу",
    "decline": "Отказ работодателя",
    "no-show": "Не пришёл",
    "remind": "Напоминание работодателю",
}
