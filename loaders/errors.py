"""Why a file was refused. Nothing of a refused file enters the graph.

LoadError                YS500
├── FileUnreadable       YS501  (missing, a folder, no permission)
├── FileEmpty            YS502
├── FormatUnknown        YS503  (binary, or a form that is not read)
├── EncodingBroken       YS504
├── NotAPlan             YS505
├── CityUnknown          YS506
├── NoMeasures           YS507
├── NoTextLayer          YS508  (a PDF of images)
├── FileProtected        YS509  (password)
├── FileDamaged          YS510  (truncated, or broken inside)
└── FileTooLarge         YS511  (itself, or unpacked)

EvaluationError          YS900
├── AnnotationBroken     YS901
├── DocumentMissing      YS902  (of an annotation)
└── RevisionUnknown      YS903
"""

from graph.errors import LoadError, YingshangError

__all__ = [
    "AnnotationBroken",
    "CityUnknown",
    "DocumentMissing",
    "EncodingBroken",
    "EvaluationError",
    "FileDamaged",
    "FileEmpty",
    "FileProtected",
    "FileTooLarge",
    "FileUnreadable",
    "FormatUnknown",
    "LoadError",
    "NoMeasures",
    "NoTextLayer",
    "NotAPlan",
    "RevisionUnknown",
]


class FileUnreadable(LoadError):
    """The file is missing, a folder, or may not be read."""

    code = "YS501"


class FileEmpty(LoadError):
    """The file holds no text."""

    code = "YS502"


class FormatUnknown(LoadError):
    """The file is of a form that is not read; says how to convert it."""

    code = "YS503"


class EncodingBroken(LoadError):
    """The file is text of no encoding that is read, or damaged in it; names line and byte."""

    code = "YS504"


class NotAPlan(LoadError):
    """The text has no chapters, sections or numbered items."""

    code = "YS505"


class CityUnknown(LoadError):
    """The text does not say which city it is for, or names one that several provinces have."""

    code = "YS506"


class NoMeasures(LoadError):
    """The text has headings, but no action item under them."""

    code = "YS507"


class NoTextLayer(LoadError):
    """The pages of a PDF are images without text; names them."""

    code = "YS508"


class FileProtected(LoadError):
    """The file opens with a password only."""

    code = "YS509"


class FileDamaged(LoadError):
    """The file is of a format that is read, but broken: cut off, or its parts do not fit."""

    code = "YS510"


class FileTooLarge(LoadError):
    """The file, or what it unpacks to, is far too large for a plan."""

    code = "YS511"


class EvaluationError(YingshangError):
    """How well plans are read could not be measured."""

    code = "YS900"


class AnnotationBroken(EvaluationError):
    """A file is no annotation, or lacks a part of one."""

    code = "YS901"


class DocumentMissing(EvaluationError):
    """The document that an annotation is of is not there."""

    code = "YS902"


class RevisionUnknown(EvaluationError):
    """The project's history has no such version."""

    code = "YS903"
