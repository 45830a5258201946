"""One table: who may do what. Whatever does not stand here is refused.

Acts are verbs of the trade; every route names one act per method (`app.web.access`).
"""

from datetime import datetime
from enum import StrEnum

from app.domain.people import Actor, EngagementScope, Role


class Act(StrEnum):
    """What can be done to an organisation or one of its programmes."""

    READ_PROGRAMME = "read_programme"
    START_PROGRAMME = "start_programme"
    ANSWER_SCOPE = "answer_scope"
    WRITE_SECTION = "write_section"
    COMMENT = "comment"
    ASSIGN_SECTION = "assign_section"
    SET_STATUS = "set_status"
    APPROVE_SECTION = "approve_section"
    WAIVE_FINDING = "waive_finding"
    POINT_TO_PASSAGE = "point_to_passage"
    FILL_BLANKS = "fill_blanks"
    ATTACH_FILE = "attach_file"
    KEEP_RECORD = "keep_record"
    EXPORT_PROGRAMME = "export_programme"
    ARCHIVE_PROGRAMME = "archive_programme"
    DESTROY_PROGRAMME = "destroy_programme"
    GIVE_ENGAGEMENT = "give_engagement"
    READ_PEOPLE = "read_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_HOUSE_STYLES = "manage_house_styles"
    READ_TRAIL = "read_trail"


_WRITERS = frozenset({Role.DRAFTER, Role.APPROVER})
_APPROVERS = frozenset({Role.APPROVER})
_STEWARDS = frozenset({Role.APPROVER, Role.ADMINISTRATOR})
_EVERYONE = frozenset(Role)

MEMBER_RIGHTS: dict[Act, frozenset[Role]] = {
    Act.READ_PROGRAMME: _WRITERS,
    Act.START_PROGRAMME: _WRITERS,
    Act.ANSWER_SCOPE: _WRITERS,
    Act.WRITE_SECTION: _WRITERS,
    Act.COMMENT: _WRITERS,
    Act.ASSIGN_SECTION: _WRITERS,
    Act.SET_STATUS: _WRITERS,
    Act.APPROVE_SECTION: _APPROVERS,
    Act.WAIVE_FINDING: _WRITERS,
    Act.POINT_TO_PASSAGE: _WRITERS,
    Act.FILL_BLANKS: _WRITERS,
    Act.ATTACH_FILE: _WRITERS,
    Act.KEEP_RECORD: _WRITERS,
    Act.EXPORT_PROGRAMME: _WRITERS,
    Act.ARCHIVE_PROGRAMME: _APPROVERS,
    Act.DESTROY_PROGRAMME: _APPROVERS,
    Act.GIVE_ENGAGEMENT: _STEWARDS,
    Act.READ_PEOPLE: _EVERYONE,
    Act.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Act.MANAGE_HOUSE_STYLES: frozenset({Role.ADMINISTRATOR}),
    Act.READ_TRAIL: frozenset({Role.ADMINISTRATOR}),
}

_READING = frozenset({Act.READ_PROGRAMME, Act.EXPORT_PROGRAMME, Act.COMMENT})
_WRITING = _READING | {
    Act.ANSWER_SCOPE,
    Act.WRITE_SECTION,
    Act.ASSIGN_SECTION,
    Act.SET_STATUS,
    Act.WAIVE_FINDING,
    Act.POINT_TO_PASSAGE,
    Act.FILL_BLANKS,
    Act.ATTACH_FILE,
    Act.KEEP_RECORD,
}

ENGAGEMENT_RIGHTS: dict[EngagementScope, frozenset[Act]] = {
    EngagementScope.READ: _READING,
    EngagementScope.WRITE: _WRITING,
}


def may(actor: Actor, act: Act, organisation_id: str, programme_id: str | None, at: datetime) -> bool:
    """Whether `actor` may do `act` to the organisation, or to that programme of it, at that moment."""
    if actor.roles_in(organisation_id) & MEMBER_RIGHTS[act]:
        return True
    return any(
        act in ENGAGEMENT_RIGHTS[engagement.scope]
        for engagement in actor.engagements
        if engagement.company_id == organisation_id
        and engagement.holds_at(at)
        and engagement.programme_id in (None, programme_id)
    )


def belongs(actor: Actor, organisation_id: str, programme_id: str | None, at: datetime) -> bool:
    """Whether the thing may be known to exist to `actor` at all; otherwise it answers 404."""
    if actor.roles_in(organisation_id):
        return True
    return may(actor, Act.READ_PROGRAMME, organisation_id, programme_id, at)
