"""Why a rule is not fully found although words for it stand in the text."""

from app.i18n import N_, _

_WORDS: dict[str, str] = {
    "contradicted": N_("The text says the opposite."),
    "conflict": N_("One sentence says it, another takes it back. Read both."),
    "crowded": N_("One sentence carries more than three duties. Give this one a sentence of its own."),
    "weak": N_("The text leaves it open: “where possible”, “in principle”, “may”."),
    "aspiration": N_("The text names it as a wish, not as something that is done."),
    "future": N_("The text announces it; it does not say that it is done now."),
    "past": N_("The text says that it was once done; it does not say that it is done now."),
    "norm": N_("The text repeats what others say that companies should do; it does not say that you do it."),
    "other_actor": N_("In this sentence somebody else does it, not your company."),
    "question": N_("The text asks it, and does not answer."),
    "fragment": N_("There are only loose words here. Write a sentence."),
    "template": N_("The words are here, but a fact in them is not filled in yet."),
}


def state_words(state: str) -> str:
    """One sentence for a state of the engine; empty where the finding says it all."""
    return _(_WORDS[state]) if state in _WORDS else ""
