"""The server as it looks from outside: bytes over a socket."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass

ANSWER_SECONDS = 30
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Reply:
    """An answer as it came.

    Attributes:
        headers: by lower-case name, in order, with repetitions.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def header(self, name: bytes) -> bytes | None:
        return next((value for each, value in self.headers if each == name), None)


def connect(port: int, receive_buffer: int | None = None) -> socket.socket:
    link = socket.socket()
    link.settimeout(ANSWER_SECONDS)
    if receive_buffer:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    try:
        link.connect(("127.0.0.1", port))
    except OSError:
        link.close()
        raise
    return link


def exchange(port: int, sent: bytes, *, bodiless: bool = False) -> Reply | None:
    """Send bytes as they are; the first answer to them, or None where the server just hung up.

    Args:
        port: where the server listens on 127.0.0.1.
        sent: a request, or what somebody takes for one.
        bodiless: the answer to HEAD announces a body that does not follow.
    """
    with connect(port) as link:
        # The server may answer, and hang up, before it has read everything.
        with suppress(BrokenPipeError, ConnectionResetError):
            link.sendall(sent)
        try:
            return read_reply(link, bodiless=bodiless)
        except ConnectionResetError:
            return None


def read_reply(link: socket.socket, *, bodiless: bool = False) -> Reply | None:
    received = b""
    while HEAD_END not in received:
        piece = link.recv(65_536)
        if not piece:
            assert not received, received
            return None
        received += piece
    head, _, body = received.partition(HEAD_END)
    reply = _read_head(head)
    awaited = int(reply.header(b"content-length") or 0)
    if bodiless or reply.status == 304:
        awaited = 0
    parts, have = [body], len(body)
    while have < awaited:
        piece = link.recv(65_536)
        assert piece, f"{have} of {awaited} bytes came"
        parts.append(piece)
        have += len(piece)
    return Reply(reply.status, reply.headers, b"".join(parts))


def _read_head(head: bytes) -> Reply:
    first, *lines = head.split(b"\r\n")
    found = re.fullmatch(rb"HTTP/1\.[01] (\d{3}) [ -~]*", first)
    assert found, first
    headers = [line.split(b": ", 1) for line in lines]
    return Reply(int(found[1]), [(name.lower(), value) for name, value in headers], b"")
