"""Every table. No relationships, no lazy loading: storage functions return domain values.

Tables with an `organisation_id` are fenced (`tenancy.py`). Texts are kept whole per version; a table row
never validates itself, so domain values are checked before they come here.
"""

from sqlmodel import SQLModel

from app.storage.tables.columns import Fenced
from app.storage.tables.files import AttachmentRow, FileContentRow
from app.storage.tables.keeping import DestructionRow, RetentionRow
from app.storage.tables.machine_room import AnsweredRequestRow, TrailRow
from app.storage.tables.people import EngagementRow, InvitationRow, MembershipRow, OrganisationRow, PersonRow
from app.storage.tables.programmes import BlanksVersionRow, HouseStyleRow, ProgrammeRow, ScopeVersionRow
from app.storage.tables.records import RecordRow, RecordVersionRow
from app.storage.tables.sections import (
    CommentRow,
    PinRow,
    PresenceRow,
    SectionCheckRow,
    SectionRow,
    SectionVersionRow,
    WaiverRow,
)
from app.storage.tables.signing_in import (
    AccessTokenRow,
    OutboxRow,
    PasswordResetRow,
    SessionRow,
    SignInFailureRow,
)

__all__ = [
    "AccessTokenRow",
    "AnsweredRequestRow",
    "AttachmentRow",
    "BlanksVersionRow",
    "CommentRow",
    "DestructionRow",
    "EngagementRow",
    "Fenced",
    "FileContentRow",
    "HouseStyleRow",
    "InvitationRow",
    "MembershipRow",
    "OrganisationRow",
    "OutboxRow",
    "PasswordResetRow",
    "PersonRow",
    "PinRow",
    "PresenceRow",
    "ProgrammeRow",
    "RecordRow",
    "RecordVersionRow",
    "RetentionRow",
    "ScopeVersionRow",
    "SectionCheckRow",
    "SectionRow",
    "SectionVersionRow",
    "SessionRow",
    "SignInFailureRow",
    "TrailRow",
    "WaiverRow",
    "metadata",
]

metadata = SQLModel.metadata
