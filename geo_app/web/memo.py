"""Whole answers, remembered: a request that came before is answered without Flask."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

# Flask's own client runs an application through this; it keeps to PEP 3333 in all its corners.
from werkzeug.test import run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TOLD_APART = (
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
)
"""What an answer may depend on. The application gets to see no other header of the request, so
that an answer cannot depend on one that the key leaves out."""

READING_METHODS = frozenset({"GET", "HEAD"})
REMEMBERED_STATUSES = frozenset({200, 304})
LONGEST_KEY = 2_000
"""In characters; keys come from strangers, and no honest one is longer."""

MOST_ANSWERS, MOST_BYTES = 1_000, 32_000_000
"""What is kept at most. A body that several answers share counts for each of them, so that the
bytes are the most that memory can keep alive after the page cache has let go."""


@dataclass(frozen=True)
class Answer:
    """What a WSGI application said; the body is shared with whoever made it, not copied."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Memo:
    """A WSGI application that remembers what another one answered, within bounds.

    Answers to GET and HEAD with 200 or 304 are remembered; errors never, for strangers can make
    any number of them. The answer least lately used goes first.

    Attributes:
        application: the one that is asked where nothing is remembered.
        told_apart: what of a request the application sees and an answer may depend on.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        most_answers: int = MOST_ANSWERS,
        most_bytes: int = MOST_BYTES,
        further: tuple[str, ...] = (),
    ) -> None:
        self.application, self.told_apart = application, (*TOLD_APART, *further)
        self._most_answers, self._most_bytes = most_answers, most_bytes
        self._answers, self._bytes = OrderedDict[object, Answer](), 0
        self._lock = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer from memory, or ask the application; the body is a list of one."""
        answer = self.answer(environ)
        start_response(answer.status, list(answer.headers))
        return [answer.body]

    def recall(self, environ: "WSGIEnvironment") -> Answer | None:
        """The answer to a request if it is in memory."""
        return self._find(self._key(environ))

    def answer(self, environ: "WSGIEnvironment") -> Answer:
        """The answer to a request, from memory or of the application."""
        key = self._key(environ)
        answer = self._find(key)
        if answer is None:
            answer = self._ask(environ)
            if _is_kept(key, answer):
                self._keep(key, answer)
        return answer

    def _key(self, environ: "WSGIEnvironment") -> tuple[str | None, ...]:
        return tuple(map(environ.get, self.told_apart))

    def _ask(self, environ: "WSGIEnvironment") -> Answer:
        seen = {
            name: value
            for name, value in environ.items()
            if name in self.told_apart or not name.startswith("HTTP_")
        }
        chunks, status, headers = run_wsgi_app(self.application, seen, buffered=True)
        return Answer(status, tuple(headers), b"".join(chunks))

    def _find(self, key: object) -> Answer | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def _keep(self, key: object, answer: Answer) -> None:
        with self._lock:
            if key in self._answers:  # another thread was asked the same at the same time
                return
            self._answers[key] = answer
            self._bytes += len(answer.body)
            while len(self._answers) > self._most_answers or self._bytes > self._most_bytes:
                _, forgotten = self._answers.popitem(last=False)
                self._bytes -= len(forgotten.body)


def _is_kept(key: tuple[str | None, ...], answer: Answer) -> bool:
    return (
        key[0] in READING_METHODS
        and int(answer.status[:3]) in REMEMBERED_STATUSES
        and sum(len(part) for part in key if part) <= LONGEST_KEY
    )
