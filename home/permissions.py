"""Who may change the settings of the site; rights on pages stand in ``core/permissions.py``."""

from core import roles

GROUPS: dict[str, list[str]] = {
    roles.EDITOR_IN_CHIEF: ["home.view_sitesettings", "home.change_sitesettings"],
    roles.ADMINISTRATOR: ["home.view_sitesettings", "home.change_sitesettings"],
}
