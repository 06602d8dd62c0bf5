"""A server that others reach: behind HTTPS, nothing switched on that helps an attacker, its folder closed to others."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DJANGO_ADMIN = [sys.executable, "-m", "django"]
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("CUNXUAN", "DATABASE"))}
ASKED = """
import django, json
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
plain = Client().get("/login", headers={"host": "localhost"})
forwarded = Client().get("/login", headers={"host": "localhost", "x-forwarded-proto": "https"})
print(json.dumps({
    "debug": settings.DEBUG,
    "plain": [plain.status_code, plain.headers.get("Location")],
    "forwarded": [forwarded.status_code, forwarded.headers.get("Strict-Transport-Security")],
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "token": forwarded.cookies["csrftoken"]["secure"] if "csrftoken" in forwarded.cookies else None,
}))
"""


def run(*command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    how = {"DJANGO_SETTINGS_MODULE": "cunxuan.config.settings", "CUNXUAN_DIR": str(folder), **environment}
    return subprocess.run(command, capture_output=True, text=True, env={**CLEAN, **how})


def asked(folder: Path, **environment: str) -> dict[str, Any]:
    found = run(sys.executable, "-c", ASKED, folder=folder, **environment)
    assert found.returncode == 0, found.stderr
    said: dict[str, Any] = json.loads(found.stdout)
    return said


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    found = run(*DJANGO_ADMIN, "check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, CUNXUAN_HTTPS="1")
    assert found.returncode == 0, found.stderr


def test_behind_https_nothing_goes_over_plain_http(tmp_path: Path) -> None:
    said = asked(tmp_path, CUNXUAN_HTTPS="1")
    assert said["plain"] == [301, "https://localhost/login"]
    assert said["forwarded"] == [200, "max-age=31536000; includeSubDomains; preload"]
    assert said["cookies"] == [True, True]
    assert said["token"] is True


def test_on_one_machine_it_works_without_and_trusts_nobodys_word_that_there_is_https(tmp_path: Path) -> None:
    said = asked(tmp_path)
    assert said["debug"] is False
    assert said["plain"] == [200, None]
    assert said["forwarded"] == [200, None]
    assert not said["token"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are a matter of POSIX")
def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cunxuan"
    asked(folder)
    assert (folder / "cunxuan.sqlite3").exists()
    for closed in (folder, folder / "keys"):
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    for key in (folder / "keys").iterdir():
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_two_installations_share_no_key(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        asked(tmp_path / folder)
    keys = [path.read_text() for path in tmp_path.glob("*/keys/*")]
    assert len(keys) == 8
    assert len(set(keys)) == 8
