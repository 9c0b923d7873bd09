"""docker-compose.yml and Dockerfile: checked without Docker, against the compose specification and our own rules."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from api.access import Access
from api.errors import PublicHost
from api.settings import ApiSettings
from graph.settings import Settings

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker-compose.yml"
REQUIRED_PASSWORD = re.compile(r"\$\{NEO4J_PASSWORD:\?[^}]+\}")


@pytest.fixture(scope="module")
def compose() -> dict:
    return YAML(typ="safe").load(COMPOSE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dockerfile() -> list[str]:
    joined = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def schema_says(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # the schema comes with check-jsonschema: no network
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_follows_the_compose_specification():
    result = schema_says(COMPOSE)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_schema_refuses_a_wrong_file(tmp_path):
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text(encoding="utf-8").replace("healthcheck:", "health_check:"), encoding="utf-8")
    assert schema_says(wrong).returncode != 0


def test_services(compose):
    assert set(compose["services"]) == {"neo4j", "api"}
    assert compose["services"]["neo4j"]["image"] == "neo4j:2026.09.0-community"
    assert "latest" not in COMPOSE.read_text(encoding="utf-8")


def test_the_password_is_required_and_has_no_default(compose):
    environments = {name: service["environment"] for name, service in compose["services"].items()}
    assert REQUIRED_PASSWORD.fullmatch(environments["neo4j"]["NEO4J_AUTH"].removeprefix("neo4j/"))
    assert REQUIRED_PASSWORD.fullmatch(environments["api"]["NEO4J_PASSWORD"])
    values = [value for environment in environments.values() for value in environment.values()]
    assert not any(re.search(r"\$\{[^}]*:?-", value) for value in values)  # ${NAME:-default}
    assert not any(NAME in command for command in commands(compose) for NAME in ("${NEO4J_PASSWORD", "--password"))


def commands(compose: dict) -> list[str]:
    return [
        json.dumps(service.get(key, ""))
        for service in compose["services"].values()
        for key in ("command", "healthcheck")
    ]


def test_health(compose):
    neo4j, api = compose["services"]["neo4j"], compose["services"]["api"]
    assert "cypher-shell" in neo4j["healthcheck"]["test"][1]
    assert any("/readyz" in part for part in api["healthcheck"]["test"])
    for service in (neo4j, api):
        assert {"test", "interval", "timeout", "retries", "start_period"} <= set(service["healthcheck"])
    assert api["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_ports_are_open_to_this_machine_only(compose):
    ports = {name: service["ports"] for name, service in compose["services"].items()}
    assert ports == {"neo4j": ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"], "api": ["127.0.0.1:8000:8000"]}
    assert not any("network_mode" in service or service.get("privileged") for service in compose["services"].values())


def test_data_is_in_named_volumes(compose):
    mounts = {
        name: dict(mount.split(":") for mount in service["volumes"]) for name, service in compose["services"].items()
    }
    assert mounts["neo4j"] == {"neo4j-data": "/data", "neo4j-logs": "/logs"}
    assert set(compose["volumes"]) == {*mounts["neo4j"], *mounts["api"]}


def test_keys_outlive_the_container_in_the_folder_of_its_user(compose, dockerfile):
    [home] = [re.search(r"YINGSHANG_HOME=(\S+)", line)[1] for line in dockerfile if "YINGSHANG_HOME=" in line]
    assert compose["services"]["api"]["volumes"] == [f"yingshang-home:{home}"]
    assert any(f"--owner yingshang --mode 700 {home}" in line for line in dockerfile)


def test_neo4j_neither_reads_files_nor_reports(compose):
    environment = compose["services"]["neo4j"]["environment"]
    settings = {setting(name): value for name, value in environment.items() if name != "NEO4J_AUTH"}
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["client.allow_telemetry"] == "false"


def setting(variable: str) -> str:
    """Return the setting that the image's entry point makes of a variable: _ is a dot, __ an underscore."""
    return variable.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")


def test_rights_are_given_up(compose):
    for service in compose["services"].values():
        assert service["security_opt"] == ["no-new-privileges:true"]
    api = compose["services"]["api"]
    assert api["read_only"] is True
    assert api["cap_drop"] == ["ALL"]
    assert api["tmpfs"] == ["/tmp"]  # noqa: S108  a mount in the container


def test_who_may_read_has_to_be_said(compose, monkeypatch, tmp_path):
    environment = compose["services"]["api"]["environment"]
    assert re.fullmatch(r"\$\{YINGSHANG_API_PUBLIC:\?[^}]+\}", environment["YINGSHANG_API_PUBLIC"])
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    graph = Settings().model_copy(update={"home": tmp_path})
    monkeypatch.setenv("YINGSHANG_API_PUBLIC", "true")
    Access(ApiSettings(host="0.0.0.0"), graph)  # noqa: S104  inside the container
    monkeypatch.setenv("YINGSHANG_API_PUBLIC", "false")
    with pytest.raises(PublicHost):
        Access(ApiSettings(host="0.0.0.0"), graph)  # noqa: S104


def test_requests_under_way_are_waited_for(compose):
    seconds = int(compose["services"]["api"]["stop_grace_period"].removesuffix("s"))
    assert seconds > ApiSettings().grace


def test_the_api_finds_neo4j(compose):
    environment = compose["services"]["api"]["environment"]
    assert environment["NEO4J_URI"] == "bolt://neo4j:7687"
    assert environment["NEO4J_USERNAME"] == "neo4j"


def test_image_takes_libraries_by_hash_and_runs_without_root(dockerfile):
    stages = [line for line in dockerfile if line.startswith("FROM ")]
    assert stages
    assert all(line.split()[1] == "python:3.11-slim" for line in stages)
    installs = [line for line in dockerfile if "pip install" in line]
    assert any("--require-hashes" in line for line in installs)
    for line in installs:  # the project itself has no hash, and must not bring anything that has none
        assert "--require-hashes" in line or line.endswith("--no-deps --no-build-isolation .")
    users = [line.split()[1] for line in dockerfile if line.startswith("USER ")]
    assert users
    assert users[-1] not in ("root", "0")
    assert not any(line.startswith(("ENV", "ARG")) and re.search("PASSWORD|SECRET|TOKEN", line) for line in dockerfile)


def test_image_serves(dockerfile):
    entry, command = (
        json.loads(line.split(maxsplit=1)[1]) for line in dockerfile if line.startswith(("ENTRYPOINT", "CMD"))
    )
    assert entry == ["yingshang"]
    assert command == ["serve", "--host", "0.0.0.0", "--port", "8000"]  # noqa: S104  inside the container


def test_what_enters_the_image_is_there_and_allowed(dockerfile):
    copies = [line for line in dockerfile if line.startswith("COPY ") and "--from=" not in line]
    copied = [source for line in copies for source in line.split()[1:-1]]
    ignore = [
        line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    assert ignore[0] == "*"
    assert sorted(copied) == sorted(line[1:] for line in ignore if line.startswith("!"))
    there = {source: {file.name for file in ROOT.glob(source)} for source in copied}
    assert [source for source, found in there.items() if not found] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    # What is installed there is all that the command line is made of.
    assert {file.name for file in ROOT.glob("yingshang*.py")} <= {*packed} <= set().union(*there.values())
