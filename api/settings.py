"""Settings of the API (接口设置): YINGSHANG_API_* in the environment or the settings file."""

import ipaddress
from functools import cache

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from api.errors import PublicHost
from graph.language import Text
from graph.settings import RoomSettings

__all__ = ["ApiSettings", "read_settings"]


class ApiSettings(RoomSettings):
    """Every setting of the API. Names in the environment are these in capitals, after YINGSHANG_API_."""

    model_config = SettingsConfigDict(env_prefix="YINGSHANG_API_")

    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on")
    public: bool = Field(
        default=False, description="Allow an address that other machines can reach; anyone there may then read"
    )
    introspection: bool = Field(default=True, description="Tell clients the schema when they ask for it")
    graphiql: bool = Field(default=True, description="Serve GraphiQL, the page for trying queries, at /graphiql/")
    depth: int = Field(default=15, ge=1, description="Deepest nesting of fields in a document")
    aliases: int = Field(default=30, ge=0, description="Most aliases in a document")
    tokens: int = Field(default=2000, ge=1, description="Most tokens (words and signs) in a document")
    seconds: float = Field(default=20.0, gt=0, description="Longest time one statement may take, in seconds")
    body: int = Field(default=1 << 20, ge=1024, description="Longest body of a request, in bytes")

    def checked(self) -> "ApiSettings":
        """Return these settings if the host may be listened on.

        Raises:
            PublicHost: other machines could reach it, and `public` is not set.

        """
        if not self.public and not _is_loopback(self.host):
            raise PublicHost(
                Text(f"{self.host} 可从其他机器访问。", f"{self.host} can be reached from other machines."),
                Text(
                    "若确要公开，请设 YINGSHANG_API_PUBLIC=true。",
                    "If that is wanted, set YINGSHANG_API_PUBLIC=true.",
                ),
            )
        return self


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name; where it leads is not ours to know
        return False


@cache
def read_settings() -> ApiSettings:
    """Return the settings in force.

    Raises:
        SettingsError: a value cannot be used; names the setting.

    """
    return ApiSettings.read()
