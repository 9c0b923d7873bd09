"""Optional parts of the software (附加组件), as pyproject.toml lists them."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import ExtraMissing
from graph.language import Text

__all__ = ["needs"]


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Import what belongs to an extra in here: where it is missing, the error says what to install.

    Raises:
        ExtraMissing: the extra is not installed.

    """
    try:
        yield
    except ImportError as error:
        raise ExtraMissing(
            Text(f"缺少附加组件{extra}（{error.name}）。", f"the extra {extra} is not installed ({error.name})."),
            Text(f"请安装：pip install 'yingshang[{extra}]'。", f"Install it: pip install 'yingshang[{extra}]'."),
        ) from error
