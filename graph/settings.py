"""Settings of the graph (图谱设置): from the environment, then from one file, then defaults."""

import os
from functools import cache
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.errors import SettingsError
from graph.language import Text

__all__ = ["NEO4J_VERSIONS", "Settings", "read_settings", "settings_file"]

NEO4J_VERSIONS = ("2026.09.0", "5.26.25")


def settings_file() -> Path:
    """Return the one settings file: YINGSHANG_SETTINGS, or the user's own settings.toml."""
    named = os.environ.get("YINGSHANG_SETTINGS")
    return Path(named) if named else platformdirs.user_config_path("yingshang") / "settings.toml"


class Settings(BaseSettings):
    """Every setting of the graph and the command line. Names in the environment are the aliases."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

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
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file()))


@cache
def read_settings() -> Settings:
    """Return the settings in force.

    Raises:
        SettingsError: a value cannot be used; names the setting.

    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            Text(
                f"设置 {name} 的值不能使用：{first['msg']}。",
                f"setting {name} cannot be used: {first['msg']}.",
            ),
            Text("请改正环境变量或设置文件。", "Correct the environment variable or the settings file."),
            where=str(settings_file()),
        ) from None
