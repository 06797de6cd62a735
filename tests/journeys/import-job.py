# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five messy files in one go, as a newcomer has them: a network without doubles, one pair to decide, and nothing new the second time.

import-job.py KITH KITH-CLI FOLDER-OF-FILES"""

import json
import os
import subprocess
import sys

from person import Person, Missing, until

KITH, CLI, FILES = sys.argv[1:4]
steps = []


def step(what):
    steps.append(what)
    print(f"# {what}", flush=True)


def cli(*words):
    return json.loads(subprocess.run([CLI, words[0], "--json", *words[1:]], check=True, capture_output=True, text=True).stdout)


def network():
    folder = os.path.join(os.environ["XDG_DATA_HOME"], "kith", "networks")
    files = [name for name in os.listdir(folder) if name.endswith(".kith")]
    assert len(files) == 1, files
    return os.path.join(folder, files[0])


def names():
    return sorted(person["name"] for person in cli("people", network()))


def fields(name):
    return next(person["fields"] for person in cli("people", network()) if person["name"] == name)


def task(me):
    files = sorted(os.path.join(FILES, name) for name in os.listdir(FILES))

    step("open five files with Kith")
    me.start(*files)
    me.see_text("New: 9 people and 5 ties", patience=60)
    for path in files:
        me.see(None, os.path.basename(path))

    step("look at the columns of one, and go back")
    me.click(me.see("list item", lambda n: n.startswith("crm.csv")))
    me.see_text("Do Not Email")
    me.keys("alt+Left")
    me.see_text("New: 9 people and 5 ties")

    step("keep what nothing is known of in another")
    me.click(me.see("list item", lambda n: n.startswith("newsletter.csv")))
    me.press("Keep as Fields")
    me.see_text("Field of your own: Number")
    me.keys("alt+Left")
    me.see_text("4 columns are kept as fields")

    step("bring them in")
    me.press("Import")
    me.see_text("Brought in", patience=60)
    me.press("Done")
    me.gone("button", "Done")
    found = names()
    assert len(found) == len(set(found)) == 9, found
    assert fields("Marta Nowak")["MEMBER_RATING"] == "2"

    step("decide on the one pair that is not sure")
    me.keys("F10")
    me.act(me.see("menu item", "Possible Duplicates…"))
    me.click(me.see("list item", lambda n: "Robert Taylor" in n and "Bob Taylor" in n))
    me.press("Same Person")
    until(lambda: len(names()) == 8, "Bob and Robert to be one")
    me.keys("Escape")

    step("take that back, and do it again")
    me.keys("ctrl+z")
    until(lambda: len(names()) == 9, "two people again")
    me.keys("ctrl+shift+z")
    until(lambda: len(names()) == 8, "one person again")

    step("quit, and bring the same files in again: nothing new")
    me.keys("ctrl+q")
    me.ended()
    before = cli("people", network())
    subprocess.run([CLI, "import", network(), *files], check=True, capture_output=True)
    assert names() == sorted(person["name"] for person in before)
    assert fields("Marta Nowak")["MEMBER_RATING"] == "2"
    assert cli("check", network())["ok"]


def main():
    me = Person(KITH, pictures=os.environ.get("KITH_TEST_PICTURES"))
    print("TAP version 13\n1..1", flush=True)
    try:
        task(me)
    except (Missing, AssertionError, subprocess.SubprocessError) as error:
        print(f"not ok 1 - {steps[-1]}: {error!r}", flush=True)
        me.dump()
        me.picture("import-job-failed")
        sys.exit(1)
    finally:
        me.kill()
    print("ok 1 - five messy files", flush=True)


main()
