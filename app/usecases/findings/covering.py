"""Holding a programme against a framework."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.coverage import Coverage, SectionPlace, coverage
from app.domain.errors import NotFound
from app.domain.findings import Judged
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.usecases.doors import read_programme
from app.usecases.findings.checking import findings_of
from app.usecases.programmes.outline import number_of, title_of
from app.usecases.programmes.programme_state import EMPTY_TEXT, state_of
from app.usecases.workbench import Workbench
from icp_templates.frameworks import Framework, load_frameworks


@dataclass(frozen=True)
class ProgrammeCoverage:
    """One framework over the programme, with the names of its sections and the passages behind each.

    `titles` and `numbers` are by section key, titles in the language of the reader.
    """

    programme: Programme
    frameworks: tuple[Framework, ...]
    coverage: Coverage
    titles: Mapping[str, str]
    numbers: Mapping[str, str]
    findings: Mapping[str, tuple[Judged, ...]]


def cover(
    bench: Workbench, actor: Actor, programme_id: str, framework_id: str, language: str
) -> ProgrammeCoverage:
    """The coverage of one framework. Raises NotFound for a framework that is not mapped."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        frameworks = load_frameworks(state.template.id)
        framework = next((each for each in frameworks if each.id == framework_id), None)
        if framework is None:
            raise NotFound()
        judged = findings_of(bench, state).findings
        found = Counter(item.finding.section for item in judged if item.is_found)
        open_findings = Counter(item.finding.section for item in judged if item.is_open)
        places = {
            head.key: SectionPlace(
                key=head.key,
                applies=state.applicability[head.key].applies,
                has_text=head.sha256 != EMPTY_TEXT,
                found=found[head.key],
                open_findings=open_findings[head.key],
            )
            for head in state.heads
        }
        return ProgrammeCoverage(
            programme=desk.programme,
            frameworks=frameworks,
            coverage=coverage(framework, places),
            titles={head.key: title_of(state.template, head, language) for head in state.heads},
            numbers={head.key: number_of(state.template, head.key) for head in state.heads},
            findings={key: tuple(item for item in judged if item.finding.section == key) for key in places},
        )
