"""The command line: `cunxuan demo | serve | law | import | papers | account | verify | fonts`.

Exit status: 0 done; 1 the figures or the law say no (the output says why); 2 the call or the file is wrong (one
sentence).
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cunxuan.core.errors import BadInput, Refusal

from .law_check import app as law

app = typer.Typer(
    name="cunxuan",
    help="村选：依法、按时、有据地组织一个县的村级组织换届选举。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(law, name="law")

Dir = Annotated[Path | None, typer.Option("--dir", help="数据库、上传文件和密钥所在的文件夹。", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="只在标准输出打印一份 JSON。")]


def open_installation(folder: Path | None) -> None:
    """Points the settings at an installation's folder and starts Django; for commands that touch its database."""
    if folder is not None:
        os.environ["CUNXUAN_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cunxuan.config.settings")
    import django

    try:
        django.setup()
    except OSError as error:
        raise BadInput(
            f"{os.environ.get('CUNXUAN_DIR', '默认文件夹')}：不能读写（{error.strerror}）。请换一个文件夹：--dir。",
            f"The folder cannot be used ({error.strerror}). Choose another with --dir.",
        ) from error


def main() -> None:
    """The entry point: people's mistakes become one sentence, never a traceback."""
    from . import county, papers  # noqa: F401  their commands join the app; imported late, so that `law` starts without Django

    try:
        app()
    except BadInput as problem:
        sys.stderr.write(f"{problem.text}\n")
        sys.exit(2)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.text}{refusal.way_out}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # what is left ends with the process; to look through it once more takes half a second
