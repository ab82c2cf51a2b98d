"""While a picture is made, nobody else waits for it."""

from threading import Event, Thread

from tests.running import serving
from tests.web.test_server import ask


def test_page_and_file_come_while_a_picture_is_made() -> None:
    with serving() as running:
        made = Event()
        asked = Thread(target=lambda: (ask(f"{running.address}export.png?size=A4"), made.set()))
        ask(running.address)
        asked.start()
        for path in ("", "?lang=ru", "export.csv"):
            assert ask(f"{running.address}{path}").status == 200
        assert not made.is_set()
        asked.join()
