"""API keys: what is shown, what is kept, what is refused; and the command that does it."""

import hashlib
import json
import stat

import pytest

import yingshang
from api import keys
from api.errors import KeysBroken, KeyTaken, UnknownKey
from api.keys import Role
from api.settings import read_settings
from graph.settings import read_settings as read_graph_settings


def test_a_key_is_shown_once_and_kept_as_a_hash(tmp_path):
    file = tmp_path / "new" / "keys.jsonl"
    secret = keys.add(file, "dashboard", Role.READ)
    assert secret.startswith("ysk_")
    assert len(secret.removeprefix("ysk_")) == 43  # 256 bits, six a character
    assert secret not in file.read_text()
    assert secret.removeprefix("ysk_") not in file.read_text()
    [key] = keys.read(file)
    assert (key.name, key.role) == ("dashboard", Role.READ)
    assert key.sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_keys_are_added_and_removed_by_name(tmp_path):
    file = tmp_path / "keys.jsonl"
    secrets = {keys.add(file, name, role) for name, role in (("a", Role.READ), ("b", Role.METRICS))}
    assert len(secrets) == 2
    keys.remove(file, "a")
    assert [(key.name, key.role) for key in keys.read(file)] == [("b", Role.METRICS)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(UnknownKey, match="a"):
        keys.remove(file, "a")


def test_a_name_stands_once(tmp_path):
    file = tmp_path / "keys.jsonl"
    keys.add(file, "税务看板", Role.READ)
    with pytest.raises(KeyTaken):
        keys.add(file, "税务看板", Role.EXPLORE)
    assert len(keys.read(file)) == 1


@pytest.mark.parametrize("name", ["", "two words", "line\nbreak", "a" * 65, 'q"'])
def test_a_name_can_stand_in_a_log_line(tmp_path, name):
    with pytest.raises(KeyTaken):
        keys.add(tmp_path / "keys.jsonl", name, Role.READ)


@pytest.mark.parametrize(
    "line",
    ["ysk_secret", "[]", '{"name": "a", "role": "read"}', '{"name": "a", "role": "king", "sha256": "", "made": ""}'],
)
def test_a_line_that_is_no_key_is_named_but_not_shown(tmp_path, line):
    file = tmp_path / "keys.jsonl"
    keys.add(file, "a", Role.READ)
    file.write_text(file.read_text() + "\n" + line + "\n")
    with pytest.raises(KeysBroken) as raised:
        keys.read(file)
    assert raised.value.where == f"{file}:3"
    assert line not in str(raised.value)


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "keys").write_bytes(b"\xff")
    with pytest.raises(KeysBroken, match="keys"):
        keys.read(tmp_path / "keys")


@pytest.fixture
def line(monkeypatch, tmp_path, capsys):
    """Run `yingshang keys …` on a file of its own; return the exit code and both outputs."""
    monkeypatch.setenv("YINGSHANG_API_KEYS", str(tmp_path / "keys.jsonl"))

    def run(*arguments: str) -> tuple[int, str, str]:
        for cache in (read_settings, read_graph_settings):
            cache.cache_clear()
        monkeypatch.setattr("sys.argv", ["yingshang", "keys", *arguments])
        try:
            yingshang.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        return code, *capsys.readouterr()

    yield run
    for cache in (read_settings, read_graph_settings):
        cache.cache_clear()


def test_the_command(line, tmp_path):
    assert "没有密钥" in line("list")[2]
    code, shown, told = line("add", "dashboard")
    secret = shown.split()[1]
    assert (code, secret[:4]) == (0, "ysk_")
    assert f"Authorization: Bearer {secret}" in shown
    assert "不再显示" in told
    added = json.loads(line("add", "prometheus", "--role", "metrics", "--json")[1])
    assert {"name": "prometheus", "role": "metrics"}.items() <= added.items()
    listed = line("list", "--json")[1]
    assert [(key["name"], key["role"]) for key in json.loads(listed)] == [
        ("dashboard", "read"),
        ("prometheus", "metrics"),
    ]
    assert added["key"] not in listed
    assert line("remove", "dashboard")[0] == 0
    assert [key.name for key in keys.read(tmp_path / "keys.jsonl")] == ["prometheus"]
    code, _, told = line("remove", "dashboard")
    assert (code, "YS705" in told) == (1, True)
    assert line("add", "x", "--role", "king")[0] == 2
