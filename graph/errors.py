"""Errors for people: what was wrong, where, and what to do.

YingshangError
├── SettingsError                YS101
├── StoreError                   YS2xx
│   ├── StoreUnreachable         YS201
│   ├── StoreRefused             YS202   (user or password)
│   ├── StoreFailed              YS203   (the database refused a statement; nothing was changed)
│   │   └── StoreTimedOut        YS205   (it took longer than allowed)
│   └── OntologyOutdated         YS204
├── ServerError                  YS3xx   (local Neo4j)
│   ├── ServerNotStarted         YS301
│   ├── ServerFailed             YS302
│   ├── DownloadFailed           YS303
│   └── DiskFull                 YS304
├── QuestionError                YS4xx
│   ├── UnknownQuestion          YS401
│   └── WrongParameter           YS402
├── LoadError                    YS5xx   (see loaders/errors.py)
├── ExportError                  YS6xx
│   ├── UnknownCity              YS601   (no document of that city is in the graph)
│   ├── ExportFailed             YS602   (a file could not be written)
│   ├── UnknownIndicator         YS603   (the graph does not know the indicator)
│   ├── UnknownFormat            YS604   (networks are not written in that format)
│   ├── ExtraMissing             YS605   (an optional part of the software is not installed)
│   ├── FolderInUse              YS606   (the folder holds what a study would overwrite)
│   └── NothingToStudy           YS607   (no document is in the graph, or none of what was asked for)
└── DecisionError                YS8xx   (an analyst's decisions)
    ├── DecisionsBroken          YS801   (a line of the file is no decision)
    ├── DecisionsConflict        YS802   (two lines contradict each other)
    └── UnknownDecision          YS803   (no such decision, doubt or name)
"""

from functools import partial
from typing import Any, ClassVar

from graph.language import Text

__all__ = [
    "DecisionError",
    "DecisionsBroken",
    "DecisionsConflict",
    "DiskFull",
    "DownloadFailed",
    "ExportError",
    "ExportFailed",
    "ExtraMissing",
    "FolderInUse",
    "LoadError",
    "NothingToStudy",
    "OntologyOutdated",
    "QuestionError",
    "ServerError",
    "ServerFailed",
    "ServerNotStarted",
    "SettingsError",
    "StoreError",
    "StoreFailed",
    "StoreRefused",
    "StoreTimedOut",
    "StoreUnreachable",
    "UnknownCity",
    "UnknownDecision",
    "UnknownFormat",
    "UnknownIndicator",
    "UnknownQuestion",
    "WrongParameter",
    "YingshangError",
]


class YingshangError(Exception):
    """Base of every error that a user can do something about.

    Args:
        what: what was wrong.
        remedy: what to do.
        where: file, line and character, as `file:line:character`, when there is one.

    """

    code: ClassVar[str] = "YS000"

    def __init__(self, what: Text, remedy: Text, *, where: str | None = None) -> None:
        super().__init__(what, remedy, where)
        self.what = what
        self.remedy = remedy
        self.where = where

    def __reduce__(self) -> tuple[Any, ...]:
        # An error may have to come back from another process.
        return partial(type(self), where=self.where), (self.what, self.remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"[{self.code}] {place}{self.what} {self.remedy}"


class SettingsError(YingshangError):
    """A setting has a value that cannot be used."""

    code = "YS101"


class StoreError(YingshangError):
    """Neo4j did not do what it was asked."""

    code = "YS200"


class StoreUnreachable(StoreError):
    """No Neo4j answers at the address."""

    code = "YS201"


class StoreRefused(StoreError):
    """Neo4j refused the user or the password."""

    code = "YS202"


class StoreFailed(StoreError):
    """Neo4j refused a statement; the transaction was rolled back."""

    code = "YS203"


class StoreTimedOut(StoreFailed):
    """A statement took longer than allowed; the transaction was rolled back."""

    code = "YS205"


class OntologyOutdated(StoreError):
    """The graph was written under another ontology version."""

    code = "YS204"


class ServerError(YingshangError):
    """The local Neo4j could not be had."""

    code = "YS300"


class ServerNotStarted(ServerError):
    """The local Neo4j does not run."""

    code = "YS301"


class ServerFailed(ServerError):
    """The local Neo4j did not start; the last lines of its log are part of the message."""

    code = "YS302"


class DownloadFailed(ServerError):
    """A part of Neo4j could not be downloaded, or its checksum is wrong."""

    code = "YS303"


class DiskFull(ServerError):
    """No space is left for Neo4j or its data."""

    code = "YS304"


class QuestionError(YingshangError):
    """A catalogue question was asked wrongly."""

    code = "YS400"


class UnknownQuestion(QuestionError):
    """The catalogue has no question of that name."""

    code = "YS401"


class WrongParameter(QuestionError):
    """A parameter is missing, unknown or of the wrong type."""

    code = "YS402"


class LoadError(YingshangError):
    """A file was refused; nothing of it entered the graph."""

    code = "YS500"


class ExportError(YingshangError):
    """An export could not be made."""

    code = "YS600"


class UnknownCity(ExportError):
    """The graph has no document of a city that was asked for."""

    code = "YS601"


class ExportFailed(ExportError):
    """A file of the export could not be written."""

    code = "YS602"


class UnknownIndicator(ExportError):
    """The graph does not know an indicator that was asked for."""

    code = "YS603"


class UnknownFormat(ExportError):
    """Networks are not written in a format that was asked for."""

    code = "YS604"


class ExtraMissing(ExportError):
    """An optional part of the software that this needs is not installed."""

    code = "YS605"


class FolderInUse(ExportError):
    """The folder of a study holds files that are not, or no longer, those of a study; `where` names it."""

    code = "YS606"


class NothingToStudy(ExportError):
    """What was asked for holds no measure."""

    code = "YS607"


class DecisionError(YingshangError):
    """The decisions of an analyst cannot be used."""

    code = "YS800"


class DecisionsBroken(DecisionError):
    """A line of the decisions file is no decision; `where` names file and line."""

    code = "YS801"


class DecisionsConflict(DecisionError):
    """Two decisions contradict each other; `where` and the message name both lines."""

    code = "YS802"


class UnknownDecision(DecisionError):
    """What a decision is about, means or undoes is not known."""

    code = "YS803"
