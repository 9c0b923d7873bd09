"""What a plan says, apart from where in its file it says so: the same from every form of the same plan."""

from loaders import extract

__all__ = ["facts"]

PLACES = {"span", "where", "file"}


def facts(plan):
    """Return the facts of a plan as plain data."""

    def bare(found):
        if isinstance(found, dict):
            return {key: bare(value) for key, value in found.items() if key not in PLACES}
        return [bare(value) for value in found] if isinstance(found, list) else found

    return bare(extract(plan))
