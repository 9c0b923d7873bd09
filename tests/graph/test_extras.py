import pytest

from graph.errors import ExtraMissing
from graph.extras import needs


def test_what_is_missing_is_named_with_its_remedy():
    with pytest.raises(ExtraMissing) as refused, needs("study"):
        import no_such_library  # noqa: F401, PLC0415
    assert "no_such_library" in refused.value.what.en
    assert refused.value.remedy.en == "Install it: pip install 'yingshang[study]'."


def test_other_errors_pass():
    with pytest.raises(ZeroDivisionError), needs("study"):
        1 / 0  # noqa: B018
