"""The command line's `similar` (相似): what measures of different documents have in common, into the graph.

The exit codes are those of `yingshang`.
"""

from graph.language import Text
from graph.settings import read_settings
from yingshang_options import Json

__all__ = ["similar"]


def similar(*, as_json: Json = False) -> None:
    """比对各文件的措施 · Compare the measures of different documents.

    相似的措施存入图谱（SIMILAR_TO），只比对新载入与有改动的文件 · Similar ones are stored as SIMILAR_TO; only documents
    that are new or changed are compared.
    """
    from dataclasses import asdict

    from graph import terminal
    from graph.access import resolve
    from graph.similarity import compare
    from graph.store import Store

    with Store.open(resolve(read_settings())) as store, terminal.Bar(quiet=as_json) as bar:
        report = compare(store, bar)
    if as_json:
        terminal.print_json(asdict(report))
        return
    terminal.facts(
        [
            (Text("文件", "documents"), report.documents),
            (Text("此次比对的文件", "compared now"), report.compared),
            (Text("措施", "measures"), report.measures),
            (Text("过短而无法判断的措施", "measures too short to tell"), report.too_short),
            (Text("新增的相似措施对", "similar pairs added"), report.added),
            (Text("撤回", "removed"), report.removed),
            (Text("保留", "kept"), report.kept),
        ]
    )
