"""Why a file was refused. Nothing of a refused file enters the graph.

LoadError                YS500
├── FileUnreadable       YS501  (missing, a folder, no permission)
├── FileEmpty            YS502
├── FormatUnknown        YS503  (binary, or a format that is not read)
├── EncodingBroken       YS504
├── NotAPlan             YS505
├── CityUnknown          YS506
└── NoMeasures           YS507
"""

from graph.errors import LoadError

__all__ = [
    "CityUnknown",
    "EncodingBroken",
    "FileEmpty",
    "FileUnreadable",
    "FormatUnknown",
    "LoadError",
    "NoMeasures",
    "NotAPlan",
]


class FileUnreadable(LoadError):
    """The file is missing, a folder, or may not be read."""

    code = "YS501"


class FileEmpty(LoadError):
    """The file holds no text."""

    code = "YS502"


class FormatUnknown(LoadError):
    """The file is of a format that is not read."""

    code = "YS503"


class EncodingBroken(LoadError):
    """The file is neither UTF-8 nor GB18030; names line and character."""

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
