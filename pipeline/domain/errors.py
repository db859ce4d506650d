"""What can go wrong, by name.

Every error carries its subject and tells the reader what to do next. Expected failures of one source or one
article are not raised through the run: the shell records them and goes on. Imports nothing of ours.
"""

from __future__ import annotations


class CaiChinhError(Exception):
    """Base of all errors a person can act upon. The command line prints it and ends with status 2."""


class ConfigError(CaiChinhError):
    """A settings or register file cannot be used.

    `path` is the file (and, where known, the place inside it, such as ``feeds.yaml: $.outlets[3].feeds[0].url``).
    """

    def __init__(self, path: str, problem: str, remedy: str = "") -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}" + (f" {remedy}" if remedy else ""))


class RowError(CaiChinhError):
    """One row of a CSV, XLSX or JSON Lines input is wrong. `line` counts from 1, the header included."""

    def __init__(self, path: str, line: int, field: str, problem: str) -> None:
        self.path = path
        self.line = line
        self.field = field
        self.problem = problem
        super().__init__(f"{path}, line {line}, field {field!r}: {problem}")


class FeedError(CaiChinhError):
    """A feed or page could not be fetched or read. `kind` is a constant of `records.FailureKind`."""

    def __init__(self, url: str, kind: str, problem: str) -> None:
        self.url = url
        self.kind = kind
        self.problem = problem
        super().__init__(f"{url}: {problem}")


class ModelFileError(CaiChinhError):
    """A model file is missing, damaged, or does not match its card."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem} Run `make train` or restore the file from the repository.")


class TransitionError(CaiChinhError):
    """A case may not go from one state to another by this action or this person. The text is Vietnamese."""


class BlockedLetterError(CaiChinhError):
    """A letter may not leave as final. `blockers` are sentences in Vietnamese, one per reason."""

    def __init__(self, blockers: tuple[str, ...]) -> None:
        self.blockers = blockers
        super().__init__("Chưa thể xuất văn bản chính thức: " + " ".join(blockers))
