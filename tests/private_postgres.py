"""Runs a command with DATABASE_URL pointing at a private PostgreSQL that lives as long as the command.

    python tests/private_postgres.py pytest -q

Uses the binaries that Debian installs. Where there are none it says so in one line and succeeds: SQLite was tested.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def as_somebody() -> list[str]:
    """PostgreSQL refuses to run as root, so root runs it as `nobody`."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def cluster(bin_dir: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="cunxuan-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    port, store = free_port(), folder / "store"
    run = as_somebody()
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [*run, bin_dir / "initdb", "-D", store, "-U", "cunxuan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        **quiet,
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    subprocess.run([*run, bin_dir / "pg_ctl", "-D", store, "-w", "-o", options, "-l", folder / "log", "start"], **quiet)
    try:
        subprocess.run(
            [*run, bin_dir / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "cunxuan", "cunxuan"], **quiet
        )
        yield f"postgresql://cunxuan@127.0.0.1:{port}/cunxuan"
    finally:
        subprocess.run([*run, bin_dir / "pg_ctl", "-D", store, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    bin_dir = binaries()
    if bin_dir is None:
        print("PostgreSQL's binaries are not installed: the tests on PostgreSQL are skipped.")
        return 0
    with cluster(bin_dir) as url:
        print(f"On PostgreSQL ({bin_dir}):", flush=True)
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
