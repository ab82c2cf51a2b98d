"""The front of the application: what granian calls for each request, through its RSGI.

Pages are answered in the one thread that there is: from memory, or drawn at once. An export that is
not in memory may take seconds, and is made in another thread. A file that somebody sends is
different again: its bytes come as slowly as they like, and reading it may take a minute. It is
collected without holding that thread, and read in a process that another thread waits for; so
nobody else waits.
"""

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol

from geo_app.formats import FORMATS
from geo_app.web.memo import Answer, Memo
from geo_app.web.overlays import PATH as OVERLAYS
from geo_app.web.pages import EXPORTS

MAX_REQUEST_BYTES = 64_000
"""Of bodies that are no files; what is longer is not listened to."""
READERS = 2
"""Files that are read at a time; more wait their turn, so that memory and processors do for all."""
SILENT_SECONDS = 10
"""How long a sender may say nothing before it is let go."""
SENDING_SECONDS = 900
"""How long sending may take: 50 MB take as long at half a megabit a second."""
MOST_WAITING = 32
"""Exports of a sort that are waited for, one being made; who comes then is asked to come again."""
MOST_HELD = 4
"""How many of the largest files are held at a time, whole or in part."""
PREPARED_AFTER = 2
"""Seconds from an answer to the start of what reads the next file: who got it is busy drawing."""
REFUSED_SECONDS = 1
"""How long the sender of a file that is refused may pause before the answer."""
MOST_LET_GO = 4
"""How many times the largest file a sender may go on for after it was refused."""

_HEADER = "HTTP_"
"""What PEP 3333 begins the names of headers with."""
_BODY_HEADERS = (("content-type", "CONTENT_TYPE"), ("content-length", "CONTENT_LENGTH"))
_PLAIN = (("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"))
BUSY = Answer("503", (*_PLAIN, ("Retry-After", "10")), b"Too many files at a time; try again.\n")
SLOW = Answer("408", (*_PLAIN, ("Connection", "close")), b"The file did not come in time.\n")

Environment = dict[str, Any]


class Scope(Protocol):
    """What granian says of a request."""

    method: str
    path: str
    query_string: str
    scheme: str
    headers: Any


class Front:
    """Answers requests: most at once, files that are sent once they are there and read.

    Args:
        memo: the application, with its memory.
        server: the name and the port that it is to believe it has.
        largest_bytes: of a file; what comes beyond it is not listened to.
        prepare: is called in another thread once somebody is there, when a file comes, and after
            that: it starts what will read the next, if nothing waits for it.
    """

    def __init__(
        self, memo: Memo, server: tuple[str, int], largest_bytes: int, prepare: Callable[[], None]
    ) -> None:
        self._memo = memo
        names = (each for each in memo.told_apart if each.startswith(_HEADER))
        self._headers = [(_name_of(each), each) for each in names]
        self._largest, self._held = largest_bytes, 0
        self._prepare, self._is_prepared = prepare, False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._makers = {
            is_picture: ThreadPoolExecutor(1, thread_name_prefix="maker")
            for is_picture in (False, True)
        }
        self._waiting = {False: 0, True: 0}
        self._base: Environment = {
            "SCRIPT_NAME": "",
            "SERVER_NAME": server[0],
            "SERVER_PORT": str(server[1]),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.input_terminated": True,
        }

    async def __rsgi__(self, scope: Scope, protocol: Any) -> None:
        """Answer a request."""
        environment = self._environment(scope)
        if scope.method == "POST" and scope.path == OVERLAYS:
            answer = await self._take(environment, protocol)
        else:
            if "content-length" in scope.headers or "transfer-encoding" in scope.headers:
                await _drain(protocol)
            answer = await self._give(environment)
        protocol.response_bytes(int(answer.status[:3]), list(answer.headers), answer.body)
        if not self._is_prepared:
            self._is_prepared = True
            self._readers.submit(self._prepare)

    async def _give(self, environment: Environment) -> Answer:
        """The answer of the application; an export that is to be made keeps nobody waiting."""
        if not environment["PATH_INFO"].startswith(EXPORTS):
            return self._memo.answer(environment)
        if remembered := self._memo.recall(environment):
            return remembered
        form = FORMATS.get(environment["PATH_INFO"].removeprefix(EXPORTS).lower())
        is_picture = form is not None and form.is_picture
        if self._waiting[is_picture] >= MOST_WAITING:
            return BUSY
        self._waiting[is_picture] += 1
        try:
            loop = asyncio.get_running_loop()
            maker = self._makers[is_picture]
            return await loop.run_in_executor(maker, self._memo.answer, environment)
        finally:
            self._waiting[is_picture] -= 1

    def _environment(self, scope: Scope) -> Environment:
        """The request as PEP 3333 has it; of headers, what an answer may depend on."""
        asked = {
            **self._base,
            "REQUEST_METHOD": scope.method,
            "PATH_INFO": scope.path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
            "wsgi.input": io.BytesIO(),
        }
        for name, variable in self._headers:
            value = scope.headers.get(name)
            if value is not None:
                asked[variable] = value.encode().decode("latin-1")
        if scope.method == "POST":
            asked |= {key: scope.headers.get(name, "") for name, key in _BODY_HEADERS}
        return asked

    async def _take(self, environment: Environment, protocol: Any) -> Answer:
        """Collect a file as far as it may be looked at, and have it read."""
        body, taken = bytearray(), 0
        self._readers.submit(self._prepare)  # while it comes; most often there is one already
        try:
            async with asyncio.timeout(SENDING_SECONDS):
                if not await self._collect(body, environment, protocol):
                    return BUSY
            taken = len(body)
            environment["wsgi.input"] = io.BytesIO(bytes(body))  # which is read without a copy
            body.clear()
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._readers, self._memo.answer, environment)
        except TimeoutError:
            return SLOW
        finally:
            self._held -= taken + len(body)
            asyncio.get_running_loop().call_later(
                PREPARED_AFTER, self._readers.submit, self._prepare
            )

    async def _collect(self, body: bytearray, environment: Environment, protocol: Any) -> bool:
        """Add what comes to `body`, to one byte beyond what may be; False if there is no room."""
        pieces = aiter(protocol)
        while max(len(body), _length(environment)) <= self._largest:
            try:
                async with asyncio.timeout(SILENT_SECONDS):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return True
            if self._held + len(piece) > MOST_HELD * self._largest:
                return False
            body += piece
            self._held += len(piece)
        await _let_go(pieces, self._largest)
        return True


def _name_of(variable: str) -> str:
    return variable.removeprefix(_HEADER).replace("_", "-").lower()


async def _drain(protocol: Any) -> None:
    """Let a small body that nobody wants come in: who is still sending may miss the answer."""
    pieces, size = aiter(protocol), 0
    with suppress(StopAsyncIteration, TimeoutError):
        async with asyncio.timeout(SILENT_SECONDS):
            while size <= MAX_REQUEST_BYTES:
                size += len(await anext(pieces))


async def _let_go(pieces: AsyncIterator[bytes], most: int) -> None:
    """Let what is refused come in and go, to a limit: who is still sending may miss the answer."""
    size = 0
    with suppress(StopAsyncIteration, TimeoutError):
        while size <= MOST_LET_GO * most:
            async with asyncio.timeout(REFUSED_SECONDS):
                size += len(await anext(pieces))


def _length(environment: Environment) -> int:
    said = environment.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
