"""At most three rules of a pack may rest on one sentence alone: who wants to say more writes more.

A sentence that is stuffed with the words of many duties says none of them so that anybody could act on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from checks.results import Finding

MOST_ON_ONE_SENTENCE = 3
CROWDED = "crowded"


def uncrowded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one pack; from the fourth on, those on the same sentence are partly found.

    Rules at home in the section of the sentence come first, then by id.
    """
    listed = list(findings)
    resting: dict[tuple[str, str, int], list[Finding]] = defaultdict(list)
    for finding in listed:
        if finding.verdict == "found" and finding.rests_on and len(finding.elements) > 1:
            resting[finding.rests_on].append(finding)
    too_many = {
        finding.id
        for (section, _, _), ones in resting.items()
        for finding in sorted(ones, key=lambda one: (one.section != section, one.rule))[MOST_ON_ONE_SENTENCE:]
    }
    return [replace(one, verdict="partly", state=CROWDED) if one.id in too_many else one for one in listed]
