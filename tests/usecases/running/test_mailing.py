"""Mail leaves the house at least once, and the house forgets what was in it."""

import smtplib
import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from threading import Thread
from typing import Any

import pytest

from app.settings import Settings
from app.storage import outbox
from app.usecases.machines.rounds import Rounds
from app.usecases.running.letters import Letter, post
from app.usecases.running.mailing import carrier_of, deliver_due, postman
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from tests.conftest import SetClock

LETTER = Letter("Onderwerp één", "Regel met é.\n\nhttp://127.0.0.1:8000/" + "x" * 200 + "\n")


@dataclass
class Unreliable:
    """A mail server that fails so many times first."""

    failures: int = 0
    taken: list[EmailMessage] = field(default_factory=list)

    def carry(self, message: EmailMessage) -> None:
        """Take it, but say it failed while failures are left: the answer got lost on the way."""
        self.taken.append(message)
        if self.failures:
            self.failures -= 1
            raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def server() -> Unreliable:
    return Unreliable()


@pytest.fixture
def house(bench: Workbench, server: Unreliable) -> Workbench:
    return replace(bench, mailer=server)


def _post(bench: Workbench) -> None:
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        post(bench, transaction, "ann@example.org", LETTER)


def _bodies(bench: Workbench) -> Iterator[str]:
    with bench.work.read(EVERY_ORGANISATION) as session:
        yield from (row.body for row in session.exec(outbox.select(outbox.OutboxRow)))


def test_a_mail_goes_once_when_all_is_well(house: Workbench, server: Unreliable) -> None:
    """Sent mail is not sent again, and its text is wiped."""
    _post(house)
    assert deliver_due(house) == 1
    assert deliver_due(house) == 0
    assert [message["To"] for message in server.taken] == ["ann@example.org"]
    assert list(_bodies(house)) == [""]


def test_a_failed_mail_comes_back_with_the_same_id(
    house: Workbench, server: Unreliable, clock: SetClock
) -> None:
    """After a pause that doubles; the message id lets the reader's side see the doubles."""
    server.failures = 2
    _post(house)
    assert deliver_due(house) == 0
    assert deliver_due(house) == 0
    clock.forward(seconds=61)
    assert deliver_due(house) == 0
    clock.forward(seconds=61)
    assert deliver_due(house) == 0
    clock.forward(seconds=60)
    assert deliver_due(house) == 1
    assert len(server.taken) == 3
    assert len({message["Message-ID"] for message in server.taken}) == 1


def test_no_act_no_mail(house: Workbench, server: Unreliable) -> None:
    """A mail posted in a transaction that fails was never posted."""
    with (
        pytest.raises(ZeroDivisionError),
        house.work.write(EVERY_ORGANISATION, None, silent=True) as transaction,
    ):
        post(house, transaction, "ann@example.org", LETTER)
        raise ZeroDivisionError
    assert deliver_due(house) == 0
    assert server.taken == []


def test_two_postmen_share_the_work(house: Workbench, server: Unreliable) -> None:
    """A mail that one postman holds is not taken by the other."""
    _post(house)
    with house.work.read(EVERY_ORGANISATION) as session:
        seen = outbox.due(session, house.clock(), 5)
    assert deliver_due(house) == 1
    with house.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        assert not outbox.claim(transaction.session, seen[0], house.clock())


def test_the_folder_keeps_links_whole(bench: Workbench) -> None:
    """Without a mail server each mail is one readable file; long links are not broken over lines."""
    _post(bench)
    deliver_due(bench)
    files = list((bench.settings.data_dir / "outbox").iterdir())
    assert [path.suffix for path in files] == [".eml"]
    text = files[0].read_text(encoding="utf-8")
    assert "http://127.0.0.1:8000/" + "x" * 200 in text
    assert "Regel met é." in text


def test_the_postman_walks_and_stops(house: Workbench, server: Unreliable) -> None:
    """The thread delivers by itself and ends when told."""
    _post(house)
    rounds = postman(house)
    rounds.start()
    _wait_for(lambda: server.taken)
    rounds.stop()
    assert len(server.taken) == 1
    assert not rounds._thread.is_alive()


def test_a_round_that_fails_is_not_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever goes wrong, the next round comes, and the log has its kind without its words."""
    begun: list[int] = []

    def work() -> None:
        begun.append(len(begun))
        raise UnicodeError("what somebody wrote")

    rounds = Rounds("postman", 0.001, work)
    rounds.start()
    _wait_for(lambda: len(begun) > 2)
    rounds.stop()
    said = "".join(capsys.readouterr())
    assert len(begun) > 2
    assert "UnicodeError" in said
    assert "what somebody wrote" not in said


def test_a_mail_that_cannot_be_written_holds_up_no_other(house: Workbench, server: Unreliable) -> None:
    """It fails alone and comes back after its pause like one that the server refused."""
    with house.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        post(house, transaction, "ann@example.org", replace(LETTER, subject="one\ntwo"))
    _post(house)
    assert deliver_due(house) == 1
    assert [message["Subject"] for message in server.taken] == [LETTER.subject]


def _wait_for(happened: Callable[[], object]) -> None:
    for _ in range(500):
        if happened():
            return
        time.sleep(0.01)


def test_the_settings_choose_the_carrier(bench: Workbench) -> None:
    """A mail server when one is named, else the folder."""
    named = bench.settings.model_copy(update={"smtp_host": "mail.example.org"})
    assert type(carrier_of(named)).__name__ == "MailServer"
    assert type(carrier_of(bench.settings)).__name__ == "MailFolder"


@pytest.mark.parametrize(
    ("chosen", "is_refused"),
    [
        ({"smtp_host": "mail.example.org", "smtp_user": "icp", "smtp_starttls": False}, True),
        ({"smtp_host": "mail.example.org", "smtp_user": "icp"}, False),
        ({"smtp_host": "mail.example.org", "smtp_starttls": False}, False),
        ({"smtp_host": "localhost", "smtp_user": "icp", "smtp_starttls": False}, False),
    ],
)
def test_the_password_of_the_mail_account_never_goes_out_in_clear(
    chosen: dict[str, Any], is_refused: bool
) -> None:
    """An account without encryption is refused at start, except on this machine."""
    with pytest.raises(ValueError, match="smtp_user needs smtp_starttls") if is_refused else nullcontext():
        Settings(**chosen)


class _Desk(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as it takes to accept a mail (RFC 5321)."""

    def handle(self) -> None:
        """One conversation; what was sent is kept by the server."""
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                mail = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append(mail)  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 8BITMIME\r\n")


def test_a_mail_server_takes_the_mail(bench: Workbench) -> None:
    """With a server in the settings a mail goes over the wire, whole and with its letters right."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Desk) as desk:
        desk.mails = []  # type: ignore[attr-defined]
        thread = Thread(target=desk.serve_forever)
        thread.start()
        chosen = {"smtp_host": "127.0.0.1", "smtp_port": desk.server_address[1], "smtp_starttls": False}
        settings = bench.settings.model_copy(update=chosen)
        _post(bench)
        delivered = deliver_due(replace(bench, mailer=carrier_of(settings)))
        desk.shutdown()
        thread.join()
    assert delivered == 1
    (mail,) = desk.mails  # type: ignore[attr-defined]
    assert "Regel met é." in mail.decode("utf-8")
    assert b"http://127.0.0.1:8000/" + b"x" * 200 in mail


def test_no_mail_server_is_no_disaster(bench: Workbench, clock: SetClock) -> None:
    """A server that is not there: the mail waits and goes later."""
    chosen = {"smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_starttls": False}
    away = replace(bench, mailer=carrier_of(bench.settings.model_copy(update=chosen)))
    _post(bench)
    assert deliver_due(away) == 0
    clock.forward(minutes=2)
    assert deliver_due(bench) == 1
