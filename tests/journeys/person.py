# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can do with a window, done through the accessibility bus: look for things by role and name, press, type, choose,
wait until something shows. Every step waits for what it needs and gives up with a picture and a dump of the tree.
Nothing here knows Kith but the name of the program."""

import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = float(os.environ.get("KITH_TEST_PATIENCE", "30"))


class Missing(Exception):
    pass


def turn():
    """Lets the accessibility bus deliver what it has."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def until(look, what, patience=PATIENCE):
    """Calls LOOK until it answers with something true; that is the result. In between the bus is listened to; what it is silent on is looked
    at again fifty times a second."""
    end = time.monotonic() + patience
    last = None
    tick = GLib.timeout_add(20, lambda: GLib.SOURCE_CONTINUE)
    try:
        while time.monotonic() < end:
            try:
                found = look()
                if found:
                    return found
            except GLib.Error as error:
                last = error
            GLib.MainContext.default().iteration(True)
    finally:
        GLib.source_remove(tick)
    raise Missing(f"{what} ({last})" if last else what)


def states(node):
    return node.get_state_set()


def shows(node):
    return states(node).contains(Atspi.StateType.SHOWING)


def walk(node, depth=0, most=400):
    yield node, depth
    if depth > 60:
        return
    for i in range(min(node.get_child_count(), most)):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child, depth + 1, most)


def matches(value, wanted):
    if wanted is None:
        return True
    value = value or ""
    return wanted(value) if callable(wanted) else value == wanted


def text_of(node):
    """What an entry holds. GTK does not take an end of -1 for the end of the text, so its length is asked for."""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


class Person:
    """Somebody in front of the program."""

    def __init__(self, *program, pictures=None):
        self.program = program
        self.pictures = pictures
        self.process = None
        self.app = None
        Atspi.init()
        Atspi.set_timeout(3000, 10000)

    # Starting and stopping

    def start(self, *arguments):
        # A warning of the toolkit is a mistake of ours.
        self.process = subprocess.Popen([*self.program, *arguments], env={**os.environ, "G_DEBUG": "fatal-warnings"})
        self.app = until(self._application, "the program on the accessibility bus")
        until(lambda: [n for n in self._windows() if shows(n)], "a window")

    def _application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.process.pid:
                return app
        return None

    def _windows(self):
        return [self.app.get_child_at_index(i) for i in range(self.app.get_child_count())]

    def ended(self, status=0):
        code = self.process.wait(timeout=PATIENCE)
        assert code == status, f"the program ended with {code}"

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    # Looking

    def all(self, role=None, name=None, within=None, showing=True):
        roles = role if isinstance(role, tuple) else (role,)
        found = []

        def look(node):
            if showing and node != self.app and not shows(node):
                return  # and so nothing in it
            if (role is None or node.get_role_name() in roles) and matches(node.get_name(), name):
                found.append(node)
            for i in range(min(node.get_child_count(), 400)):
                child = node.get_child_at_index(i)
                if child is not None:
                    try:
                        look(child)
                    except GLib.Error:
                        pass  # it went away meanwhile

        look(within or self.app)
        return found

    def sees(self, role=None, name=None, within=None, showing=True):
        found = self.all(role, name, within, showing)
        return found[0] if found else None

    def see(self, role=None, name=None, within=None, patience=PATIENCE):
        return until(lambda: self.sees(role, name, within), f"to see {role} {name!r}", patience)

    def see_text(self, part, within=None, patience=PATIENCE):
        """A label (or anything with a name) that holds PART."""
        return until(lambda: self.sees(None, lambda n: part in n, within), f"to read {part!r}", patience)

    def listen(self):
        """From now on what the program has a screen reader say is in self.heard, in order."""
        self.heard = []
        self.listener = Atspi.EventListener.new(lambda event: self.heard.append(event.any_data))
        self.listener.register("object:announcement")

    def hear(self, words):
        """WORDS are said, or were since listen ()."""
        until(lambda: any(matches(said, words) for said in self.heard), f"to hear {words!r}, not {self.heard[-5:]!r}")

    def gone(self, role=None, name=None, within=None):
        until(lambda: not self.sees(role, name, within), f"{role} {name!r} to go away")

    # Doing

    def act(self, node, number=0):
        until(lambda: states(node).contains(Atspi.StateType.SENSITIVE), f"{node.get_name()!r} to be usable")
        action = node.get_action_iface()
        assert action is not None and action.get_n_actions() > 0, f"{node.get_name()!r} cannot be pressed"
        action.do_action(number)
        turn()

    def press(self, name, role=("button", "push button", "toggle button", "menu item", "radio button", "check box"), within=None):
        self.act(self.see(role, name, within))

    def click(self, node, button="1"):
        """With the pointer, in the middle of NODE, for what tells no action."""
        place = self.command("xdotool", "getactivewindow", "getwindowgeometry", "--shell").split()
        left, top = (int(line.split("=")[1]) for line in place if line[:2] in ("X=", "Y="))
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        self.command("xdotool", "mousemove", "--sync", str(left + box.x + box.width // 2), str(top + box.y + box.height // 2))
        self.command("xdotool", "click", button)
        turn()

    def keys(self, *keys):
        self.command("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text):
        self.command("xdotool", "type", "--delay", "8", text)

    def fill(self, node, text):
        """Sets the text of an entry, and reads it back."""
        until(lambda: states(node).contains(Atspi.StateType.EDITABLE), "an entry that takes text")
        Atspi.EditableText.set_text_contents(node, text)
        until(lambda: text_of(node) == text, f"the entry to hold {text!r}")

    def entry(self, name, within=None):
        return self.see(("text", "entry", "password text"), name, within)

    def choose_file(self, path, accept):
        """In the toolkit's own file dialog: Ctrl+L, the path, and the button ACCEPT."""
        dialog = until(self._file_dialog, "the file dialog")
        until(lambda: states(dialog).contains(Atspi.StateType.ACTIVE), "the file dialog to be in front")

        def field():
            return next((n for n, _ in walk(dialog) if shows(n) and states(n).contains(Atspi.StateType.EDITABLE)), None)

        # A dialog to open has no place to type until it is asked for, and asking twice takes it away.
        if not field():
            self.keys("ctrl+l")
        self.fill(until(field, "a place to type the path"), path)
        button = until(
            lambda: next((n for n, _ in walk(dialog) if n.get_role_name() in ("button", "push button") and n.get_name() == accept
                          and states(n).contains(Atspi.StateType.SENSITIVE)), None), f"the button {accept!r}")
        self.act(button)
        until(lambda: self._file_dialog() is None, "the file dialog to go away")

    def _file_dialog(self):
        for window in self._windows():
            if window.get_role_name() in ("dialog", "file chooser") and shows(window) and any(
                    n.get_role_name() in ("button", "push button") and n.get_name() == "Cancel" for n, _ in walk(window)):
                return window
        return None

    @staticmethod
    def command(*words):
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    # Telling

    def picture(self, name):
        if self.pictures:
            subprocess.run(["import", "-window", "root", os.path.join(self.pictures, name + ".png")], check=False)

    def dump(self, file=sys.stderr):
        for node, depth in walk(self.app):
            try:
                mark = "" if shows(node) else " (hidden)"
                print("  " * depth + f"[{node.get_role_name()}] {node.get_name()!r}{mark}", file=file)
            except GLib.Error:
                pass
