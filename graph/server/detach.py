"""Start a command that outlives us: `detach.py LOG FOLDER COMMAND…` prints its process number.

Run as a program of its own, so that the command's parent is gone at once: it is no child of whoever
asked for it, does not end with their terminal, and leaves no zombie behind.
"""

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    log, folder, *command = sys.argv[1:]
    with Path(log).open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
        )
    sys.stdout.write(str(process.pid))
    process.returncode = 0  # it goes on without us: nothing to wait for
