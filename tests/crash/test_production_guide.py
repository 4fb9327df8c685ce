"""Following docs/operations.md on an empty database gives a site (X-9)."""

import re
import secrets
import subprocess
import sys

import pytest
from django.conf import settings

from tests.browser.live_site import ROOT

pytestmark = pytest.mark.req("X-9")
GUIDE = ROOT / "docs" / "operations.md"
HOST = "site.example.org"
ADDRESSES = [
    "/",
    "/news/",
    "/regulations/",
    "/search/",
    "/privacy/",
    "/accounts/login/",
    "/healthz",
]
# Prints each address with its answer, as a browser behind the proxy gets it.
VISIT = """
import sys
from django.test import Client
client = Client()
for address in sys.argv[1:]:
    answer = client.get(address, secure=True, headers={"host": "site.example.org"})
    print(address, answer.status_code, "Welcome" in answer.content.decode())
"""


@pytest.fixture
def production(tmp_path):
    """``production("migrate")``: a command of an installation whose folder is still empty."""
    environ = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "VAR_DIR": str(tmp_path / "var"),
        "DOMAINS": ",".join(settings.DOMAINS),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DEFAULT_FROM_EMAIL": f"no-reply@{HOST}",
        "SECRET_KEY": secrets.token_hex(32),
        "PRIVATE_KEYS": f"one:{secrets.token_hex(32)}",
        "DIGEST_KEY": secrets.token_hex(32),
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def steps() -> list[list[str]]:
    """The commands of the guide that follow each update."""
    block = re.search(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    return [line.split()[1:] for line in block[1].strip().splitlines()]


def test_the_guide_leads_to_a_site_that_lacks_nothing(production, tmp_path):
    for words in steps():
        said = production(*words)
    assert words == ["manage.py", "check", "--deploy"]
    assert said == "System check identified no issues (0 silenced).\n"
    visited = production("-c", f"import django; django.setup(){VISIT}", *ADDRESSES)
    assert visited.splitlines() == [f"{address} 200 False" for address in ADDRESSES]
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
