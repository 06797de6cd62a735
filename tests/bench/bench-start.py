# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start to the first window on the screen, beside GNOME Text Editor in turns: wall time, CPU time and resident memory of the process
when its window is mapped, as medians and ratios.

bench-start.py KITH"""

import os
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = 9
TICK = os.sysconf("SC_CLK_TCK")


def cpu(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS:"))


def start(*program):
    """Starts a program; its figures when a window of it is there; ends it."""
    began = time.monotonic()
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)], capture_output=True)
            if found.stdout.strip():
                return time.monotonic() - began, cpu(process.pid), resident(process.pid)
            if process.poll() is not None or time.monotonic() - began > 60:
                sys.exit(f"{program[0]} showed no window")
    finally:
        process.kill()
        process.wait()


def main():
    kith = sys.argv[1]
    peer = shutil.which("gnome-text-editor")
    if not os.environ.get("DISPLAY"):
        print("There is no display to start on; build-aux/bench makes one.")
        return
    if peer is None:
        print("GNOME Text Editor is not installed; nothing to compare with.")
        return
    figures = {kith: [], peer: []}
    for program in figures:
        start(program)  # so that both are in the file cache
    for _ in range(ROUNDS):
        for program, rounds in figures.items():
            rounds.append(start(program))
    medians = {program: [statistics.median(column) for column in zip(*rounds)] for program, rounds in figures.items()}
    for number, (name, unit, factor) in enumerate((("wall time", "ms", 1000), ("CPU time", "ms", 1000), ("memory", "MiB", 1))):
        own, other = medians[kith][number], medians[peer][number]
        print(f"start, {name}: {own * factor:.0f} {unit}, {own / other:.2f} × GNOME Text Editor ({other * factor:.0f} {unit})")


main()
