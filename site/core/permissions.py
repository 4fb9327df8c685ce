"""Who may do what in the core and in Wagtail; every group named by any app may enter the desk."""

from core import roles

# Every group named by any app has it.
ENTER_DESK = "wagtailadmin.access_admin"

_MEDIA = [
    f"core.{verb}_{noun}"
    for noun in ("customimage", "customdocument")
    for verb in ("add", "change", "delete", "view")
]

GROUPS: dict[str, list[str]] = {
    roles.CONTENT_EDITOR: [],
    roles.EDITOR_IN_CHIEF: [
        *_MEDIA,
        "core.view_lettertemplate",
        "core.change_lettertemplate",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
    roles.ADMINISTRATOR: [
        "core.add_user",
        "core.change_user",
        "core.view_user",
        "core.view_organisation",
        "core.add_organisation",
        "core.change_organisation",
        "core.view_calendarday",
        "core.add_calendarday",
        "core.change_calendarday",
        "core.delete_calendarday",
        "core.view_lettertemplate",
        "core.change_lettertemplate",
        "core.view_letter",
        "core.change_letter",
        "core.view_journal",
        "core.change_journal",
        # Opens the log only of the operators that name this person as its reviewer.
        "core.review_reads",
    ],
    roles.DIRECTOR: ["core.review_reads"],
}

# Rights on the whole page tree and on all collections of images and documents.
PAGES: dict[str, list[str]] = {
    roles.CONTENT_EDITOR: ["add_page", "change_page"],
    roles.EDITOR_IN_CHIEF: [
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ],
}
# Wagtail asks for the rights of its own models, whatever model the site uses.
COLLECTIONS: dict[str, list[str]] = {
    roles.CONTENT_EDITOR: [
        "wagtailimages.add_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
    ],
    roles.EDITOR_IN_CHIEF: [
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    ],
}
# Who approves what content editors submit for moderation.
MODERATORS = roles.EDITOR_IN_CHIEF
WORKFLOW = "Проверка главным редактором"
