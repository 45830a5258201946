"""The postman: takes mail from the outbox and hands it over at least once, with one message id each."""

import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import structlog

from app.settings import Settings
from app.storage import outbox
from app.storage.outbox import Mail
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.machines.rounds import Rounds
from app.usecases.ports import Carrier
from app.usecases.workbench import Workbench

BATCH = 20
PAUSE_SECONDS = 5.0
SMTP_SECONDS = 20
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
LONG_LINES = SMTP.clone(max_line_length=998)

log = structlog.get_logger(__name__)


class MailServer:
    """Hands mail to an SMTP server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def carry(self, message: EmailMessage) -> None:
        """Send one message; raises OSError or SMTPException when it could not be handed over."""
        chosen = self._settings
        with smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=SMTP_SECONDS) as server:
            if chosen.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if chosen.smtp_user and chosen.smtp_password_file:
                password = chosen.smtp_password_file.read_text(encoding="utf-8").strip()
                server.login(chosen.smtp_user, password)
            server.send_message(message)


class MailFolder:
    """Puts mail into a folder, one `.eml` file each: for tests, and where there is no mail server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, message: EmailMessage) -> None:
        """Write one message under its id: sent twice, it is still one file."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        unfinished = self._folder / f"{name}.part"
        unfinished.write_bytes(message.as_bytes())
        unfinished.rename(self._folder / f"{name}.eml")


def carrier_of(settings: Settings) -> Carrier:
    """The mail server of the settings, or the folder `outbox` in the data folder."""
    return MailServer(settings) if settings.smtp_host else MailFolder(settings.data_dir / "outbox")


def deliver_due(bench: Workbench) -> int:
    """Hand over what is due; gives the number handed over. What fails comes back after a growing pause."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        waiting = outbox.due(session, bench.clock(), BATCH)
    return sum(_deliver(bench, mail) for mail in waiting)


def _deliver(bench: Workbench, mail: Mail) -> bool:
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(mail.tries, 12))
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        if not outbox.claim(transaction.session, mail, transaction.now + pause):
            return False
    try:
        bench.mailer.carry(_message(bench, mail))
    except (OSError, ValueError, smtplib.SMTPException) as failure:
        # ValueError: a header or a password that cannot be written. The rest of the post goes all the same.
        log.warning("mail_failed", mail=mail.id, tries=mail.tries + 1, kind=type(failure).__name__)
        return False
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        outbox.mark_sent(transaction.session, mail.id, transaction.now)
    log.info("mail_sent", mail=mail.id)
    return True


def _message(bench: Workbench, mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=LONG_LINES)
    message["From"] = bench.settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(bench.clock())
    message["Auto-Submitted"] = "auto-generated"
    # Links must stay whole: no transfer encoding that breaks lines or hides letters.
    message.set_content(mail.body, cte="7bit" if mail.body.isascii() else "8bit")
    return message


def postman(bench: Workbench) -> Rounds:
    """Delivers while the server runs; what is left goes with the next start."""
    return Rounds("postman", PAUSE_SECONDS, partial(deliver_due, bench))
