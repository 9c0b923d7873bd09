"""Settings: where they come from, and what is refused."""

import pytest

from api.settings import ApiSettings
from graph.errors import SettingsError
from graph.settings import Settings


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("YINGSHANG_SETTINGS", str(path))
    for name in (*Settings.names(), *ApiSettings.names()):
        monkeypatch.delenv(name, raising=False)
    return path


def test_the_environment_comes_before_the_file_and_the_file_before_the_defaults(file, monkeypatch):
    file.write_text("YINGSHANG_BOLT_PORT = 7700\nYINGSHANG_HTTP_PORT = 7500\nYINGSHANG_API_PORT = 8100\n")
    monkeypatch.setenv("YINGSHANG_HTTP_PORT", "7600")
    settings = Settings.read()
    assert (settings.bolt_port, settings.http_port, settings.neo4j_username) == (7700, 7600, "neo4j")
    assert ApiSettings.read().port == 8100


def test_no_file_of_ones_own_is_no_fault(tmp_path, monkeypatch):
    monkeypatch.delenv("YINGSHANG_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("YINGSHANG_BOLT_PORT", raising=False)
    assert Settings.read().bolt_port == 7687


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "settings.toml"),
        ("YINGSHANG_BOLT_PORT = ", "TOML"),
        ("YINGSHANG_BOLT_PROT = 7700", "YINGSHANG_BOLT_PORT"),
        ("bolt_port = 7700", "bolt_port"),
        ("YINGSHANG_BOLT_PORT = 0", "settings.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(file, text, said):
    if text is not None:
        file.write_text(text)
    with pytest.raises(SettingsError) as refused:
        Settings.read()
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_misspelt_setting_of_the_api_is_refused(file):
    file.write_text("YINGSHANG_API_PROT = 8100\n")
    assert Settings.read().bolt_port == 7687
    with pytest.raises(SettingsError, match="YINGSHANG_API_PORT"):
        ApiSettings.read()


def test_a_wrong_value_in_the_environment_does_not_blame_the_file(file, monkeypatch):
    file.write_text("")
    monkeypatch.setenv("YINGSHANG_BOLT_PORT", "many")
    with pytest.raises(SettingsError) as refused:
        Settings.read()
    assert "YINGSHANG_BOLT_PORT" in str(refused.value)
    assert "settings.toml" not in str(refused.value)
