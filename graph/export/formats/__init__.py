"""Networks as files (导出格式), for Gephi, R, Pajek, UCINET, Excel, JavaScript and Neo4j.

The same network gives the same bytes: no date, no path, nodes and edges in the network's own order. What is not
stated is never written as text.
"""

from graph.export.formats.graphml import read_graphml
from graph.export.formats.register import FORMATS, Format, texts
from graph.export.formats.spreadsheet import read_csv, table
from graph.export.formats.storage import filename, save
from graph.export.formats.ucinet import matrices

__all__ = ["FORMATS", "Format", "filename", "matrices", "read_csv", "read_graphml", "save", "table", "texts"]
