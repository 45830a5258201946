"""A label that is answered with no: "| Deputy | none |", "Protection from reprisals: no arrangement".

The label has all the words of the thing that is asked, and a short answer takes it back. The answer must
say no as a whole: "| Veto of sales | no sale goes through without her |" is none. Nor is what may well be
left out of a ranking or a report ("| Revenue | not considered |").
"""

from __future__ import annotations

import re

_THINGS_EN = (
    "arrangements? rules? procedures? provisions? schemes? polic(?:y|ies) plans? registers? records? "
    "lists? logs? deput(?:y|ies) owners? terms? deadlines? periods? intervals? dates? budgets? "
    "descriptions? forms?"
)
_THINGS_NL = (
    "regeling(?:en)? afspraken procedures? voorziening(?:en)? beleid plan(?:nen)? registers? "
    "lijst(?:en)? vervangers? eigenaar termijn(?:en)? data datum periode begroting budget omschrijving "
    "formulier(?:en)?"
)
_DONE_EN = (
    "made given done kept held set named there fixed recorded arranged foreseen promised offered "
    "provided examined investigated assessed studied described "
    "defined determined decided agreed assigned appointed designated available applicable planned "
    "regulated settled specified carried_out laid_down written_down looked_at looked_into measured "
    "tested published"
)
_DONE_NL = (
    "gemaakt gedaan bijgehouden benoemd aanwezig vastgelegd geregeld vastgesteld voorzien bepaald "
    "afgesproken belegd opgenomen beschreven beloofd aangeboden onderzocht nagegaan beoordeeld bekeken "
    "aangewezen gekozen besloten ingericht beschikbaar uitgewerkt gepland omschreven "
    "ingevuld uitgevoerd opgeschreven opgesteld bewaard gemeten getoetst gecontroleerd gepubliceerd"
)


def _one_of(words: str) -> str:
    """A pattern for any of these; "_" joins two words to one."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ")


_NO = "|".join(
    (
        r"no|none|nil|nee|neen|geen|niet|nothing|niets|nobody|niemand|[-–—]{1,3}",
        r"(?:is )?missing|absent|ontbreekt|tbd",
        r"n/?a|n\.?v\.?t\.?|niet van toepassing|(?:(?:an|een) )?open (?:point|question|punt|vraag)",
        rf"(?:there is )?no (?:\w+ )?{_one_of(_THINGS_EN)}(?: (?:for|on|about) \w+(?: \w+)?)?",
        rf"(?:er is )?geen (?:\w+ )?{_one_of(_THINGS_NL)}(?: (?:voor|over) \w+(?: \w+)?)?",
        rf"(?:(?:is|are|has been|have been) )?not (?:\w+ )?{_one_of(_DONE_EN)}",
        rf"(?:(?:is|zijn|wordt|worden) (?:\w+ )?)?(?:nog )?niet (?:\w+ )?{_one_of(_DONE_NL)}",
        r"none (?:agreed|set|made|kept|planned|named|foreseen|so far|yet)",
        r"no (?:\w+ ){1,2}(?:agreed|made|set|fixed|arranged)",
        r"geen (?:\w+ ){0,2}(?:afgesproken|gemaakt|vastgelegd|bepaald|voorzien|ingericht|geregeld|benoemd)",
        r"(?:(?:no|not) part of|geen (?:onder)?deel van) [^|.;\n]{1,40}",
    )
)
_ANSWERED_NO = re.compile(
    rf"(?:\|?[^|\n]+\||(?:[-•–*]\s*)?[^\s:;.!?|][^:;.!?|\n]{{2,89}}:)\s*\*{{0,2}}(?:{_NO})[\s.;|*]*\Z",
    re.IGNORECASE,
)


def answered_no(sentence: str) -> bool:
    """Whether this is a row of two cells, or a label with a colon, of which the whole answer is no."""
    return _ANSWERED_NO.match(sentence.strip()) is not None
