"""Trusted documents: asked for by the hash of their text, and alone where that is set."""

from hashlib import sha256
from pathlib import Path

import pytest

from api import ApiSettings
from api.asked import Asked
from api.documents import Documents
from api.errors import UnknownDocument
from graph.errors import SettingsError

OWN = "query Own { __typename }\n"
CHECKOUT = Path(__file__).parents[2]


def asked(*, query=None, document=None):
    return Asked(b"", query, document, None, None, None)


def hashed(text):
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "own.graphql").write_text(OWN, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no document", encoding="utf-8")
    return tmp_path


def test_those_that_come_with_the_software_are_known():
    documents = Documents.read(ApiSettings())
    files = sorted((CHECKOUT / "queries" / "graphql").glob("*.graphql"))
    assert files
    for file in files:
        assert documents.text(asked(document=sha256(file.read_bytes()).hexdigest())) == file.read_text(encoding="utf-8")


def test_so_are_those_of_the_settings_folder(folder):
    documents = Documents.read(ApiSettings(documents=folder))
    assert documents.text(asked(document=hashed(OWN))) == OWN
    assert documents.text(asked(document=f"sha256:{hashed(OWN)}")) == OWN
    with pytest.raises(UnknownDocument):
        documents.text(asked(document=hashed("no document")))


def test_other_texts_are_run_unless_only_trusted_ones_are(folder):
    text = "{ __typename }"
    assert Documents.read(ApiSettings(documents=folder)).text(asked(query=text)) == text
    only = Documents.read(ApiSettings(documents=folder, trusted=True))
    assert only.text(asked(query=OWN)) == OWN
    for other in (text, OWN.strip(), ""):
        with pytest.raises(UnknownDocument, match="documentId"):
            only.text(asked(query=other))


def test_a_folder_that_cannot_be_read_is_named(folder):
    with pytest.raises(SettingsError, match="YINGSHANG_API_DOCUMENTS"):
        Documents.read(ApiSettings(documents=folder / "none"))
    (folder / "broken.graphql").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="YINGSHANG_API_DOCUMENTS"):
        Documents.read(ApiSettings(documents=folder))
