"""GraphQL over the graph (接口), for dashboards.

`create_app` makes the application from its settings, `serve` runs it. The types are declared in `api.types`
and compiled to Cypher by `api.compiler`; the API only reads, and no value of a user becomes part of a query.
"""

from api.app import create_app
from api.server import serve
from api.settings import ApiSettings

__all__ = ["ApiSettings", "create_app", "serve"]
