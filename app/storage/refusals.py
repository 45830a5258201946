"""Why the program does not start, or an archive is not taken: one plain sentence with a stable code."""


class Refused(Exception):
    """`code` is stable; the message is one line for the operator, without anything confidential."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
