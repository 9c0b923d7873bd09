"""The questions as text, which knows nobody.

`cypher/*.cypher` holds one question a file, used unchanged by the API, the terminal, Neo4j Browser and the
exports; `cypher/export/` what the exports read; `browser/` is for Neo4j Browser.

A question begins with its header, one entry a line, Chinese and English parted by a bar:

    // title      中文 | English
    // question   中文 | English
    // parameter  name: type [or null] [naming Label] [of value, value] [from lowest] [= default] | 中文 | English
    // column     name: type | 中文 | English
    // browser    :param {…}        to be run first in Neo4j Browser; the parameters with their defaults

Types are string, integer, float, boolean, date, map, and [lists] of them; a default is JSON. A parameter
without a default must be given; `naming` says that it names a node. The columns are those of RETURN, in
their order; `total` counts the rows without the limit.
"""
