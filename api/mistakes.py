"""Mistakes in documents (查询之误), as graphql-core words them in English, said in Chinese.

Its messages are the specification's rules of validation (GraphQL, section 5) and of coercing variables (6.1.2).
A message that the table does not know is not a mistake of the caller.
"""

import re
from typing import NamedTuple

from graph.language import Text

__all__ = ["SUGGESTION", "explained"]

SUGGESTION = re.compile(r",? [Dd]id you mean (?P<near>.+)\?")
NAME = re.compile(r"'([^']+)'")


class Mistake(NamedTuple):
    """How a message looks, and what it says in Chinese, with places for what the pattern's groups hold."""

    pattern: re.Pattern[str]
    chinese: str


def _mistake(pattern: str, chinese: str) -> Mistake:
    """Return an entry: `#` in the pattern stands for some words, `~` for a message that is one of these itself."""
    words = re.escape(pattern).replace(r"\#", "(.*?)").replace(r"\~", "(?P<inner>.*)")
    return Mistake(re.compile(words, re.DOTALL), chinese)


MISTAKES = tuple(
    _mistake(*entry)
    for entry in (
        ("Syntax Error: Unexpected character: #.", "语法错误：不可用的字符 {0}。"),
        ("Syntax Error: Unexpected '#'.", "语法错误：此处不应是 {0}。"),
        ("Syntax Error: Unexpected Name '#'.", "语法错误：此处不应是名称 {0}。"),
        ("Syntax Error: Unexpected <EOF>.", "语法错误：查询文本不完整。"),
        ("Syntax Error: Unexpected #.", "语法错误：此处不应是 {0}。"),
        ("Syntax Error: Expected #, found #.", "语法错误：此处应为 {0}，而不是 {1}。"),
        ("Syntax Error: Unterminated string.", "语法错误：字符串没有结束。"),
        ("Syntax Error: Invalid #", "语法错误：不可用的字符、数或转义（{0}）"),
        ("Syntax Error: #", "语法错误：{0}"),
        ("The # definition is not executable.", "可执行的查询中不应有定义 {0}。"),
        ("Cannot query field '#' on type '#'.", "类型 {1} 没有字段 {0}。"),
        ("Fragment cannot condition on non composite type '#'.", "片段不能以类型 {0} 为条件。"),
        ("Fragment '#' cannot condition on non composite type '#'.", "片段 {0} 不能以类型 {1} 为条件。"),
        ("Unknown argument '#' on directive '#'.", "指令 {1} 没有参数 {0}。"),
        ("Unknown argument '#' on field '#'.", "字段 {1} 没有参数 {0}。"),
        ("Unknown argument '#' on fragment '#'.", "片段 {1} 没有参数 {0}。"),
        ("Unknown directive '#'.", "没有指令 {0}。"),
        ("Directive '#' may not be used on #.", "指令 {0} 不能用于 {1}。"),
        ("Unknown fragment '#'.", "没有片段 {0}。"),
        ("Unknown type '#'.", "没有类型 {0}。"),
        ("The # operation is not supported by the schema.", "本接口只供查询，没有 {0}。"),
        ("This anonymous operation must be the only defined operation.", "有多个操作时，每个都须有名称。"),
        ("Cannot spread fragment '#' within itself#.", "片段 {0} 引用了自己。"),
        ("Variable '#' is not defined by operation '#'.", "操作 {1} 没有声明变量 {0}。"),
        ("Variable '#' is not defined.", "没有声明变量 {0}。"),
        ("Fragment '#' is never used.", "片段 {0} 没有用到。"),
        ("Variable '#' is never used in operation '#'.", "操作 {1} 没有用到变量 {0}。"),
        ("Variable '#' is never used in fragment '#'.", "片段 {1} 没有用到变量 {0}。"),
        ("Variable '#' is never used.", "变量 {0} 没有用到。"),
        ("Fields '#' conflict because #. Use different aliases#", "名为 {0} 的字段互相冲突（{1}），请用不同的别名。"),
        ("Spreads '#' conflict because #", "片段 {0} 的引用互相冲突（{1}）"),
        ("Fragment cannot be spread here as objects of type '#' can never be of type '#'.",
         "此处不能引用片段：{0} 不会是 {1}。"),
        ("Fragment '#' cannot be spread here as objects of type '#' can never be of type '#'.",
         "此处不能引用片段 {0}：{1} 不会是 {2}。"),
        ("Argument '#' of type '#' is required, but it was not provided.", "缺少参数 {0}（{1}）。"),
        ("Fragment '#' argument '#' of type '#' is required, but it was not provided.",
         "片段 {0} 缺少参数 {1}（{2}）。"),
        ("Field '#' must not have a selection since type '#' has no subfields.", "字段 {0}（{1}）下没有字段可选。"),
        ("Field '#' of type '#' must have a selection of subfields.", "字段 {0}（{1}）须选出其下的字段。"),
        ("Field '#' of type '#' must have at least one field selected.", "字段 {0}（{1}）须选出其下的字段。"),
        ("There can be only one # named '#'.", "有多个名为 {1} 的 {0}。"),
        ("The directive '#' can only be used once at this location.", "指令 {0} 在一处只能用一次。"),
        ("Variable '#' cannot be non-input type '#'.", "变量 {0} 不能是类型 {1}。"),
        ("Variable '#' of type '#' used in position expecting type '#'.", "变量 {0} 的类型是 {1}，此处需要 {2}。"),
        ("Variable '#' has invalid value: ~", "变量 {0} 的值不可用：{1}"),
        ("Variable '#' has invalid value at #: ~", "变量 {0} 的值在 {1} 处不可用：{2}"),
        ("Variable '#' has invalid default value#: ~", "变量 {0} 的默认值不可用：{2}"),
        ("Argument '#' has invalid value: ~", "参数 {0} 的值不可用：{1}"),
        ("Argument '#' has invalid value at #: ~", "参数 {0} 的值在 {1} 处不可用：{2}"),
        ("Argument '#' of required type '#' was not provided.", "缺少参数 {0}（{1}）。"),
        ("Enum '#' cannot represent #value: #.", "枚举 {0} 没有 {2}。"),
        ("# cannot represent # value: #", "{0} 类型的值不能是 {2}。"),
        ("# cannot represent value: #", "{0} 类型的值不能是 {1}。"),
        ("Value '#' does not exist in '#' enum.", "枚举 {1} 没有 {0}。"),
        ("Expected a value of non-null type '#' to be provided.", "须给出类型为 {0} 的值。"),
        ("Expected value of non-null type '#' not to be None.", "类型 {0} 的值不能是 null。"),
        ("Expected value of type '#', found #.", "此处需要类型 {0} 的值，而不是 {1}。"),
        ("Expected value of type '#', but encountered error '#'; found: #.", "此处需要类型 {0} 的值，而不是 {2}。"),
        ("Expected value of type '#' to be an object, found: #.", "此处需要对象 {0}，而不是 {1}。"),
        ("Expected value of type '#' to include required field '#', found: #.", "{0} 缺少 {1}：{2}。"),
        ("Expected value of type '#' not to include unknown field '#', found: #.", "{0} 没有 {1}：{2}。"),
        ("Expected value of type '#' not to include unknown field '#'. Found: #.", "{0} 没有 {1}：{2}。"),
        ("Expected value of type '#' to be valid, found: #.", "类型 {0} 的值不能是 {1}。"),
        ("Maximum introspection depth exceeded", "对接口结构的查询嵌套过深。"),
        ("Unknown operation named '#'.", "没有名为 {0} 的操作。"),
        ("Must provide operation name if query contains multiple operations.",
         "查询有多个操作，请以 operationName 指明。"),
        ("Must provide an operation.", "查询文本没有操作。"),
        ("Too many validation errors, error limit reached. Validation aborted.", "错误过多，其余未列。"),
        ("Too many errors processing variables, error limit reached. Execution aborted.", "变量的错误过多，其余未列。"),
        ("Validation aborted.", "查询的片段嵌套过深，未能检查完。"),
    )
)  # fmt: skip


def explained(message: str, *, suggest: bool) -> Text | None:
    """Return a message in both languages; None for one that is none of a mistake in a document.

    Args:
        message: graphql-core's.
        suggest: whether names that the schema has may be told.

    """
    near = SUGGESTION.search(message)
    plain = SUGGESTION.sub("", message)
    chinese = _chinese(plain)
    if chinese is None:
        return None
    if near and suggest:
        return Text(f"{chinese}是否指 {'、'.join(NAME.findall(near['near']))}？", message)
    return Text(chinese, plain)


def _chinese(message: str) -> str | None:
    for mistake in MISTAKES:
        found = mistake.pattern.fullmatch(message)
        if found:
            parts = list(found.groups())
            if "inner" in found.groupdict():
                parts[-1] = _chinese(parts[-1]) or parts[-1]
            return mistake.chinese.format(*parts)
    return None
