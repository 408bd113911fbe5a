"""A server of processes to be killed: each plays with the real command over real pipes.

It is given a socket. For each message on it (the arguments of ``ppsim``, one a line, with the two
ends of pipes to read from and write to) it forks a child that runs the command on those pipes, and
answers with the child's process id, which stays the child's until this server ends. All imports
have happened before the fork, so that a child costs milliseconds; whatever touches a file happens
in the child.
"""

from __future__ import annotations

import os
import socket
import sys

import ppsim.cli.commands.play
import ppsim.plain.closing
from ppsim.cli.main import main

LOADED = (ppsim.cli.commands.play, ppsim.plain.closing)


def serve(door: socket.socket) -> None:
    while True:
        message, ends, _, _ = socket.recv_fds(door, 4096, 2)
        if not message:
            return
        child = os.fork()
        if child == 0:
            door.close()
            os.dup2(ends[0], 0)
            os.dup2(ends[1], 1)
            for end in ends:
                os.close(end)
            os._exit(main(message.decode().split("\n")))
        for end in ends:
            os.close(end)
        door.send(str(child).encode())


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
