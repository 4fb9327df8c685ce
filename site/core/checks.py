"""System checks of the core: the state of the database and of the folder that the site writes to."""

import stat
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Problem
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from core import earlier
from core.letters import declared
from core.models import LetterTemplate
from core.rights import declared_rights

OTHERS = stat.S_IRWXO


@register(Tags.database)
def database_is_of_this_version(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """``migrate`` and whatever else checks the database stops before it breaks on an earlier one."""
    messages = (earlier.trouble(connections[alias]) for alias in databases or ())
    return [Error(message, id="core.E001") for message in messages if message]


@register(deploy=True)
def database_is_prepared(**kwargs: Any) -> list[CheckMessage]:
    """The commands that follow each update have been run."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return [_not_run("migrations to apply", "migrate")]
    groups = declared_rights().keys() - set(Group.objects.values_list("name", flat=True))
    letters = declared().keys() - set(LetterTemplate.objects.values_list("code", flat=True))
    messages: list[CheckMessage] = []
    if groups:
        messages.append(_not_run("groups of staff to make", "setup_roles"))
    if letters:
        messages.append(_not_run("letter texts to add", "load_letter_texts"))
    return messages


@register(deploy=True)
def folder_is_closed(**kwargs: Any) -> list[CheckMessage]:
    """Nobody but the site's own user reads database, files and keys."""
    mode = settings.VAR_DIR.stat().st_mode
    if not mode & OTHERS:
        return []
    hint = f"Run: chmod 700 {settings.VAR_DIR}"
    return [Problem(f"Everybody may look into {settings.VAR_DIR}.", hint=hint, id="core.W002")]


@register
def only_a_demonstration_moves_its_clock(**kwargs: Any) -> list[CheckMessage]:
    """CLOCK_FILE, by which browser tests move the time, is set nowhere else."""
    if not settings.CLOCK_FILE or settings.DEMO_ACCOUNTS:
        return []
    hint = "Take CLOCK_FILE out of the environment and the settings."
    return [Error("CLOCK_FILE moves the clock of a real installation.", hint=hint, id="core.E003")]


def _not_run(what: str, command: str) -> Problem:
    return Problem(f"There are {what}.", hint=f"Run: python manage.py {command}", id="core.W001")
