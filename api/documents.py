"""Trusted documents (受信任的查询): queries known beforehand, asked for by the SHA-256 of their text.

They are those of `queries/graphql` and of a folder of the operator's own; an id is the hash of the file's bytes, in
hexadecimal, with or without `sha256:` before it (GraphQL over HTTP, draft appendix on persisted documents). Where
only trusted documents are run, a text is run if its hash is known: clients may send either.
"""

from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Self

from api.asked import Asked
from api.errors import UnknownDocument
from api.settings import ApiSettings
from graph.errors import SettingsError
from graph.language import Text

__all__ = ["Documents"]

PREFIX = "sha256:"
SUFFIX = ".graphql"


class Documents:
    """The trusted documents by their ids."""

    def __init__(self, texts: Mapping[str, str], *, only: bool) -> None:
        self._texts = texts
        self._only = only

    @classmethod
    def read(cls, settings: ApiSettings) -> Self:
        """Return the documents that come with this software and those of the settings' folder.

        Raises:
            SettingsError: the folder or a file in it cannot be read.

        """
        found = [
            each.read_bytes() for each in files("queries").joinpath("graphql").iterdir() if _is_document(each.name)
        ]
        if settings.documents:
            found += _own(settings.documents)
        return cls({sha256(each).hexdigest(): each.decode() for each in found}, only=settings.trusted)

    def text(self, asked: Asked) -> str:
        """Return the text of the document that is asked for.

        Raises:
            UnknownDocument: its id is none of a trusted one; or its text, where only these are run.

        """
        if asked.document is not None:
            text = self._texts.get(asked.document.removeprefix(PREFIX))
            if text is None:
                raise UnknownDocument(
                    Text("没有此标识的受信任查询。", "No trusted document has this id."),
                    Text("标识是查询文本的 SHA-256（十六进制）。", "An id is the SHA-256 of the text, in hexadecimal."),
                )
            return text
        text = asked.query or ""
        if self._only and sha256(text.encode()).hexdigest() not in self._texts:
            raise UnknownDocument(
                Text("此服务只运行受信任的查询。", "Only trusted documents are run here."),
                Text("请用 documentId，或请管理员加入此查询。", "Use `documentId`, or have the document added."),
            )
        return text


def _own(folder: Path) -> list[bytes]:
    try:
        found = [file.read_bytes() for file in sorted(folder.iterdir()) if _is_document(file.name)]
        for each in found:
            each.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            Text(
                f"受信任查询的文件夹 {folder} 不能读（{error}）。",
                f"the documents in {folder} cannot be read: {error}.",
            ),
            Text("请检查 YINGSHANG_API_DOCUMENTS。", "Check YINGSHANG_API_DOCUMENTS."),
        ) from None
    return found


def _is_document(name: str) -> bool:
    return name.endswith(SUFFIX)
