"""The mails the product sends, in the reader's language, as plain text."""

from dataclasses import dataclass

from app.domain.people import Person
from app.i18n import _, in_language, language_of
from app.storage import outbox
from app.storage.outbox import Mail
from app.usecases.unit_of_work import Transaction
from app.usecases.workbench import Workbench

PRODUCT = "Toetssteen"


@dataclass(frozen=True)
class Letter:
    """Subject and body."""

    subject: str
    body: str


def post(bench: Workbench, transaction: Transaction, recipient: str, letter: Letter) -> None:
    """Put a letter into the outbox in this very transaction: no act without its mail, nor the reverse."""
    mail_id = bench.new_id()
    message_id = f"<{mail_id}@{bench.settings.host}>"
    mail = Mail(mail_id, message_id, recipient, letter.subject, letter.body)
    outbox.add_mail(transaction.session, mail, transaction.now)


def reset_letter(bench: Workbench, person: Person, token: str, minutes: int) -> Letter:
    """A link to choose a new password."""
    with in_language(language_of(person.language) or "en"):
        return Letter(
            _("Choose a new password"),
            _page(
                bench,
                _("Someone asked for a new password for your account. Open this link to choose one:"),
                _link(bench, f"/password/new?token={token}"),
                _("The link works once, for %(minutes)s minutes.", minutes=minutes),
                _("If you did not ask for this, you need not do anything. Your password stays as it is."),
            ),
        )


def password_changed_letter(bench: Workbench, person: Person) -> Letter:
    """A notice to the owner of the account."""
    with in_language(language_of(person.language) or "en"):
        return Letter(
            _("Your password was changed"),
            _page(
                bench,
                _("The password of your account was changed."),
                _("If you did not do this, choose a new password at once and tell your administrator:"),
                _link(bench, "/login/help"),
            ),
        )


def second_factor_cleared_letter(bench: Workbench, person: Person, by: str) -> Letter:
    """A notice that an administrator took the second factor away."""
    with in_language(language_of(person.language) or "en"):
        return Letter(
            _("Your authenticator app was disconnected"),
            _page(
                bench,
                _("%(name)s disconnected the authenticator app from your account.", name=by),
                _("You can connect an app again when you sign in:"),
                _link(bench, "/login"),
                _("If you did not ask for this, tell your administrator at once."),
            ),
        )


def invitation_letter(
    bench: Workbench, language: str, name: str, organisation: str, by: str, token: str, days: int
) -> Letter:
    """A link to join an organisation."""
    with in_language(language_of(language) or "en"):
        return Letter(
            _("Invitation from %(organisation)s", organisation=organisation),
            _page(
                bench,
                _("Dear %(name)s,", name=name),
                _(
                    "%(by)s invites you to work with %(organisation)s in %(product)s.",
                    by=by,
                    organisation=organisation,
                    product=PRODUCT,
                ),
                _link(bench, f"/invitation?token={token}"),
                _("The link works once, for %(days)s days.", days=days),
            ),
        )


def engagement_letter(bench: Workbench, person: Person, organisation: str) -> Letter:
    """A notice to a consultant that a company lets them in."""
    with in_language(language_of(person.language) or "en"):
        return Letter(
            _("%(organisation)s gave you access", organisation=organisation),
            _page(
                bench,
                _("%(organisation)s gave you access to its programme.", organisation=organisation),
                _link(bench, "/home"),
            ),
        )


def _page(bench: Workbench, *paragraphs: str) -> str:
    closing = _(
        "This message was sent by %(product)s at %(address)s.",
        product=PRODUCT,
        address=bench.settings.base_url,
    )
    return "\n\n".join((*paragraphs, closing)) + "\n"


def _link(bench: Workbench, path: str) -> str:
    """Links start with the address from the settings; no header of a request ever decides where they lead."""
    return bench.settings.base_url.rstrip("/") + path
