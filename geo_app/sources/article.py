"""Articles: plain text in UTF-8, whose non-empty lines are its paragraphs."""

import re
from pathlib import Path

from geo_app.errors import ArticleError

MAX_ARTICLE_BYTES = 1_000_000

_LINE_END = re.compile(r"\r\n|\r|\n")


def read_article(path: Path) -> tuple[str, ...]:
    """The paragraphs of the text in `path`; 0 is the headline.

    Raises:
        ArticleError: it cannot be read, is too large or is not UTF-8.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device need not have an end
            raise ArticleError(str(path), "expected a file of text")
        with path.open("rb") as file:
            content = file.read(MAX_ARTICLE_BYTES + 1)
    except OSError as error:
        raise ArticleError(str(path), f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ArticleError(str(path), "expected the name of a file") from error
    if len(content) > MAX_ARTICLE_BYTES:
        raise ArticleError(str(path), f"expected at most {MAX_ARTICLE_BYTES:,} bytes of text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(str(path), f"expected UTF-8 text: {error}") from error
    return tuple(line for line in _LINE_END.split(text) if line.strip())
