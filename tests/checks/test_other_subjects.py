"""A text that keeps the words of another subject company is not about the duty, whatever words it shares."""

import pytest

from checks import judge_passage
from checks.engine import analysts_for
from checks.languages import Language
from checks.other_subjects import SubjectWords, told_by_words
from checks.passage import Passage
from checks.sections import SectionText, TextBlock
from checks.verdict import judge
from tests.evaluation.scoring import pack

UNPAID = {
    "en": "When an invoice stays unpaid after two notices, finance may suspend the licence without "
    "liability. The credit controller decides within ten days, whatever the customer claims, and logs it.",
    "nl": "Blijft een factuur onbetaald, dan mag de debiteurenbeheerder na overleg de licenties opschorten, "
    "zonder aansprakelijkheid voor omzet. Hij beslist binnen tien dagen en legt elk gebruik vast.",
}
MISUSED = {
    "en": "When people are harmed with our masts, the human-rights lead may suspend the licence without "
    "liability, whoever asks for it. She decides within ten days and logs each suspension.",
    "nl": "Worden mensen met onze masten onderdrukt, dan mag de mensenrechtenfunctionaris de toegang "
    "opschorten, zonder aansprakelijkheid. Zij beslist binnen tien dagen en legt elk gebruik vast.",
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_words_around_a_duty_tell_whose_it_is(language: Language) -> None:
    debtors = judge_passage(pack(), "HR-CON-03", UNPAID[language], language)
    people = judge_passage(pack(), "HR-CON-03", MISUSED[language], language)

    assert (debtors.verdict, debtors.evidence) == ("not_found", ())
    assert "D15" in debtors.defects
    assert people.verdict == "partly"
    assert "D15" not in people.defects


@pytest.mark.parametrize("language", ["en", "nl"])
def test_in_a_programme_the_topic_decides(language: Language) -> None:
    result = judge(pack().rule("HR-CON-03"), _passage(language, UNPAID[language], section="icp.4.8"))

    assert not any(defect.words for defect, _ in result.defects)


WORDS = SubjectWords({"en": "invoice, warranty, customs", "nl": "factuur, garantie, douane"})
PLAIN = (
    "People living beside masts write letters about pictures taken from their gardens every single evening"
)


def test_words_that_the_pack_lists_for_all_count_with_those_of_the_rule() -> None:
    of_rule = SubjectWords({"en": "warranty", "nl": "garantie"}, WORDS)
    both = _passage("en", f"{PLAIN}. Invoices and warranties.")

    assert told_by_words(of_rule, both, alone=False) == (1,)
    assert told_by_words(SubjectWords(of_rule.written), both, alone=False) == ()


def test_every_rule_knows_the_words_of_its_pack() -> None:
    lists = [defect.words for rule in pack().rules for defect in rule.own_defects.told_by_words]

    assert len(lists) == len(pack().rules)
    assert all(words and "treasurer" in words.lemmas and "debiteur" in words.lemmas for words in lists)


def test_one_word_in_eight_is_too_many() -> None:
    one = _passage("en", f"{PLAIN} invoices.")
    two = _passage("en", f"{PLAIN}. Invoices and warranties.")

    assert told_by_words(WORDS, one, alone=False) == ()
    assert told_by_words(WORDS, two, alone=False) == (1,)


def test_beside_a_single_element_half_as_many_are() -> None:
    one = _passage("en", f"{PLAIN} invoices.")

    assert told_by_words(WORDS, one, alone=True) == (0,)
    assert told_by_words(WORDS, _passage("en", PLAIN), alone=True) == ()


def test_any_form_of_a_word_counts_and_each_word_once() -> None:
    text = "Facturen, een factuur, de facturen. Mensen schrijven brieven over beelden van tuinen bij avond."

    assert told_by_words(WORDS, _passage("nl", text), alone=True) == (0,)
    assert told_by_words(WORDS, _passage("nl", text), alone=False) == ()


def _passage(language: Language, text: str, section: str = "") -> Passage:
    blocks = (TextBlock("b", "paragraph", text),)
    return (
        analysts_for([pack()]).analyst(pack(), language).passage(SectionText(section, "", language, blocks))
    )
