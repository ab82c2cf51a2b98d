"""The interface's words: gettext catalogues, read with Babel; the msgids are English."""

from functools import cache
from gettext import NullTranslations

from babel.messages.pofile import read_po

from geo_app.errors import UnknownLanguageError
from geo_app.resources import locale_folder

SOURCE_LANGUAGE = "en"
DOMAIN = "geo_app"
UNREVIEWED = frozenset({"ru", "ug"})
"""Languages whose messages no native speaker has reviewed: a reader of them is told so."""


class Catalogue(NullTranslations):
    """The messages of one language, straight from its .po file."""

    def __init__(self, messages: dict[tuple[str | None, str], str]) -> None:
        super().__init__()
        self._messages = messages

    def gettext(self, message: str) -> str:
        """The translation of `message`, or the message itself."""
        return self._messages.get((None, message)) or message

    def pgettext(self, context: str, message: str) -> str:
        """The translation of `message` in `context`, or the message itself."""
        return self._messages.get((context, message)) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n`; the project's messages have one form a language."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n` in `context`; the project's messages have one form a language."""
        return self.pgettext(context, msgid1 if n == 1 else msgid2)


@cache
def available_languages() -> tuple[str, ...]:
    """The languages (BCP 47) that the interface speaks, English first."""
    folders = sorted(path.name.replace("_", "-") for path in locale_folder().iterdir())
    return (SOURCE_LANGUAGE, *(name for name in folders if name != SOURCE_LANGUAGE))


@cache
def catalogue(language: str) -> Catalogue:
    """The interface's words in `language`.

    Raises:
        UnknownLanguageError: the interface does not speak it.
    """
    if language == SOURCE_LANGUAGE:
        return Catalogue({})
    if language not in available_languages():
        raise UnknownLanguageError(language, available_languages())
    path = locale_folder() / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=language.replace("-", "_"), domain=DOMAIN)
    return Catalogue(
        {
            (message.context, message.id): message.string
            for message in messages
            if isinstance(message.id, str) and isinstance(message.string, str) and message.id
        }
    )
