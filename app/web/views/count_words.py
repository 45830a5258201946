"""Counts of findings and sections in words. Never a percentage, never a score."""

from app.domain.overview import FindingCounts, Overview
from app.i18n import _, ngettext


def finding_words(counts: FindingCounts) -> str:
    """ "2 to fix first, 1 to improve"; empty when nothing is open."""
    parts = []
    if counts.fix_first:
        parts.append(_("%(num)s to fix first", num=counts.fix_first))
    if counts.improve:
        parts.append(_("%(num)s to improve", num=counts.improve))
    if counts.tip:
        parts.append(ngettext("%(num)s tip", "%(num)s tips", counts.tip) % {"num": counts.tip})
    return ", ".join(parts)


def progress_sentence(overview: Overview) -> str:
    """ "7 of 12 sections are ready. 3 findings to fix first." """
    total, ready, urgent = len(overview.in_force), overview.ready, overview.counts.fix_first
    sentences = [
        ngettext("%(ready)s of %(num)s section is ready.", "%(ready)s of %(num)s sections are ready.", total)
        % {"ready": ready, "num": total}
    ]
    if urgent:
        sentences.append(
            ngettext("%(num)s finding to fix first.", "%(num)s findings to fix first.", urgent)
            % {"num": urgent}
        )
    if overview.uncounted:
        sentences.append(
            ngettext(
                "%(num)s section has not been checked yet.",
                "%(num)s sections have not been checked yet.",
                overview.uncounted,
            )
            % {"num": overview.uncounted}
        )
    return " ".join(sentences)


def due_words(number: int) -> str:
    """ "2 assessments are due for review"."""
    words = ngettext("%(num)s assessment is due for review", "%(num)s assessments are due for review", number)
    return words % {"num": number}
