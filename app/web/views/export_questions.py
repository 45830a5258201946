"""What can be chosen about an export."""

from dataclasses import dataclass

from app.i18n import _, ngettext
from app.usecases.printing.before_export import BeforeExport
from app.usecases.printing.printed_programme import ExportOptions


@dataclass(frozen=True)
class Question:
    """One choice of the form; each of its options is a value, a text, and whether it is chosen."""

    name: str
    label: str
    hint: str
    options: tuple[tuple[str, str, bool], ...]


def questions(before: BeforeExport, options: ExportOptions) -> tuple[Question, ...]:
    """The choices of the form, each with what is chosen now."""
    return (
        *_house(before, options),
        _language(before, options),
        _comments(before, options),
        Question(
            "annexes",
            _("Annexes"),
            _("The coverage annex and the list of forms."),
            (
                ("yes", _("With annexes"), options.annexes),
                ("no", _("Without annexes"), not options.annexes),
            ),
        ),
        Question(
            "watermark",
            _("Watermark"),
            "",
            (
                ("no", _("No watermark"), not options.watermark),
                ("draft", _("The word DRAFT across every page"), options.watermark),
            ),
        ),
        Question(
            "approval",
            _("Approval block"),
            _("Room for name, function, date and signature."),
            (
                ("yes", _("With the approval block"), options.approval),
                ("no", _("Without the approval block"), not options.approval),
            ),
        ),
    )


def _house(before: BeforeExport, options: ExportOptions) -> tuple[Question, ...]:
    """The look of the file, when the organisation has house styles of its own."""
    if not before.house_styles:
        return ()
    own = [(style.id, style.name, style.id == options.house) for style in before.house_styles]
    plain = ("", _("The look of Toetssteen"), options.house is None)
    return (Question("house", _("House style"), "", (plain, *own)),)


def _language(before: BeforeExport, options: ExportOptions) -> Question:
    chosen = options.language or before.programme.language
    return Question(
        "language",
        _("Language of headings, cover and names of facts"),
        _("Your text stays in the language in which it was written."),
        (("en", _("English"), chosen == "en"), ("nl", _("Dutch"), chosen == "nl")),
    )


def _comments(before: BeforeExport, options: ExportOptions) -> Question:
    threads = before.open_threads
    with_comments = (
        ngettext("With %(num)s open comment", "With %(num)s open comments", threads) % {"num": threads}
        if threads
        else _("With open comments (none at present)")
    )
    return Question(
        "comments",
        _("Comments"),
        _("In Word only: a PDF never holds comments."),
        (
            ("no", _("Without comments"), not options.comments),
            ("yes", with_comments, options.comments),
        ),
    )
