"""A server of processes to be killed: each is the real app at a terminal of its own.

It is given a socket. For each message on it (the arguments of ``ppsim``, one a line, with a
terminal) it forks a child that takes the terminal as its own and runs the command there, and
answers with the child's process id, which stays the child's until this server ends. Everything has
been imported before the fork; no thread and no loop has been started, and no file opened.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import termios

import ppsim.catalogue.reading
import ppsim.cli.commands.play
import ppsim.cli.in_app
import ppsim.store.journal
import ppsim.tui.app
import ppsim.tui.screens.briefing
import ppsim.tui.screens.play
from ppsim.cli.main import main

LOADED = (
    ppsim.catalogue.reading,
    ppsim.cli.commands.play,
    ppsim.cli.in_app,
    ppsim.store.journal,
    ppsim.tui.app,
    ppsim.tui.screens.briefing,
    ppsim.tui.screens.play,
)


def serve(door: socket.socket) -> None:
    while True:
        message, ends, _, _ = socket.recv_fds(door, 4096, 1)
        if not message:
            return
        child = os.fork()
        if child == 0:
            door.close()
            os.setsid()
            fcntl.ioctl(ends[0], termios.TIOCSCTTY, 0)
            for end in (0, 1, 2):
                os.dup2(ends[0], end)
            os.close(ends[0])
            os._exit(main(message.decode().split("\n")))
        os.close(ends[0])
        door.send(str(child).encode())


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
