"""Who may do what with the engine's own records; each domain says who works its submissions."""

from core import roles

GROUPS: dict[str, list[str]] = {
    roles.EDITOR_IN_CHIEF: [
        "forms_app.add_consenttext",
        "forms_app.change_consenttext",
        "forms_app.view_consenttext",
    ],
    roles.ADMINISTRATOR: [
        "forms_app.add_consenttext",
        "forms_app.change_consenttext",
        "forms_app.view_consenttext",
        "forms_app.view_destructionact",
    ],
}
