"""Web pages (网页) as government sites publish plans: the text, without what the site puts around it."""

from loaders.read.html.reader import read_html

__all__ = ["read_html"]
