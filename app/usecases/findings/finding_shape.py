"""A finding in the shape of the contract, the same for HTTP and for the command line."""

from collections.abc import Mapping
from typing import Any

from app.domain.findings import Judged
from app.domain.pin import PointedTo
from app.domain.sources import citation
from app.i18n import language_of
from app.usecases.findings.not_checked import Unchecked
from checks import DefectFound, Evidence, Finding, MissingElement, Source

Shape = dict[str, Any]


def finding_shape(finding: Finding, language: str) -> Shape:
    """One finding, its sentences in one language. Offsets count code points of a block's visible text."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "requirement": finding.requirement,
        "title": finding.title[language],
        "message": finding.message[language],
        "severity": finding.severity,
        "verdict": finding.verdict,
        "state": finding.state,
        "section": finding.section,
        "elements": dict(finding.elements),
        "evidence": [evidence_shape(evidence) for evidence in finding.evidence],
        "missing": [_missing(element, language) for element in finding.missing],
        "stronger": [_missing(element, language) for element in finding.stronger],
        "defects": [_defect(defect, language) for defect in finding.defects],
        "sources": [_source(source, language) for source in finding.sources],
        "why": finding.why[language],
        "fix": finding.fix[language],
        "clause": finding.clause,
    }


def not_checked_shape(one: Unchecked) -> Shape:
    """A rule, or one element of it, that could not be checked, with the reason in one language."""
    return {"rule": one.rule, "element": one.element, "title": one.title, "reason": one.reason}


def judged_shape(item: Judged, language: str) -> Shape:
    """A finding with the waiver that stands for it, or null, and the passages that people point to."""
    pins = [pin_shape(one, language) for one in item.pins]
    return {**finding_shape(item.finding, language), "waiver": _waiver(item), "pins": pins}


def pin_shape(one: PointedTo, language: str) -> Shape:
    """A passage that a person points to; `standing` is holds, not_needed, lapsed or objected."""
    return {
        "element": one.pin.element,
        "section": one.pin.place,
        "block": one.pin.block,
        "quote": one.pin.quote,
        "quote_sha256": one.pin.quote_sha256,
        "by": one.by,
        "given_at": one.pin.given_at.isoformat(),
        "standing": one.standing,
        "objection": one.objection.get(language, ""),
    }


def evidence_shape(evidence: Evidence) -> Shape:
    """A quotation and where it stands; `pointed` says that a person showed it, not the rules."""
    return {
        "section": evidence.section,
        "block": evidence.block,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "element": evidence.element,
        "pointed": evidence.pointed,
    }


def _missing(element: MissingElement, language: str) -> Shape:
    return {"element": element.id, "text": element.text[language], "state": element.state}


def _defect(defect: DefectFound, language: str) -> Shape:
    return {
        "code": defect.code,
        "text": defect.text[language],
        "evidence": evidence_shape(defect.evidence),
    }


def _source(source: Source, language: str) -> Mapping[str, str]:
    return {
        "instrument": source.instrument,
        "paragraph": source.citable,
        "citation": citation(source, language_of(language) or "en"),
    }


def _waiver(item: Judged) -> Shape | None:
    waiver = item.waiver
    if waiver is None:
        return None
    return {
        "reason": waiver.reason,
        "until": waiver.until.isoformat(),
        "given_at": waiver.given_at.isoformat(),
        "text_changed_since": item.waived_for_other_text,
    }
