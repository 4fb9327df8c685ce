"""What the ground of every site of the crash tests begins with."""

from typing import Any

from django.core.management import call_command


def begin() -> None:
    """Tables, static files, pages, groups, texts of letters."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from core.letters import load_letter_texts
    from core.rights import setup_roles
    from home import setting_up
    from tests.public_site import make_root

    make_root()
    setting_up.make_site()
    setup_roles()
    load_letter_texts()


def staff(role: str, **fields: Any) -> Any:
    """A user of this role."""
    from django.contrib.auth.models import Group

    from tests.factories import UserFactory

    user = UserFactory(**fields)
    user.groups.set(Group.objects.filter(name=role))
    return user


def logged_in(user: Any) -> str:
    """The session of a user who has logged in."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def opened(draft: Any) -> str:
    """The session of a person who works on this draft."""
    from django.test import Client

    session = Client().session
    session["forms_open"] = {draft.journey: [str(draft.pk), draft.link_serial]}
    session.save()
    return session.session_key
