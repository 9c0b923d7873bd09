"""What Neo4j Browser is given (浏览器): a guide, a style and the saved scripts of every question.

All of it stands in queries/browser as text that Browser takes by hand too; here it is turned into what
Browser reads by itself. `python -m graph.browser` writes the saved scripts anew.
"""

from graph.browser.guide import GUIDE, LANGUAGES, guide
from graph.browser.scripts import FOLDER, archive, scripts
from graph.browser.site import START, site
from graph.browser.style import style

__all__ = ["FOLDER", "GUIDE", "LANGUAGES", "START", "archive", "guide", "scripts", "site", "style"]
