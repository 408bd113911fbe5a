"""A PostgreSQL server that a test starts, stops and throws away; no system service is touched.

PostgreSQL runs as no administrator: where the tests do, the server runs as ``nobody``.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
UNPRIVILEGED = "nobody"


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``: ``PPSIM_TEST_POSTGRES``, ``PATH``, or Debian's."""
    given = os.environ.get("PPSIM_TEST_POSTGRES")
    found = shutil.which("initdb")
    candidates = [Path(given)] if given else [*([Path(found).parent] if found else []), *PLACES]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


def why_not() -> str | None:
    """Why there can be no server here."""
    if os.name != "posix":
        return "the test starts PostgreSQL on POSIX systems alone"
    if binaries() is None:
        return "PostgreSQL's initdb and pg_ctl are not installed (or name: PPSIM_TEST_POSTGRES)"
    if os.getuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL runs as no administrator, and there is no setpriv to be another"
    return None


class Server:
    """A server in a temporary folder, on a port of this machine alone."""

    def __init__(self) -> None:
        found = binaries()
        assert found is not None
        self._bin = found
        self._room = Path(tempfile.mkdtemp(prefix="ppsim-pg-"))
        self._room.chmod(0o755)
        self._data = self._room / "data"
        self._data.mkdir(mode=0o700)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._number = 0
        self._running = False

    def __enter__(self) -> Server:
        if os.getuid() == 0:
            shutil.chown(self._room, UNPRIVILEGED)
            shutil.chown(self._data, UNPRIVILEGED)
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "owner", "-E", "UTF8", "-N")
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop("immediate")
        shutil.rmtree(self._room, ignore_errors=True)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-p {self.port} -h 127.0.0.1 -k '' -c max_connections=120 -c shared_buffers=32MB "
            "-c fsync=off"
        )
        log = self._room / "log"
        self._run("pg_ctl", "-D", self._data, "-l", log, "-w", "-t", "60", "-o", options, "start")
        self._running = True

    def stop(self, how: str = "fast") -> None:
        """Stop it: ``fast`` rolls back what runs, ``immediate`` is a crash."""
        if self._running:
            self._run("pg_ctl", "-D", self._data, "-m", how, "-w", "-t", "60", "stop")
            self._running = False

    def new_database(self) -> str:
        """A new, empty database; its URL."""
        self._number += 1
        name = f"store{self._number}"
        self.sql(f"CREATE DATABASE {name}", "postgres")
        return self.url(name)

    def ask_for_password(self, user: str) -> None:
        """From now on this user, and no other, needs a password."""
        rules = self._data / "pg_hba.conf"
        first = f"host all {user} 127.0.0.1/32 scram-sha-256\n"
        rules.write_text(first + rules.read_text())
        self._run("pg_ctl", "-D", self._data, "reload")

    def url(self, database: str, user: str = "owner") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str, database: str) -> None:
        """Run a statement as the owner."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        if os.getuid() == 0:
            command = [
                "setpriv",
                f"--reuid={UNPRIVILEGED}",
                "--regid=nogroup",
                "--clear-groups",
                *command,
            ]
        done = subprocess.run(
            command,
            cwd=self._room,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program == "initdb" else subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        )
        if done.returncode:
            log = self._room / "log"
            said = (done.stdout or b"").decode() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{program} failed: {said[-2000:]}")
