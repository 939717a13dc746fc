"""Why the product cannot start, said to the person who runs it."""


class CannotStart(Exception):
    """One cause and one remedy, each a plain sentence. The command line prints both and exits non-zero."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy
