"""A programme at a glance: its sections without their texts, what was found in them, and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.programme import DONE_STATUSES, SectionStatus


@dataclass(frozen=True)
class FindingCounts:
    """Open findings of one section or of a whole programme, by severity."""

    fix_first: int = 0
    improve: int = 0
    tip: int = 0

    @property
    def total(self) -> int:
        """Every open finding."""
        return self.fix_first + self.improve + self.tip

    def __add__(self, other: "FindingCounts") -> "FindingCounts":
        return FindingCounts(
            self.fix_first + other.fix_first, self.improve + other.improve, self.tip + other.tip
        )


@dataclass(frozen=True)
class SectionHead:
    """A section without its text. `title` is set for own sections only; others have their template's."""

    key: str
    title: str | None
    order: int
    version: int
    sha256: str
    status: SectionStatus
    assignee_id: str | None
    saved_at: datetime | None
    saved_by: str | None


@dataclass(frozen=True)
class Applicability:
    """Whether a section applies to this company, and the questions that decided it.

    `undecided` means that an answer is missing: the section stays in until it is known.
    """

    applies: bool
    undecided: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class OverviewRow:
    """One line of the task list. `counts` is None until the section is checked: not counted, never 0."""

    head: SectionHead
    title: str
    number: str
    chapter: str
    applicability: Applicability
    counts: FindingCounts | None
    assignee: str | None

    @property
    def is_done(self) -> bool:
        """Ready for review, or approved."""
        return self.head.status in DONE_STATUSES


@dataclass(frozen=True)
class Overview:
    """Every section of a programme, in order."""

    rows: tuple[OverviewRow, ...]

    @property
    def in_force(self) -> tuple[OverviewRow, ...]:
        """The sections that apply."""
        return tuple(row for row in self.rows if row.applicability.applies)

    @property
    def ready(self) -> int:
        """How many sections that apply are ready or approved."""
        return sum(row.is_done for row in self.in_force)

    @property
    def counts(self) -> FindingCounts:
        """Open findings in the sections that apply and have been checked."""
        return sum((row.counts for row in self.in_force if row.counts), FindingCounts())

    @property
    def uncounted(self) -> int:
        """How many sections that apply still wait for their check."""
        return sum(row.counts is None for row in self.in_force)

    def next_row(self, person_id: str | None = None) -> OverviewRow | None:
        """Where to go on: what is urgent in work under way, then what is urgent at all, then own work."""
        rows = self.in_force
        urgent = [row for row in rows if row.counts and row.counts.fix_first]
        unready = [row for row in rows if not row.is_done]
        under_way = [row for row in urgent if not row.is_done]
        own = [row for row in unready if person_id and row.head.assignee_id == person_id]
        begun = [row for row in unready if row.head.version]
        return next(iter(under_way or urgent or own or begun or unready), None)
