"""Published document → Plan (读取与解析).

`load` reads one file and returns its `Plan`; `extract` turns a plan into plain data in the shape of the
annotation guide. Parsing never touches the network or the database. Bad files raise `LoadError`.
"""

from loaders.extract import extract
from loaders.plan import load, parse

__all__ = ["extract", "load", "parse"]
