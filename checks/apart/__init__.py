"""The judge in a process of its own: whoever asks keeps their interpreter to themselves meanwhile.

The process imports `checks` and nothing else, reads the packs itself, takes sections and gives findings as
plain values over its standard streams, and yields to every other process. It keeps no state that anybody
needs: when it dies, the next question starts another.
"""

from checks.apart.asking import CannotJudgeApart, JudgeApart, JudgeGone, NotJudged, built_in_judge

__all__ = ["CannotJudgeApart", "JudgeApart", "JudgeGone", "NotJudged", "built_in_judge"]
