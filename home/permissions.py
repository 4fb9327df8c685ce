"""Who may change the settings of the site; rights on pages stand in ``core/permissions.py``."""

from core import roles

_SNIPPETS = [
    f"home.{verb}_{model}"
    for model in ("formstarttext", "searchsynonyms")
    for verb in ("view", "add", "change", "delete")
]

GROUPS: dict[str, list[str]] = {
    roles.EDITOR_IN_CHIEF: ["home.view_sitesettings", "home.change_sitesettings", *_SNIPPETS],
    roles.ADMINISTRATOR: ["home.view_sitesettings", "home.change_sitesettings"],
}
