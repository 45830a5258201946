"""Asking the administrator's endpoint for passages: written in the trail before anything is sent.

What comes back is a hint on the page of *Point to it*. Only words that stand in the section survive, as the
whole sentences in which they stand; a person chooses, and the filters judge.
"""

import structlog

from app.domain.errors import Invalid, TryLater
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.plain_text import sha256
from app.usecases.doors import write_programme
from app.usecases.findings.pinning import Offered, Passage, Passages, passages_to_point_at
from app.usecases.workbench import Workbench

FEWEST_WORDS = 3
"""A shorter quotation stands anywhere and shows nothing."""

_log = structlog.get_logger("suggestions")


def suggest_passages(
    bench: Workbench, actor: Actor, programme_id: str, finding_id: str, element: str, place: str | None
) -> tuple[Passages, tuple[Passage, ...]]:
    """What the page shows, with the sentences that the endpoint proposes; none of them counts by that.

    Raises Invalid when no endpoint is set, TryLater when it does not answer.
    """
    found = passages_to_point_at(bench, actor, programme_id, finding_id, element, place)
    suggester = bench.suggester
    if suggester is None:
        raise Invalid("suggestions_off")
    text = "\n\n".join(" ".join(one.sentences) for one in found.blocks)
    with write_programme(bench, actor, programme_id, Act.POINT_TO_PASSAGE) as desk:
        what = f"{programme_id}/{found.place}/{found.item.finding.rule}/{element}"
        desk.record("send_for_suggestions", what, sha256(text))
    _log.info("section_sent", object=what, host=suggester.host, characters=len(text))
    try:
        quotes = suggester.suggest(found.says[found.language], text, found.language)
    except (OSError, ValueError) as error:
        _log.warning("no_suggestions", object=what, host=suggester.host, kind=type(error).__name__)
        raise TryLater("suggestions_unavailable", seconds=60) from error
    proposed = dict.fromkeys(passage for quote in quotes for passage in _verified(found, quote))
    return found, tuple(proposed)


def _verified(found: Passages, quote: str) -> list[Passage]:
    """The sentences in which the quotation stands word for word, spaces apart; empty when it does not."""
    wanted = " ".join(quote.split())
    if len(wanted.split()) < FEWEST_WORDS:
        return []
    return [
        Passage(found.place, one.block, sentence)
        for one in found.blocks
        for sentence in _touched(one, wanted)
    ]


def _touched(one: Offered, wanted: str) -> list[str]:
    """The sentences of a block that share words with the quotation, which stands in the block as a whole."""
    plain = [" ".join(sentence.split()) for sentence in one.sentences]
    whole = " ".join(plain)
    start = whole.find(wanted)
    if start < 0:
        return []
    touched, position = [], 0
    for sentence, text in zip(one.sentences, plain, strict=True):
        if position < start + len(wanted) and start < position + len(text):
            touched.append(sentence)
        position += len(text) + 1
    return touched
