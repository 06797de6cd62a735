# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all journeys have in common: the steps they are at, what kith-cli says beside the window, and one line of TAP at the end.
Each is called with KITH KITH-CLI FOLDER."""

import json
import os
import subprocess
import sys
import tempfile

from person import Missing, Person

KITH, CLI, FOLDER = sys.argv[1:4]
steps = ["preparing"]


def step(what):
    steps.append(what)
    print(f"# {what}", flush=True)


def cli(*words):
    return json.loads(subprocess.run([CLI, words[0], "--json", *words[1:]], check=True, capture_output=True, text=True).stdout)


def network():
    """The only one in the folder of networks."""
    folder = os.path.join(os.environ["XDG_DATA_HOME"], "kith", "networks")
    files = [name for name in os.listdir(folder) if name.endswith(".kith")]
    assert len(files) == 1, files
    return os.path.join(folder, files[0])


def travel(name, task):
    """Calls TASK with a person and a folder for what comes out, and tells how it went."""
    me = Person(KITH, pictures=os.environ.get("KITH_TEST_PICTURES"))
    print("TAP version 13\n1..1", flush=True)
    with tempfile.TemporaryDirectory() as out:
        try:
            task(me, out)
        except (Missing, AssertionError, StopIteration, subprocess.SubprocessError) as error:
            print(f"not ok 1 - {steps[-1]}: {error!r}", flush=True)
            me.dump()
            me.picture(name + "-failed")
            sys.exit(1)
        finally:
            me.kill()
    print(f"ok 1 - {name}", flush=True)
