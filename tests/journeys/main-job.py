# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, from two files to a call sheet, as a member of staff does it with the window: and after quitting it is all still there.

main-job.py KITH KITH-CLI SAMPLE-FOLDER"""

import os

from journey import FOLDER, cli, network, step, travel
from person import until


def tab(me, name):
    """One of the tabs of a view switcher."""
    me.act(me.see("page tab", name))


def bring_in(me, path, start=False):
    if start:
        me.press("Import Files…")
    else:
        me.keys("ctrl+i")
    me.choose_file(path, "Open")
    me.see_text("New: ", patience=60)
    me.press("Import")
    me.see_text("Brought in", patience=60)
    me.press("Done")
    me.gone("button", "Done")


def first_day(me, out):
    step("start")
    me.start()
    me.see_text("Bring in Your People")

    step("bring in a list of people, then who knows whom")
    bring_in(me, os.path.join(FOLDER, "people.csv"), start=True)
    bring_in(me, os.path.join(FOLDER, "ties.csv"))

    step("see the communities")
    me.see("list item", lambda n: n.startswith("Harbour Choir"))

    step("read what the team reaches, and tag three as ambassadors")
    me.see_text("people together touch")
    team = me.see("list", "The Team")
    until(lambda: len(me.all("toggle button", lambda n: n.startswith("Tag "), team, showing=False)) >= 3, "three people to tag")
    tagged = []
    for _ in range(3):
        star = until(lambda: next((n for n in me.all("toggle button", lambda n: n.startswith("Tag "), team, showing=False)
                                   if n.get_name() not in tagged), None), "a person to tag")
        tagged.append(star.get_name())
        me.act(star)
        until(lambda: len(cli("people", network(), "--segment", "ambassadors")) == len(tagged), "the tag to be kept")

    step("take one back")
    me.see(("button", "push button"), lambda n: n.startswith("Undo"))
    me.keys("ctrl+z")
    until(lambda: len(cli("people", network(), "--segment", "ambassadors")) == 2, "one tag less")

    step("rename a community")
    choir = me.see("list item", lambda n: n.startswith("Harbour Choir"))
    me.act(until(lambda: me.sees("button", "Edit Community", choir, showing=False), "the button to edit the choir"))
    me.fill(me.entry("Name of the community"), "Harbour Singers")
    me.keys("Return")
    me.see("list item", lambda n: n.startswith("Harbour Singers"))
    until(lambda: "Harbour Singers" in [c["name"] for c in cli("communities", network())], "the name to be kept")
    me.keys("Escape", "ctrl+0")

    step("find a person")
    somebody = cli("people", network(), "--limit", "1")[0]["name"]
    me.keys("ctrl+f")
    me.fill(me.entry("Find people"), somebody)
    me.see(None, lambda n: somebody in n)
    me.keys("Return")
    tab(me, "Person")
    me.see("label", somebody)
    me.keys("ctrl+f", "Escape")

    step("make a campaign of the team")
    tab(me, "Team")
    me.press("Plan Invitations…")
    me.fill(me.entry("Name"), "Winter appeal")
    me.fill(me.entry("Objective"), "Fifty new volunteers")
    me.press("Create")
    me.see_text("Fifty new volunteers")

    step("mark an invitation agreed")
    me.press("Planned", role="toggle button")
    me.see("label", "Agreed")
    me.keys("Down", "Down", "Return")
    me.see_text("Agreed: 1")

    step("write down a report")
    tab(me, "Reports")
    me.fill(me.entry("Who"), somebody)
    me.fill(me.entry("What"), "The choir wants to sing at the harvest supper")
    me.click(me.see(None, "Save Report"))
    me.see_text("sing at the harvest supper")

    step("save the map as a picture")
    me.keys("ctrl+shift+s")
    me.press("Save…", within=me.see("dialog", "Save or Print Map"))
    me.choose_file(os.path.join(out, "map.png"), "Save")
    until(lambda: os.path.exists(os.path.join(out, "map.png")), "the picture")

    step("save the briefing")
    me.keys("ctrl+b")
    me.choose_file(os.path.join(out, "briefing.pdf"), "Save")
    until(lambda: os.path.exists(os.path.join(out, "briefing.pdf")), "the briefing")
    me.see_text("Saved the briefing to briefing.pdf")

    step("save the call sheet")
    tab(me, "Invitations")
    me.press("Call Sheet…")
    me.choose_file(os.path.join(out, "call-sheet.pdf"), "Save")
    until(lambda: os.path.exists(os.path.join(out, "call-sheet.pdf")), "the call sheet")

    step("quit")
    me.keys("ctrl+q")
    me.ended()
    return somebody


def second_day(me, somebody):
    step("start again: all is still there")
    me.start()
    until(lambda: me.sees(None, "Your networks") or me.sees("page tab", "Map"), "my network or the list of them")
    if me.sees(None, "Your networks"):
        me.click(me.see("list item", within=me.see("list", "Your networks")))
    me.see("list item", lambda n: n.startswith("Harbour Singers"))
    tab(me, "Invitations")
    me.see_text("Fifty new volunteers")
    me.see_text("Agreed: 1")
    tab(me, "Reports")
    me.see_text("sing at the harvest supper")
    assert len(cli("people", network(), "--segment", "ambassadors")) == 2
    labels = [act["label"] for act in cli("history", network())["acts"]]
    assert len(labels) >= 8, labels
    me.keys("ctrl+q")
    me.ended()
    assert cli("check", network())["ok"]


def task(me, out):
    second_day(me, first_day(me, out))


travel("main-job", task)
