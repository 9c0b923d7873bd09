"""What is left out of a docx, or cannot be read, as people are told; {} stands for how many."""

from graph.language import Text

__all__ = ["DELETED", "EMBEDDED", "FIELDS", "HIDDEN", "NOTES", "NUMBERS", "PICTURES", "STYLES", "SYMBOLS"]

NUMBERS = Text("编号定义缺失，自动编号没有读出：{} 处", "numbering definitions are missing; numbers not read: {}")
STYLES = Text("样式定义缺失，样式所带的编号没有读出：{} 段", "styles are missing, with the numbers they bear: {}")
DELETED = Text("修订按已接受处理，删除的文字：{} 处", "changes are taken as accepted; deletions left out: {}")
HIDDEN = Text("隐藏文字没有读：{} 处", "hidden text left out: {}")
PICTURES = Text("图片和图形中的文字没有读：{} 幅", "pictures and drawings not read: {}")
EMBEDDED = Text("嵌入的对象和文档没有读：{} 个", "embedded objects and documents not read: {}")
FIELDS = Text("公式域和编号域没有读：{} 处", "fields that draw formulas or numbers not read: {}")
SYMBOLS = Text("无法辨认的特殊符号：{} 个", "symbols of special fonts not known: {}")
NOTES = Text("脚注或尾注缺失：{} 条", "footnotes or endnotes missing: {}")
