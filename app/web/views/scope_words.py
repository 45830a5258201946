"""Why a section is in or out, in words."""

from app.domain.overview import Applicability
from app.i18n import _


def reason_of(applicability: Applicability) -> str:
    """The reason in the language of the request; empty when the section is for every company."""
    questions = ", ".join(applicability.because)
    if applicability.undecided:
        return _("Stays in until these questions are answered: %(questions)s.", questions=questions)
    if not questions:
        return ""
    if applicability.applies:
        return _("Applies because of your answers to %(questions)s.", questions=questions)
    return _("Does not apply because of your answers to %(questions)s.", questions=questions)
