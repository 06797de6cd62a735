# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five messy files in one go, as a newcomer has them: a network without doubles, one pair to decide, and nothing new the second time.

import-job.py KITH KITH-CLI FOLDER-OF-FILES"""

import os
import subprocess

from journey import CLI, FOLDER, cli, network, step, travel
from person import until


def names():
    return sorted(person["name"] for person in cli("people", network()))


def fields(name):
    return next(person["fields"] for person in cli("people", network()) if person["name"] == name)


def task(me, out):
    files = sorted(os.path.join(FOLDER, name) for name in os.listdir(FOLDER))

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


travel("import-job", task)
