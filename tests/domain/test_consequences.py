"""What follows from scoping answers, told as small stories."""

import pytest

from app.domain.consequences import IcpStatus, blocked, groups, licence_statuses
from checks.answers import Answers
from checks.hard.authorisations import Blocked, Obstacle


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ()),
        ({"Q08": ["none"], "Q09": ["none"], "Q10": ["none"], "Q11": ["none"]}, ()),
        ({"Q08": ["5A001.f.1"]}, (1,)),
        ({"Q10": ["5A002.a.2"]}, ()),
        ({"Q10": ["5A002.a.2", "dpi"]}, (1,)),
        ({"Q10": ["5A002.a.2"], "Q19": ["bank", "police"]}, (1,)),
        ({"Q11": ["face_recognition"]}, (2,)),
        ({"Q09": ["4D004"], "Q11": ["ai_analytics"]}, (1, 2)),
        ({"Q08": ["unknown"]}, ()),
    ],
)
def test_groups_of_the_letter(answers: Answers, expected: tuple[int, ...]) -> None:
    """Group 1 is listed surveillance; encryption alone is not; group 2 is not listed."""
    assert groups(answers) == expected


@pytest.mark.parametrize(
    ("answers", "licence", "status"),
    [
        ({"Q24": ["global"]}, "global", IcpStatus.REQUIRED),
        ({"Q24": ["EU007"]}, "EU007", IcpStatus.REQUIRED),
        ({"Q24": ["EU008"]}, "EU008", IcpStatus.ADVISED),
        ({"Q24": ["individual"]}, "individual", IcpStatus.ADVISED),
        ({"Q24": ["individual"], "Q09": ["4A005"]}, "individual", IcpStatus.EXPECTED),
        ({"Q24": ["individual"], "Q11": ["face_recognition"]}, "individual", IcpStatus.ADVISED),
        ({"Q24": ["large_project"]}, "large_project", IcpStatus.ADVISED),
        ({"Q24": ["large_project", "global"]}, "large_project", IcpStatus.REQUIRED),
        ({"Q24": ["technical_assistance"]}, "technical_assistance", IcpStatus.ADVISED),
    ],
)
def test_icp_status_per_licence(answers: Answers, licence: str, status: IcpStatus) -> None:
    """Required by law for global licences and EU007, expected with group 1, advised elsewhere."""
    assert {found.licence: found.status for found in licence_statuses(answers)}[licence] is status


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"Q24": ["EU007"], "Q08": ["5A001.f.2"]}, ("H2", Obstacle.ITEM, "Q08", ("5A001.f.2",))),
        ({"Q24": ["EU007"], "Q09": ["4E001.c"]}, ("H2", Obstacle.ITEM, "Q09", ("4E001.c",))),
        ({"Q24": ["EU007"], "Q18": ["IN", "NL", "VN"]}, ("H3", Obstacle.DESTINATION, "Q18", ("VN",))),
        ({"Q24": ["EU007"], "Q22": ["partly_owned"]}, ("H3", Obstacle.OWNERSHIP, "Q22", ("partly_owned",))),
        (
            {"Q24": ["EU007"], "Q03": ["group_outside_eu"]},
            ("H3", Obstacle.CONTROL, "Q03", ("group_outside_eu",)),
        ),
        ({"Q24": ["EU008"], "Q10": ["5A004.a"]}, ("H5", Obstacle.ITEM, "Q10", ("5A004.a",))),
        ({"Q24": ["EU008"], "Q18": ["BR", "EG"]}, ("H5", Obstacle.DESTINATION, "Q18", ("EG",))),
        ({"Q24": ["EU008"], "Q19": ["bank", "police"]}, ("H5", Obstacle.USER, "Q19", ("police",))),
    ],
)
def test_combinations_the_law_blocks(
    answers: Answers, expected: tuple[str, Obstacle, str, tuple[str, ...]]
) -> None:
    """A general authorisation that another answer excludes is named, with the answer that collides."""
    rule, obstacle, question, values = expected
    licence = str(answers["Q24"][0])  # type: ignore[index]
    assert blocked(answers) == (Blocked(rule, licence, obstacle, question, values),)


@pytest.mark.parametrize(
    "answers",
    [
        {
            "Q24": ["EU007"],
            "Q09": ["5D001.e"],
            "Q18": ["IN", "SG"],
            "Q22": ["wholly_owned"],
            "Q03": ["group"],
        },
        {"Q24": ["EU008"], "Q10": ["5A002.a.2", "5D002.c.1"], "Q18": ["BR", "ZA"], "Q19": ["bank"]},
        {"Q24": ["individual"], "Q08": ["5A001.f.3"], "Q18": ["EG"], "Q19": ["police"]},
        {"Q24": ["EU007"], "Q08": ["unknown"], "Q18": ["unknown"]},
    ],
)
def test_what_is_allowed_or_unknown_is_not_blocked(answers: Answers) -> None:
    """5D001.e is not named in EU007; unknown answers block nothing; individual licences have no such list."""
    assert blocked(answers) == ()
