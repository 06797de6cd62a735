# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The map without eyes and without a mouse: find two people, choose whom both know, tag them, and print the map to a PDF, by keyboard alone;
what a screen reader finds and hears is looked at on the way. It is printed by the toolkit's own print dialog with its printer "Print to File",
and what is on the paper is read back.

map-job.py KITH KITH-CLI SAMPLE-FOLDER"""

import os
import sqlite3
import subprocess
import xml.etree.ElementTree as xml

from journey import CLI, FOLDER, cli, step, travel
from person import PATIENCE, Atspi, states, until


def make_network(folder):
    network = os.path.join(folder, "map-job.kith")
    subprocess.run([CLI, "import", network, *(os.path.join(FOLDER, name) for name in ("people.csv", "ties.csv"))], check=True,
                   capture_output=True)
    for act in ("analyze", "layout"):
        subprocess.run([CLI, act, network], check=True, capture_output=True)
    return network


def opened():
    """The window works on a copy of its own."""
    folder = os.path.join(os.environ["XDG_DATA_HOME"], "kith", "networks")
    return os.path.join(folder, *(name for name in os.listdir(folder) if name.endswith(".kith")))


def acquaintances(network, folder):
    """Who knows whom, by name, as the network tells other programs."""
    file = os.path.join(folder, "network.graphml")
    subprocess.run([CLI, "export", network, "-o", file], check=True, capture_output=True)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = xml.parse(file).getroot()
    key = next(k.get("id") for k in root.iter(space + "key") if k.get("attr.name") == "name" and k.get("for") == "node")
    names = {node.get("id"): next(d.text for d in node.iter(space + "data") if d.get("key") == key) for node in root.iter(space + "node")}
    known = {name: set() for name in names.values()}
    for edge in root.iter(space + "edge"):
        a, b = names[edge.get("source")], names[edge.get("target")]
        known[a].add(b)
        known[b].add(a)
    return known


def focused(me, role):
    return next((n for n in me.all(role) if states(n).contains(Atspi.StateType.FOCUSED)), None)


def find(me, name, everybody, more):
    """Ctrl+F, the name, and Enter: in the place of those chosen, or with Ctrl besides them."""
    me.keys("ctrl+f")
    until(lambda: focused(me, ("text", "entry")), "the search to have the keyboard")
    me.keys("ctrl+a")
    me.type(name)
    if more:
        # The table is in view: nobody else is left in it.
        until(lambda: me.sees(None, lambda n: n.startswith(f"1 of {everybody} people")), "the one found")
    me.keys("ctrl+Return" if more else "Return")
    row = me.see("table row", lambda n: n.startswith(name + ", "))
    until(lambda: states(row).contains(Atspi.StateType.SELECTED), f"{name} to be chosen")


def choose_in_menu(me, *names):
    """The Menu key, then arrows down to each item and Enter, by what a screen reader hears: one item within the other."""
    me.keys("Menu")
    for name in names:
        me.see("menu item", name)
        for _ in range(30):
            at = until(lambda: focused(me, "menu item"), "the keyboard in the menu")
            if at.get_name() == name:
                break
            me.keys("Down")
            until(lambda: focused(me, "menu item") not in (None, at), "the keyboard to move on in the menu")
        assert at.get_name() == name, f"no way to {name!r} by keyboard"
        me.keys("Return")


def walk_the_map(me):
    step("come to the map by keyboard, and hear where one is")
    me.listen()
    me.keys("alt+1")
    group = me.see(None, "Map of the network")
    communities = until(lambda: [n for n in me.all("list box", within=group, showing=False) if "people" in n.get_name()],
                        "the communities on the map")
    assert len(communities) == 9, [c.get_name() for c in communities]
    for _ in range(40):
        if states(group).contains(Atspi.StateType.FOCUSED):
            break
        me.keys("Tab")
        until(lambda: True, "the keyboard to move")

    def at():
        return next((n for c in communities for n in me.all(None, within=c, showing=False)
                     if n != c and states(n).contains(Atspi.StateType.FOCUSED)), None)

    until(lambda: states(group).contains(Atspi.StateType.FOCUSED), "the map to have the keyboard")
    first = until(at, "somebody at the keyboard")
    words = first.get_name()
    assert " ties" in words and ", " in words, words
    me.hear(words)

    step("walk: an arrow to a person, brackets to the next community, space to choose")
    me.keys("bracketright")
    second = until(lambda: at() if at() and at() != first else None, "somebody of the next community")
    me.keys("space")
    until(lambda: states(second).contains(Atspi.StateType.SELECTED), "them to be chosen")
    assert second.get_name().endswith(", chosen"), second.get_name()
    me.hear("1 person chosen")
    me.keys("Left")
    until(lambda: at() != second, "somebody to the left")

    step("ask what can be done, think better of it, and hear where one is; choose nobody, and stay there")
    third = at()
    me.keys("Menu")
    until(lambda: focused(me, "menu item"), "the keyboard in the menu")
    me.heard.clear()
    me.keys("Escape")
    until(lambda: states(group).contains(Atspi.StateType.FOCUSED), "the keyboard to be back on the map")
    me.hear(third.get_name())
    me.keys("Escape")
    until(lambda: not states(second).contains(Atspi.StateType.SELECTED), "nobody to be chosen")
    me.hear("Nobody chosen")
    assert at() == third, "the keyboard has lost its place"

    step("begin to search, think better of it, and be back on the map")
    me.keys("ctrl+f")
    until(lambda: focused(me, ("text", "entry")), "the search to have the keyboard")
    me.keys("Escape")
    until(lambda: states(group).contains(Atspi.StateType.FOCUSED), "the keyboard to be back on the map")
    until(lambda: at() == third, "the keyboard to be where it was")


def print_the_map(me, communities, people):
    step("ask for the map on paper, and hear what it will be")
    me.keys("ctrl+p")
    dialog = me.see("dialog", "Save or Print Map")
    preview = me.see(("image", "picture", "icon"), "Preview", within=dialog)
    assert preview.get_description() in ("A4, landscape", "US Letter, landscape"), preview.get_description()
    until(lambda: (at := focused(me, ("button", "push button"))) and at.get_name() == "Print…", "the keyboard at Print…")

    step("print it to a PDF")
    me.keys("Return")
    printing = me.see("dialog", "Print")
    button = me.see(("button", "push button"), "Print", within=printing)
    until(lambda: states(printing).contains(Atspi.StateType.ACTIVE), "the print dialog to be in front")
    me.see_text("Print to File", within=printing)
    for tries in range(4):
        me.keys("Tab", "Down", "space")
        try:
            until(lambda: states(button).contains(Atspi.StateType.SENSITIVE), "the printer to be chosen", patience=PATIENCE if tries == 3 else 2)
            break
        except Missing:
            pass
    paper = os.path.join(os.environ["HOME"], "map-job.pdf")
    me.see_text("map-job.pdf", within=printing)
    me.keys("alt+p")
    me.gone("dialog", "Print")
    me.see_text("Printed the map")
    until(lambda: os.path.exists(paper) and open(paper, "rb").read().rstrip().endswith(b"%%EOF"), "the paper")

    step("read the paper")
    words = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True, text=True).stdout
    for wanted in ("map-job", f"{people} people", "Source: ", *(community["name"] for community in communities)):
        assert wanted in words, (wanted, words)
    fonts = subprocess.run(["pdffonts", paper], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts), fonts
    pages = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    assert "Pages:           1\n" in pages, pages


def do_the_job(me, network, known):
    step("start with a network")
    me.start(network)
    me.see("list item", lambda n: n.startswith("Harbour Choir"))
    network = opened()

    walk_the_map(me)

    step("find two people by keyboard")
    people = [p["name"] for p in cli("people", network)]
    assert len(people) == len(set(people)), "names told apart"
    one, other, common = next((a, b, known[a] & known[b]) for a in people for b in people if a < b and 3 <= len(known[a] & known[b]) <= 12)
    find(me, one, len(people), more=False)
    find(me, other, len(people), more=True)
    me.see_text("2 People Chosen")

    step("choose whom both know")
    choose_in_menu(me, "Choose", "Common Contacts")
    me.see_text(f"{len(common)} People Chosen")

    step("tag them")
    choose_in_menu(me, "Tag…")
    until(lambda: focused(me, ("text", "entry")), "the keyboard in the question for a tag")
    me.type("go-betweens")
    me.keys("Return")
    until(lambda: cli("history", network)["acts"][0]["label"] == f"Tag {len(common)} people “go-betweens”", "the tags to be kept")
    me.gone("label", f"Tag {len(common)} people")
    until(lambda: focused(me, "table row"), "the keyboard to be back in the table")

    step("undo and redo")
    me.keys("ctrl+z")
    until(lambda: cli("history", network)["acts"][0]["state"] != "done", "the tags to be gone")
    me.keys("ctrl+shift+z")
    until(lambda: cli("history", network)["acts"][0]["state"] == "done", "the tags to be back")

    print_the_map(me, cli("communities", network), len(people))

    step("quit, and find the tags where they were put")
    me.keys("ctrl+q")
    me.ended()
    assert cli("check", network)["ok"]
    with sqlite3.connect(f"file:{network}?mode=ro", uri=True) as store:
        tagged = {name for name, in store.execute(
            "SELECT person.name FROM person JOIN person_tag ON person = person.id JOIN tag ON tag = tag.id WHERE tag.name = 'go-betweens'")}
    assert tagged == common, (tagged, common)


def task(me, out):
    network = make_network(out)
    do_the_job(me, network, acquaintances(network, out))


travel("map-job", task)
