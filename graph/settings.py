"""Settings of the graph (图谱设置): from the environment, then from one file, then defaults.

The file is TOML and has the names that the environment has. A name that no setting has is refused: a
misspelt setting must not be ignored in silence.
"""

import difflib
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from graph.errors import SettingsError
from graph.language import Text

__all__ = ["NEO4J_VERSIONS", "RoomSettings", "Settings", "read_settings", "settings_file"]

NEO4J_VERSIONS = ("2026.09.0", "5.26.25")
ROOMS = ("YINGSHANG_API_",)  # prefixes of the settings that other rooms declare


def settings_file() -> Path:
    """Return the one settings file: YINGSHANG_SETTINGS, or the user's own settings.toml."""
    named = os.environ.get("YINGSHANG_SETTINGS")
    return Path(named) if named else platformdirs.user_config_path("yingshang") / "settings.toml"


class RoomSettings(BaseSettings):
    """Settings of one room: from the environment and the one file, under the same names."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, frozen=True)

    @classmethod
    def names(cls) -> dict[str, str]:
        """Return the fields by their names in the environment and the file."""
        prefix = cls.model_config.get("env_prefix") or ""
        return {str(field.validation_alias or prefix + name.upper()): name for name, field in cls.model_fields.items()}

    @classmethod
    def read(cls) -> Self:
        """Return the settings in force.

        Raises:
            SettingsError: a value cannot be used, a name is unknown or the file is broken; says which.

        """
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            place = str(first["loc"][0])
            name = next((known for known, field in cls.names().items() if place in (known, field)), place)
            raise SettingsError(
                Text(
                    f"设置 {name} 的值不能使用（{first['msg']}）。", f"setting {name} cannot be used: {first['msg']}."
                ),
                Text("请改正。", "Correct it."),
                where=None if os.environ.get(name) else str(settings_file()),
            ) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic passes all sources
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of the sources: arguments, environment, the one file."""
        return (init_settings, env_settings, _File(settings_cls))


class _File(PydanticBaseSettingsSource):
    """The one settings file, as far as it is about one room."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        return None, field_name, False  # all values are given at once, by __call__

    def __call__(self) -> dict[str, Any]:
        cls = self.settings_cls
        assert issubclass(cls, RoomSettings)  # noqa: S101 -- only rooms use this source
        prefix = cls.model_config.get("env_prefix") or ""
        mine = {
            name: value
            for name, value in _file_values().items()
            if (name.startswith(prefix) if prefix else not name.startswith(ROOMS))
        }
        known = cls.names()
        for name in mine:
            if name not in known:
                near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)[0]
                raise SettingsError(
                    Text(f"没有名为 {name} 的设置。", f"there is no setting {name}."),
                    Text(f"是否指 {near}？", f"Did you mean {near}?"),
                    where=str(settings_file()),
                )
        return {name if cls.model_fields[known[name]].validation_alias else known[name]: mine[name] for name in mine}


def _file_values() -> dict[str, Any]:
    """Return what the settings file holds; nothing where there is none and none is named."""
    file = settings_file()
    try:
        with file.open("rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError:
        if "YINGSHANG_SETTINGS" not in os.environ:
            return {}
        raise SettingsError(
            Text("没有这个设置文件。", "there is no such settings file."),
            Text("请检查 YINGSHANG_SETTINGS。", "Check YINGSHANG_SETTINGS."),
            where=str(file),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Text(f"设置文件不是正确的 TOML（{error}）。", f"the settings file is not proper TOML: {error}."),
            Text("请改正。", "Correct it."),
            where=str(file),
        ) from None


class Settings(RoomSettings):
    """Every setting of the graph and the command line. Names in the environment are the aliases."""

    neo4j_uri: str | None = Field(
        default=None,
        validation_alias="NEO4J_URI",
        description="Address of a Neo4j you have (bolt:// or neo4j://); none: the local server",
    )
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME", description="User of that Neo4j")
    neo4j_password: SecretStr | None = Field(
        default=None, validation_alias="NEO4J_PASSWORD", description="Password of that Neo4j"
    )
    neo4j_database: str | None = Field(
        default=None,
        validation_alias="NEO4J_DATABASE",
        description="Database of that Neo4j; none: its default",
    )
    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("yingshang"),
        validation_alias="YINGSHANG_HOME",
        description="Folder for the local Neo4j's data, password and log",
    )
    decisions: Path | None = Field(
        default=None,
        validation_alias="YINGSHANG_DECISIONS",
        description="File of an analyst's decisions; none: decisions.jsonl in YINGSHANG_HOME",
    )
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("yingshang"),
        validation_alias="YINGSHANG_CACHE",
        description="Folder for downloaded parts of Neo4j",
    )
    neo4j_version: str = Field(
        default=NEO4J_VERSIONS[0],
        validation_alias="YINGSHANG_NEO4J_VERSION",
        pattern="|".join(v.replace(".", r"\.") for v in NEO4J_VERSIONS),
        description="Version of the local Neo4j: " + " or ".join(NEO4J_VERSIONS),
    )
    repository: str | None = Field(
        default=None,
        validation_alias="YINGSHANG_REPOSITORY",
        pattern="^https?://",
        description="Address of a Maven repository near you that Neo4j is downloaded from; none: jgo's",
    )
    bolt_port: int = Field(
        default=7687,
        ge=1,
        le=65535,
        validation_alias="YINGSHANG_BOLT_PORT",
        description="Wished Bolt port; the next free one is taken",
    )
    http_port: int = Field(
        default=7474,
        ge=1,
        le=65535,
        validation_alias="YINGSHANG_HTTP_PORT",
        description="Wished HTTP port; the next free one is taken",
    )
    ocr: bool = Field(
        default=False,
        validation_alias="YINGSHANG_OCR",
        description="Recognise the text of scanned pages, with the extra ocr; their facts are marked",
    )

    @property
    def decisions_file(self) -> Path:
        """Where an analyst's decisions are kept."""
        return self.decisions or self.home / "decisions.jsonl"


@cache
def read_settings() -> Settings:
    """Return the settings in force.

    Raises:
        SettingsError: a value cannot be used, a name is unknown or the file is broken.

    """
    return Settings.read()
