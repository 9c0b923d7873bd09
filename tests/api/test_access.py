"""Access: who is let in, as whom, with which rights; and what the others are told."""

import os

import pytest
from starlette.requests import Request

from api import keys
from api.access import Access
from api.errors import KeysBroken, PublicHost, RateLimited, Refused, Unauthenticated, Unauthorised, status_of
from api.keys import Role
from api.settings import ApiSettings
from graph.errors import SettingsError
from graph.settings import Settings

EVERYTHING = set(Role)
BEYOND = "0.0.0.0"  # noqa: S104


@pytest.fixture
def file(tmp_path):
    return tmp_path / "keys.jsonl"


@pytest.fixture
def graph(tmp_path):
    return Settings().model_copy(update={"home": tmp_path})


def request(key: str | None = None, host: str = "127.0.0.1:8000", address: str = "192.0.2.1") -> Request:
    headers = [(b"host", host.encode())]
    if key is not None:
        headers.append((b"authorization", f"Bearer {key}".encode()))
    return Request({"type": "http", "headers": headers, "client": (address, 50000)})


# Starting


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_this_machine_may_be_listened_on(graph, host):
    assert Access(ApiSettings(host=host), graph).admit(request()).roles == EVERYTHING


@pytest.mark.parametrize("host", [BEYOND, "::", "192.168.1.2", "example.org", ""])
def test_other_addresses_need_a_key_or_to_be_made_public(graph, file, host):
    with pytest.raises(PublicHost, match=r"(?s)keys add.*YINGSHANG_API_PUBLIC"):
        Access(ApiSettings(host=host), graph)
    Access(ApiSettings(host=host, public=True), graph)
    keys.add(file, "a", Role.READ)
    Access(ApiSettings(host=host), graph)


def test_keys_that_cannot_be_read_keep_the_server_from_starting(graph, file):
    file.write_text("no key")
    with pytest.raises(KeysBroken):
        Access(ApiSettings(), graph)


# Who, and with which rights: the rows of the table in api/access.py


def test_on_this_machine_nothing_is_asked_for(graph):
    client = Access(ApiSettings(rate=1), graph).admit(request(), Role.METRICS)
    assert (client.name, client.roles, client.headers) == (None, EVERYTHING, {})
    assert Access(ApiSettings(), graph).admit(request("whatever")).roles == EVERYTHING


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.READ, {Role.READ}),
        (Role.EXPLORE, {Role.READ, Role.EXPLORE}),
    ],
)
@pytest.mark.parametrize("settings", [ApiSettings(), ApiSettings(host=BEYOND), ApiSettings(host=BEYOND, public=True)])
def test_a_key_gives_what_its_role_grants(graph, file, role, rights, settings):
    secret = keys.add(file, "dashboard", role)
    client = Access(settings, graph).admit(request(secret))
    assert (client.name, client.roles) == ("dashboard", rights)


def test_where_keys_exist_this_machine_needs_one_too(graph, file):
    keys.add(file, "a", Role.READ)
    with pytest.raises(Unauthenticated) as raised:
        Access(ApiSettings(), graph).admit(request())
    assert status_of([raised.value.code], ran=False, older=False) == 401
    assert raised.value.headers == {"www-authenticate": 'Bearer realm="yingshang"'}


def test_anybody_may_read_what_is_public(graph, file):
    settings = ApiSettings(host=BEYOND, public=True)
    assert Access(settings, graph).admit(request()).roles == {Role.READ, Role.EXPLORE}
    assert Access(settings, graph).admit(request("whatever")).roles == {Role.READ, Role.EXPLORE}
    keys.add(file, "a", Role.READ)
    assert Access(settings, graph).admit(request()).roles == {Role.READ}
    with pytest.raises(Unauthorised):
        Access(settings, graph).admit(request(), Role.METRICS)


@pytest.mark.parametrize("change", [str.upper, lambda secret: secret[:-1], lambda secret: secret + "=", lambda _: ""])
@pytest.mark.parametrize("public", [False, True])
def test_a_wrong_key_is_refused_also_where_none_is_needed(graph, file, change, public):
    secret = keys.add(file, "a", Role.READ)
    with pytest.raises(Unauthenticated) as raised:
        Access(ApiSettings(public=public), graph).admit(request(change(secret)))
    assert "invalid_token" in raised.value.headers["www-authenticate"]
    assert secret not in str(raised.value)


@pytest.mark.parametrize("scheme", [b"bearer ", b"BEARER ", b"Bearer  "])
def test_the_scheme_is_read_as_rfc_6750_has_it(graph, file, scheme):
    secret = keys.add(file, "a", Role.READ).encode()
    access = Access(ApiSettings(), graph)
    assert access.admit(Request({"type": "http", "headers": [(b"authorization", scheme + secret)]})).name == "a"
    for other in (b"Basic " + secret, secret):
        with pytest.raises(Unauthenticated):
            access.admit(Request({"type": "http", "headers": [(b"authorization", other)]}))


def test_a_key_for_metrics_reads_nothing_else(graph, file):
    secret = keys.add(file, "prometheus", Role.METRICS)
    access = Access(ApiSettings(), graph)
    assert access.admit(request(secret), Role.METRICS).name == "prometheus"
    with pytest.raises(Unauthorised) as raised:
        access.admit(request(secret))
    assert status_of([raised.value.code], ran=False, older=False) == 403


# Changes while the server runs


def test_a_key_that_is_added_or_removed_counts_at_once(graph, file):
    access = Access(ApiSettings(), graph)
    assert access.admit(request()).roles == EVERYTHING
    first, second = (keys.add(file, name, Role.READ) for name in "ab")
    with pytest.raises(Unauthenticated):
        access.admit(request())
    assert access.admit(request(first)).name == "a"
    keys.remove(file, "a")
    with pytest.raises(Unauthenticated):
        access.admit(request(first))
    assert access.admit(request(second)).name == "b"


def test_without_its_last_key_a_server_that_others_reach_lets_nobody_in(graph, file):
    keys.add(file, "a", Role.READ)
    access = Access(ApiSettings(host=BEYOND), graph)
    keys.remove(file, "a")
    for host in ("127.0.0.1", BEYOND):
        with pytest.raises(Unauthenticated):
            access.admit(request(host=host))


def test_a_file_broken_while_the_server_runs_changes_nothing_but_the_log(graph, file, caplog):
    secret = keys.add(file, "a", Role.READ)
    access = Access(ApiSettings(), graph)
    file.write_text("broken")
    for _ in range(2):
        assert access.admit(request(secret)).name == "a"
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "YS703" in caplog.text


def test_a_file_may_be_named(graph, tmp_path):
    secret = keys.add(tmp_path / "elsewhere", "a", Role.READ)
    assert Access(ApiSettings(keys=tmp_path / "elsewhere"), graph).admit(request(secret)).name == "a"
    assert Access(ApiSettings(keys=os.devnull), graph).admit(request()).roles == EVERYTHING


# Names that lead here


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]", "[::1]:8000"])
def test_names_of_this_machine_are_answered(graph, host):
    assert Access(ApiSettings(), graph).admit(request(host=host)).roles == EVERYTHING


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "::1", "[::2]:80"])
def test_a_page_elsewhere_cannot_lead_its_name_here(graph, file, host):
    with pytest.raises(Refused) as raised:
        Access(ApiSettings(), graph).admit(request(host=host))
    assert status_of([raised.value.code], ran=False, older=False) == 403
    assert Access(ApiSettings(public=True), graph).admit(request(host=host))  # behind a proxy
    secret = keys.add(file, "a", Role.READ)
    assert Access(ApiSettings(), graph).admit(request(secret, host=host)).name == "a"


# How often


def test_a_key_may_be_used_so_often_a_minute(graph, file):
    first, second = (keys.add(file, name, Role.READ) for name in "ab")
    access = Access(ApiSettings(rate=2), graph)
    assert access.admit(request(first)).headers["ratelimit-policy"] == '"minute";q=2;w=60'
    assert access.admit(request(first, address="192.0.2.2")).headers["ratelimit"] == '"minute";r=0;t=60'
    with pytest.raises(RateLimited) as raised:
        access.admit(request(first))
    assert status_of([raised.value.code], ran=False, older=False) == 429
    assert raised.value.headers["retry-after"] == "30"
    assert raised.value.facts == {"maximum": 2}
    assert access.admit(request(second)).name == "b"


def test_where_anybody_may_read_addresses_are_counted(graph):
    access = Access(ApiSettings(host=BEYOND, public=True, rate=1), graph)
    access.admit(request())
    with pytest.raises(RateLimited):
        access.admit(request())
    access.admit(request(address="192.0.2.2"))


def test_a_rate_of_zero_is_none(graph, file):
    secret = keys.add(file, "a", Role.READ)
    access = Access(ApiSettings(rate=0), graph)
    assert [access.admit(request(secret)).headers for _ in range(3)] == [{}] * 3


def test_a_file_of_keys_that_is_named_must_be_there(tmp_path):
    settings = ApiSettings(keys=tmp_path / "none.jsonl")
    with pytest.raises(KeysBroken, match=r"none\.jsonl"):
        Access(settings, Settings(home=tmp_path))


def test_origins_are_written_one_after_the_other(monkeypatch):
    monkeypatch.setenv("YINGSHANG_API_ORIGINS", "http://localhost:8080, https://plans.example")
    assert ApiSettings.read().origins == ("http://localhost:8080", "https://plans.example")


@pytest.mark.parametrize("written", ["*", "localhost:8080", "https://plans.example/page", '["https://plans.example"]'])
def test_what_is_no_origin_is_refused_by_name(monkeypatch, written):
    monkeypatch.setenv("YINGSHANG_API_ORIGINS", written)
    with pytest.raises(SettingsError, match="YINGSHANG_API_ORIGINS"):
        ApiSettings.read()
