"""Settings of the API (接口设置): YINGSHANG_API_* in the environment or the settings file."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from graph.settings import RoomSettings, Settings

__all__ = ["ApiSettings", "read_settings"]

ORIGIN = re.compile(r"https?://[^/\s,]+")


class ApiSettings(RoomSettings):
    """Every setting of the API. Names in the environment are these in capitals, after YINGSHANG_API_."""

    model_config = SettingsConfigDict(env_prefix="YINGSHANG_API_")

    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on")
    public: bool = Field(
        default=False, description="Allow an address that other machines can reach; anyone there may then read"
    )
    keys: Path | None = Field(default=None, description="File of the API keys; none: keys.jsonl in YINGSHANG_HOME")
    rate: int = Field(
        default=3000,
        ge=0,
        description="Most requests a minute of one key, or of one address where anybody may read; 0: no limit",
    )
    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer")
    grace: int = Field(
        default=30, ge=0, description="Longest time for requests under way when the server is told to stop, in seconds"
    )
    log: Literal["text", "json"] = Field(default="text", description="Form of the log: text or json, a line a request")
    traces: bool = Field(
        default=False, description="Send traces by OpenTelemetry, with the extra traces; OTEL_* say where to"
    )
    introspection: bool = Field(default=True, description="Tell clients the schema when they ask for it")
    graphiql: bool = Field(default=True, description="Serve GraphiQL, the page for trying queries, at /graphiql/")
    depth: int = Field(default=15, ge=1, description="Deepest nesting of fields in a document")
    aliases: int = Field(default=30, ge=0, description="Most aliases in a document")
    tokens: int = Field(default=2000, ge=1, description="Most tokens (words and signs) in a document")
    selections: int = Field(
        default=1000, ge=1, description="Most fields and fragments in a document, its fragments written out"
    )
    repeats: int = Field(default=20, ge=1, description="How often one field may be selected in one place")
    directives: int = Field(default=4, ge=0, description="Most directives in one place of a document")
    nodes: int = Field(default=500_000, ge=1, description="Most nodes one request may ask for")
    requests: int = Field(default=100, ge=1, description="Most requests one process works on at a time")
    documents: Path | None = Field(default=None, description="Folder of further trusted documents (*.graphql)")
    trusted: bool = Field(default=False, description="Run trusted documents only")
    origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Web origins whose pages may ask, such as https://plans.example, parted by commas"
    )
    gzip: int = Field(default=1024, ge=0, description="Compress answers from so many bytes on, if accepted; 0: never")
    kept: int = Field(
        default=32 << 20, ge=0, description="Most bytes of answers kept while the graph is unchanged; 0: none"
    )
    plans: int = Field(default=500, ge=1, description="Compiled documents that are kept")
    seconds: float = Field(default=20.0, gt=0, description="Longest time one statement may take, in seconds")
    body: int = Field(default=1 << 20, ge=1024, description="Longest body of a request, in bytes")

    @field_validator("origins", mode="before")
    @classmethod
    def _origins(cls, value: Any) -> Any:
        """Return origins that are written one after the other; in a settings file they may be a list."""
        found = re.split(r"[\s,]+", value.strip()) if isinstance(value, str) else list(value)
        for origin in found:
            if not isinstance(origin, str) or not ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin!r} is no origin such as https://plans.example, without a path")
        return tuple(found)

    def keys_file(self, graph: Settings) -> Path:
        """Return where the API keys are kept."""
        return self.keys or graph.home / "keys.jsonl"


@cache
def read_settings() -> ApiSettings:
    """Return the settings in force.

    Raises:
        SettingsError: a value cannot be used; names the setting.

    """
    return ApiSettings.read()
