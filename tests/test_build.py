"""What is committed, what is locked, and what a wheel carries."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from cunxuan.rendering import fonts

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
NPM_LOCK = json.loads((ROOT / "frontend/package-lock.json").read_text("utf-8"))

#: Where packages come from is a matter of each machine, so no file names such a place.
REGISTRY = re.compile(
    r"npmjs\.(?:org|com)|npmmirror\.com|pypi\.org|pythonhosted\.org|(?:deb|security)\.debian\.org"
    r"|jsdelivr\.net|unpkg\.com|cdnjs\.|\bmirrors?\.[\w-]+\.(?:com|cn|edu|org)"
)
#: What nobody writes by hand: fonts, archives, programs, what a bundler or a compiler made.
MADE_ELSEWHERE = re.compile(
    r"\.(?:otf|ttf|ttc|woff2?|zip|gz|xz|whl|jar|so|dll|exe|wasm|pyc|mo|map)$|\.min\.(?:js|css)$"
)


def committed(*options: str) -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: only git knows which files are committed")
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", *options],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return listed.stdout.split("\0")[:-1]


def requirements(lock: str) -> dict[str, str]:
    """Package -> all that the lock says about it."""
    lines = [line for line in (ROOT / lock).read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    return {package(entry): entry for entry in re.split(r"\n(?=\S)", "\n".join(lines))}


def package(requirement: str) -> str:
    """`Psycopg[binary]>=3.3` -> `psycopg`."""
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return found[0].lower().replace("_", "-")


def test_no_file_names_a_package_registry() -> None:
    naming = [
        name
        for name in committed()
        if (ROOT / name).is_file() and REGISTRY.search((ROOT / name).read_text("utf-8", errors="replace"))
    ]
    assert naming == []


def test_nothing_that_others_made_is_committed() -> None:
    assert [name for name in committed() if MADE_ELSEWHERE.search(name)] == []


def test_nothing_that_a_build_makes_is_committed() -> None:
    assert committed("--cached", "--ignored", "--exclude-standard") == []


def test_every_npm_package_is_locked_by_hash_and_without_an_address() -> None:
    packages = {name: entry for name, entry in NPM_LOCK["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_npm_lock_is_that_of_package_json() -> None:
    wanted = json.loads((ROOT / "frontend/package.json").read_text("utf-8"))
    for kind in ("dependencies", "devDependencies"):
        assert NPM_LOCK["packages"][""][kind] == wanted[kind]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_is_locked_by_version_and_hash_and_without_an_address(lock: str) -> None:
    entries = requirements(lock)
    assert [name for name, entry in entries.items() if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert [name for name in entries if name.startswith("-")] == []
    assert "://" not in (ROOT / lock).read_text("utf-8")


def test_the_locks_hold_all_that_pyproject_names() -> None:
    runs = {package(line) for line in [*PROJECT["project"]["dependencies"], *GROUPS["build"]]}
    assert runs <= requirements("requirements.txt").keys()
    develops = {package(line) for group in GROUPS.values() for line in group}
    assert runs | develops <= requirements("requirements-dev.txt").keys()


def test_development_uses_what_an_office_uses() -> None:
    office, development = requirements("requirements.txt"), requirements("requirements-dev.txt")
    assert [name for name in office if office[name] != development[name]] == []


def test_an_editable_install_finds_all_that_a_build_asks_for() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(GROUPS["build"])


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A copy of what the build reads, with this clone's packages of npm."""
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    frontend = shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=lambda *_: ["node_modules"])
    (frontend / "node_modules").symlink_to(ROOT / "frontend/node_modules")
    rendering = tmp_path / "src/cunxuan/rendering"
    rendering.mkdir(parents=True)
    shutil.copy(ROOT / "src/cunxuan/rendering/fonts.py", rendering)
    return tmp_path


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "hatch_build.py"], cwd=folder, capture_output=True, text=True)


def translate(folder: Path, translation: str) -> Path:
    file = folder / "src/cunxuan/locale/en/LC_MESSAGES/django.po"
    file.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    file.write_text(f'{head}\n#, python-format\nmsgid "共 %(n)s 个村"\nmsgstr "{translation}"\n', "utf-8")
    return file


def test_a_build_makes_style_sheet_script_fonts_and_translations(elsewhere: Path) -> None:
    translations = translate(elsewhere, "%(n)s villages")
    assert build(elsewhere).returncode == 0
    made = elsewhere / "src/cunxuan"
    assert {file.name for file in (made / "web/static/cunxuan/built").iterdir()} == {"main.css", "main.js"}
    assert {file.name for file in (made / "rendering/fonts").iterdir()} == {"LICENSE", *fonts.BUNDLED}
    assert b"villages" in translations.with_suffix(".mo").read_bytes()


def test_a_second_build_touches_nothing(elsewhere: Path) -> None:
    assert build(elsewhere).returncode == 0
    made = [file for file in (elsewhere / "src").rglob("*") if file.is_file()]
    before = [file.stat().st_mtime_ns for file in made]
    assert build(elsewhere).returncode == 0
    assert [file.stat().st_mtime_ns for file in made] == before


def test_a_style_that_cannot_be_read_stops_the_build_and_names_its_line(elsewhere: Path) -> None:
    (elsewhere / "frontend/src/print.css").write_text(".cx-paper { margin: 0", "utf-8")
    run = build(elsewhere)
    assert run.returncode == 1
    assert "src/print.css:1:" in run.stderr
    assert run.stderr.endswith("cunxuan: frontend/src could not be bundled; correct the line named above.\n")
    assert not (elsewhere / "src/cunxuan/web").exists()


def test_a_translation_that_loses_a_number_stops_the_build_and_names_its_line(elsewhere: Path) -> None:
    file = translate(elsewhere, "%(villages)s villages")
    run = build(elsewhere)
    assert run.returncode == 1
    assert run.stderr == f"cunxuan: {file}:5: unknown named placeholder 'villages'; correct that translation.\n"


def test_a_wheel_carries_all_that_the_software_needs(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(ZipFile(wheel).namelist())
    package = {name.removeprefix("src/") for name in committed() if name.startswith("src/cunxuan/")}
    made = {
        *(f"cunxuan/web/static/cunxuan/built/main.{kind}" for kind in ("css", "js")),
        *(f"cunxuan/rendering/fonts/{name}" for name in ("LICENSE", *fonts.BUNDLED)),
        *(name.removesuffix("po") + "mo" for name in package if name.endswith(".po")),
    }
    assert package | made <= carried
    assert [name for name in carried if not name.startswith(("cunxuan/", "cunxuan-"))] == []
