"""Write what Browser imports (样本) anew: `python -m graph.browser`, after a change of a question."""

from importlib.resources import as_file, files

from graph.browser.scripts import archive, scripts

if __name__ == "__main__":
    with as_file(files("queries") / "browser") as place:
        (place / "scripts").mkdir(exist_ok=True)
        for stale in (place / "scripts").glob("*.cypher"):
            stale.unlink()
        for name, text in scripts().items():
            (place / "scripts" / name).write_text(text, encoding="utf-8", newline="\n")
        (place / "saved-scripts.zip").write_bytes(archive())
