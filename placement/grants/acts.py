"""What staff can do with consents and representatives, declared once (P-F4, P-F5, X-4)."""

from core.back_office import Act, EditRowView, Look
from forms_app.models import Consent
from placement.grants import services
from placement.grants.desk import forms, views
from placement.grants.models import GrantSignature


def is_awaited(signature: GrantSignature) -> bool:
    """Whether the paper itself has not come in."""
    evidence = signature.evidence
    return evidence.method == Consent.Method.INK and evidence.original_received_at is None


LIST_ACTS = (
    Act(
        code="ask",
        button="Запросить согласие",
        past="Запрошено согласие",
        service=services.open_grant,
        submit="Запросить",
        success="Согласие запрошено: теперь его подписывают.",
        form=forms.AskForm,
        view=views.FromGraduate,
    ),
)
ACTS = (
    Act(
        code="record-paper",
        button="Внести подписанное на бумаге",
        past="Внесено согласие на бумаге",
        service=services.record_paper,
        submit="Внести",
        success="Подпись внесена.",
        look=Look.MAIN,
        form=forms.PaperForm,
        offered=lambda grant: grant.withdrawn_at is None,
        view=views.PaperView,
    ),
    Act(
        code="record-file",
        button="Внести электронную подпись",
        past="Внесено согласие с электронной подписью",
        service=services.record_file,
        submit="Внести",
        help="Сначала проверьте подпись, например на портале Госуслуг: сайт хранит файлы и сам"
        " подпись не проверяет.",
        success="Подпись внесена.",
        form=forms.FileForm,
        offered=lambda grant: grant.withdrawn_at is None,
        view=views.FileView,
    ),
    Act(
        code="send-link",
        button="Отправить ссылку для подписи",
        past="Отправлена ссылка для подписи",
        service=services.send_link,
        submit="Отправить",
        help="На собственный адрес того, кто подписывает, уйдёт письмо со ссылкой на его страницу.",
        success="Письмо со ссылкой поставлено в очередь.",
        form=forms.LinkForm,
        offered=lambda grant: grant.withdrawn_at is None,
        view=views.SignerView,
    ),
    Act(
        code="withdraw",
        button="Отозвать",
        past="Отозвано согласие",
        service=services.withdraw,
        title="Отозвать согласие по просьбе человека",
        submit="Отозвать",
        help="Отзыв действует сразу. С согласием на сопровождение заканчиваются и все остальные.",
        success="Согласие отозвано.",
        look=Look.DANGER,
        form=forms.WhyForm,
        offered=lambda grant: grant.withdrawn_at is None,
    ),
    Act(
        code="original",
        button="Подлинник получен",
        past="Получен подлинник согласия",
        service=services.receive_original,
        success="Отмечено: подлинник в центре.",
        offered=is_awaited,
        parts=lambda grant: grant.signatures.select_related("evidence", "grant__graduate"),
        part_name="signature",
    ),
)
REPRESENTATIVE_LIST_ACTS = (
    Act(
        code="create",
        button="Добавить представителя",
        past="Внесён представитель",
        service=services.add_representative,
        submit="Добавить",
        success="Представитель внесён.",
        form=forms.NewRepresentativeForm,
        view=views.AddRepresentativeView,
    ),
)
REPRESENTATIVE_ACTS = (
    Act(
        code="edit",
        button="Изменить",
        past="Изменён представитель",
        service=services.update_representative,
        submit="Сохранить",
        success="Изменения сохранены.",
        right="identity",
        form=forms.RepresentativeForm,
        offered=lambda row: row.ended_on is None,
        view=EditRowView,
    ),
    Act(
        code="verify-email",
        button="Адрес проверен",
        past="Проверен адрес почты",
        service=services.verify_representative_email,
        title="Адрес почты проверен",
        submit="Проверен, отправить ссылку",
        help="Нажмите, когда представитель сам подтвердил новый адрес: прочитал его вам вслух или"
        " ответил с него на ваше письмо. На этот адрес уйдёт новая ссылка на его страницу.",
        success="Адрес проверен, письмо со ссылкой поставлено в очередь.",
        right="identity",
        look=Look.MAIN,
        offered=lambda row: row.ended_on is None and row.email_unverified,
    ),
    Act(
        code="confirm",
        button="Полномочия проверены",
        past="Проверен документ о полномочиях",
        service=services.confirm_representative,
        title="Полномочия проверены",
        submit="Документ видели",
        help="Нажмите, когда увидели документ: свидетельство о рождении, акт или удостоверение опекуна,"
        " решение суда. За взрослого человека представитель подписывает кодом только после этого.",
        success="Записано: документ о полномочиях проверен.",
        right="identity",
        offered=lambda row: row.ended_on is None and row.entered_by_id is None,
    ),
    Act(
        code="renew-link",
        button="Заменить ссылку",
        past="Заменена ссылка представителя",
        service=services.renew_representative_link,
        title="Заменить ссылку представителя",
        submit="Заменить",
        help="Если ссылка попала к чужим. Она сразу перестанет открываться, новая уйдёт на проверенный"
        " адрес почты представителя.",
        success="Прежняя ссылка больше не открывается.",
        right="identity",
        offered=lambda row: row.ended_on is None,
    ),
    Act(
        code="end",
        button="Прекратить полномочия",
        past="Полномочия прекращены",
        service=services.end_representative,
        help="Ссылка представителя перестанет открываться, под согласиями понадобится новая подпись.",
        success="Полномочия прекращены.",
        look=Look.DANGER,
        form=forms.WhyForm,
        offered=lambda row: row.ended_on is None,
    ),
)
