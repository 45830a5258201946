"""*Not relevant here*: setting a finding aside with a reason and an end date, and taking that back."""

from datetime import date

from app.domain.blocks import normalise
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.plain_text import sha256
from app.domain.trail_acts import OrganisationAct
from app.domain.waiver import Waiver, check_reason, check_until
from app.local_time import local_day
from app.storage import waivers
from app.usecases.doors import WritingDesk
from app.usecases.findings.checking import finding_of
from app.usecases.findings.judged_acts import act_on_judged
from app.usecases.programmes.programme_state import ProgrammeState
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from checks import Finding


def waive_finding(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    finding_id: str,
    reason: str,
    until: date,
    retry: Retry | None = None,
) -> Waiver:
    """Set a finding aside until the end of a day. Replaces what stood before. Raises Invalid, NotFound."""
    kept_reason = check_reason(normalise(reason))

    def judge(state: ProgrammeState) -> tuple[Finding, str]:
        item = finding_of(bench, state, finding_id)
        if item.is_found:
            raise Invalid("nothing_to_waive", field="finding")
        return item.finding, next(head.sha256 for head in state.heads if head.key == item.finding.section)

    def write(desk: WritingDesk, seen: tuple[Finding, str]) -> Waiver:
        check_until(until, local_day(desk.now))
        finding, text_sha256 = seen
        waiver = Waiver(
            id=bench.new_id(),
            key=finding.section,
            rule=finding.rule,
            reason=kept_reason,
            text_sha256=text_sha256,
            given_by=actor.person.id,
            given_at=desk.now,
            until=until,
        )
        waivers.withdraw_waivers(desk.session, programme_id, waiver.key, waiver.rule, desk.now)
        waivers.add_waiver(desk.session, programme_id, desk.organisation_id, waiver)
        _record(desk, "waive_finding", waiver.key, waiver.rule, sha256(kept_reason))
        return waiver

    given = act_on_judged(bench, actor, programme_id, Act.WAIVE_FINDING, judge, write, retry)
    bench.checker.programme_changed(programme_id)
    return given


def withdraw_waiver(
    bench: Workbench, actor: Actor, programme_id: str, finding_id: str, retry: Retry | None = None
) -> None:
    """Let a finding count again. Raises NotFound when nothing stands for it."""

    def judge(state: ProgrammeState) -> Finding:
        return finding_of(bench, state, finding_id).finding

    def write(desk: WritingDesk, finding: Finding) -> None:
        if not waivers.withdraw_waivers(desk.session, programme_id, finding.section, finding.rule, desk.now):
            raise NotFound()
        _record(desk, "withdraw_waiver", finding.section, finding.rule)

    act_on_judged(bench, actor, programme_id, Act.WAIVE_FINDING, judge, write, retry)
    bench.checker.programme_changed(programme_id)


def _record(desk: WritingDesk, act: OrganisationAct, key: str, rule: str, content: str | None = None) -> None:
    desk.record(act, f"{desk.programme.id}/{key}/{rule}", content)
