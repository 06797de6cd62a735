# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From starting a program to its first frame on the screen, beside GNOME Text Editor in turns: wall time, CPU time and resident memory
of the process, as medians and ratios. Then the same with networks on the start page, and starting with a network: until the window is
there, and until the people are.

A frame is counted when GTK says it is drawn, in the counter that every window of its has for the window manager; people are shown when
the middle of the screen has their colors.

At the end bench-pauses does one thing after the other with the last network, and tells how long each keeps the window from answering.

bench-start.py KITH KITH-CLI BENCH-PAUSES SAMPLE-FOLDER"""

import ctypes
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9
PEOPLE = 100_000
COMMUNITIES = 400
TICK = os.sysconf("SC_CLK_TCK")
NAMES = ("wall time", "ms", 1000), ("CPU time", "ms", 1000), ("memory", "MiB", 1)


class Screen:
    """As much of an X display as is needed here."""

    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.ext = ctypes.CDLL("libXext.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XInternAtom.restype = ctypes.c_ulong
        self.x.XGetImage.restype = ctypes.POINTER(Image)
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.clients = self.x.XInternAtom(self.display, b"_NET_CLIENT_LIST", 0)
        self.counters = self.x.XInternAtom(self.display, b"_NET_WM_SYNC_REQUEST_COUNTER", 0)
        # A window may go while it is looked at.
        self.ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)
        self.x.XSetErrorHandler(self.ignore)
        major, minor = ctypes.c_int(), ctypes.c_int()
        self.ext.XSyncQueryExtension(self.display, ctypes.byref(major), ctypes.byref(minor))
        self.ext.XSyncInitialize(self.display, ctypes.byref(major), ctypes.byref(minor))

    def property(self, window, name):
        kind, width, count, left, data = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
        self.x.XGetWindowProperty(self.display, window, ctypes.c_ulong(name), ctypes.c_long(0), ctypes.c_long(64), 0, ctypes.c_ulong(0),
                                  ctypes.byref(kind), ctypes.byref(width), ctypes.byref(count), ctypes.byref(left), ctypes.byref(data))
        if not data.value:
            return []
        values = [ctypes.c_ulong(value) for value in ctypes.cast(data, ctypes.POINTER(ctypes.c_ulong))[:count.value]]
        self.x.XFree(data)
        return values

    def windows(self):
        return self.property(self.root, self.clients)

    def has_frame(self):
        """The second counter is odd while a frame is being drawn, and counts on with each."""
        for window in self.windows():
            for counter in self.property(window, self.counters)[1:]:
                value = (ctypes.c_uint * 2)()
                self.ext.XSyncQueryCounter(self.display, counter, value)
                if value[1] >= 2 and value[1] % 2 == 0:
                    return True
        return False

    def has_people(self):
        """Are there many colored pixels where the map is?"""
        width, height = 300, 300
        image = self.x.XGetImage(self.display, self.root, 500, 300, width, height, ctypes.c_ulong(0xffffffff), 2)
        if not image:
            return False
        pixels = ctypes.string_at(image[0].data, width * height * 4)
        self.x.XDestroyImage(image)
        colored = sum(max(pixels[i:i + 3]) - min(pixels[i:i + 3]) > 60 for i in range(0, len(pixels), 4 * 7))
        return colored > 100


class Image(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("offset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.c_void_p)]


def cpu(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS:"))


def start(screen, *program, until=("has_frame",), stay=0):
    """Starts a program; its figures at each of these moments, one after another; ends it."""
    figures = []
    began = time.monotonic()
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for moment in until:
            while not getattr(screen, moment)():
                if process.poll() is not None or time.monotonic() - began > 60:
                    sys.exit(f"{program[0]} showed nothing ({moment})")
                time.sleep(0.002)
            figures += [time.monotonic() - began, cpu(process.pid), resident(process.pid)]
        time.sleep(stay)
        return figures
    finally:
        process.kill()
        process.wait()
        while screen.windows():
            time.sleep(0.01)


def medians(rounds):
    return [statistics.median(column) for column in zip(*rounds)]


def compare(screen, what, programs):
    """Programs by name, the first beside the second."""
    rounds = {name: [] for name in programs}
    for program in programs.values():
        start(screen, *program)  # so that all are in the file cache
    for _ in range(ROUNDS):
        for name, program in programs.items():
            rounds[name].append(start(screen, *program))
    other = list(programs)[1]
    for (name, unit, factor), mine, others in zip(NAMES, *(medians(rounds[name]) for name in programs)):
        print(f"{what}, {name}: {mine * factor:.0f} {unit}, {mine / others:.2f} × {other} ({others * factor:.0f} {unit})", flush=True)


def time_opening(screen, what, kith, path, count, goal=None):
    rounds = [start(screen, kith, path, until=("has_frame", "has_people")) for _ in range(count)]
    window, window_cpu, _, people, people_cpu, memory = medians(rounds)
    print(f"{what}: window after {window * 1000:.0f} ms (CPU {window_cpu * 1000:.0f} ms), "
          f"people after {people * 1000:.0f} ms (CPU {people_cpu * 1000:.0f} ms"
          + ("" if goal is None else f", goal {goal * 1000:.0f}: {'met' if people_cpu <= goal else 'missed'}") + f"), {memory:.0f} MiB", flush=True)


def make_large(folder):
    """Tables of people with made-up names, and of whom each knows: mostly in the own community."""
    chance = random.Random(1)
    communities = [chance.randrange(COMMUNITIES) for _ in range(PEOPLE)]
    members = [[] for _ in range(COMMUNITIES)]
    for person, community in enumerate(communities):
        members[community].append(person)
    people, ties = os.path.join(folder, "people.csv"), os.path.join(folder, "ties.csv")
    with open(people, "w") as file:
        file.write("Name,Email\n")
        for person in range(PEOPLE):
            first, last = chance.choice(("Ana", "Bo", "Cy", "Dorte", "Eva", "Finn")), chance.choice(("Nord", "West", "Berg", "Holm"))
            file.write(f"{first} {last} {person},p{person}@example.org\n")
    with open(ties, "w") as file:
        file.write("From,To\n")
        for person in range(PEOPLE):
            for _ in range(3):
                friend = chance.choice(members[communities[person]]) if chance.random() < 0.9 else chance.randrange(PEOPLE)
                if friend != person:
                    file.write(f"p{person}@example.org,p{friend}@example.org\n")
    return people, ties


def make_network(cli, name, *tables):
    """Where Kith keeps them; they are on its start page from then on."""
    folder = os.path.join(os.environ["XDG_DATA_HOME"], "kith", "networks")
    os.makedirs(folder, 0o700, exist_ok=True)
    path = os.path.join(folder, f"{name}.kith")
    for words in (("import", path, *tables), ("analyze", path), ("layout", path)):
        subprocess.run([cli, *words], check=True, stdout=subprocess.DEVNULL)
    return path


def main():
    kith, cli, pauses, sample = sys.argv[1:5]
    peer = shutil.which("gnome-text-editor")
    if not os.environ.get("DISPLAY"):
        print("There is no display to start on; build-aux/bench makes one.")
        return
    screen = Screen()
    if peer is None:
        print("GNOME Text Editor is not installed; nothing to compare with.")
    else:
        compare(screen, "start", {"Kith": (kith,), "GNOME Text Editor": (peer,)})
    tables = [os.path.join(sample, name) for name in ("people.csv", "ties.csv", "attendance.csv")]
    networks = [make_network(cli, name, *tables) for name in ("Harbour", "Hill", "Market")]
    for path in networks:
        start(screen, kith, path, until=("has_people",), stay=1)  # so that each has its picture
    if peer is not None:
        compare(screen, "start with three networks", {"Kith": (kith,), "GNOME Text Editor": (peer,)})
    time_opening(screen, "start into the sample", kith, networks[0], ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        large = make_network(cli, "Large", *make_large(folder))
    time_opening(screen, f"start into {PEOPLE:,} people", kith, large, 3, goal=2)
    told = subprocess.run([pauses, large], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    print(*(line for line in told.splitlines() if line.startswith("pauses:")), sep="\n")


main()
