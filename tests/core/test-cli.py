# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kith-cli as a person or a script calls it: the main job, what --json promises, and bad input: one clear line, a status that is
not 0, and an unchanged network.

test-cli.py KITH-CLI SAMPLE-FOLDER"""

import csv
import gzip
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback

CLI, SAMPLE = sys.argv[1:3]
CSVS = [os.path.join(SAMPLE, name) for name in ("ties.csv", "people.csv", "attendance.csv")]


def call(*words, status=0, **more):
    done = subprocess.run([CLI, *words], capture_output=True, text=True, timeout=120, **more)
    assert done.returncode == status, (words, done.returncode, done.stdout[-500:], done.stderr)
    return done


def ask(*words):
    return json.loads(call(words[0], "--json", *words[1:]).stdout)


def refused(*words, status=1, says=None, **more):
    """One line that starts with the name of the program, and nothing on standard output."""
    done = call(*words, status=status, **more)
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("kith-cli: "), (words, done.stderr)
    assert lines[0].endswith(".") or "Usage: " in lines[0], (words, done.stderr)
    assert done.stdout == "", (words, done.stdout)
    if says is not None:
        assert says in done.stderr, (words, says, done.stderr)


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def network(folder):
    path = os.path.join(folder, "net.kith")
    call("import", path, *CSVS)
    return path


def state(path):
    return (ask("people", path), ask("communities", path), ask("history", path))


# The tests


def test_help(folder):
    for command in ("new", "import", "analyze", "communities", "people", "team", "layout", "map", "export", "report", "history", "changes", "undo",
                    "redo", "check"):
        assert f"  {command} " in call("--help").stdout, command
        assert "Usage:" in call(command, "--help").stdout, command
    assert call("--version").stdout.startswith("kith-cli ")
    refused("dance", status=2)
    refused("team", status=2)
    refused("people", os.path.join(folder, "x.kith"), "--sort", "shoe size", status=2)


def test_new(folder):
    path = os.path.join(folder, "new.kith")
    assert ask("new", path, "--name", "Harbour Food Bank") == {"file": path, "name": "Harbour Food Bank"}
    assert os.stat(path).st_mode & 0o777 == 0o600
    refused("new", path, status=2)
    assert ask("people", path) == [] and ask("communities", path) == []
    assert ask("team", path)["team"] == []
    call("layout", path)
    call("map", path, "-o", os.path.join(folder, "empty.png"))


def test_import(folder):
    path = os.path.join(folder, "net.kith")
    account = ask("import", path, *CSVS)
    assert [source["recognized_as"] for source in account["sources"]] == ["ties", "people", "attendance"], account["sources"]
    for source in account["sources"]:
        assert source["rows"] == (source["added"] + source["updated"] + source["matched"] + source["asked"]
                                  + len(source["left_out"])), source
    assert account["people"] == len(ask("people", path)) > 150
    before = state(path)
    again = ask("import", path, *CSVS)
    assert all(source["added"] == source["updated"] == 0 for source in again["sources"]), again
    assert state(path) == before
    assert not [name for name in os.listdir(folder) if name != "net.kith"], os.listdir(folder)


def test_dry_run(folder):
    path = os.path.join(folder, "net.kith")
    assert ask("import", "--dry-run", path, *CSVS)["sources"][1]["people"] > 150
    assert not os.path.exists(path)


def test_map_of_columns(folder):
    path = os.path.join(folder, "net.kith")
    table = write(folder, "odd.csv", b"Wer,Womit,Egal\nNea Nord,nea@example.org,1\nOle Ost,ole@example.org,2\n")
    refused("import", path, table, "--map", "Wo=name", says="Wer")
    refused("import", path, table, "--map", "Wer=shoe size")
    assert not os.path.exists(path)
    call("import", path, table, "--as", "people", "--map", "Wer=name", "--map", "Womit=email")
    assert [person["name"] for person in ask("people", path, "--sort", "name")] == ["Nea Nord", "Ole Ost"]

    # Remembered for the next file with the same heads, until it is said otherwise.
    more = write(folder, "more.csv", b"Wer,Womit,Egal\nPia Past,pia@example.org,1\n")
    notes = ask("import", "--dry-run", path, more)["sources"][0]["notes"]
    assert any("Wer = Full name" in note for note in notes), notes
    notes = ask("import", "--dry-run", path, more, "--as", "auto")["sources"][0]["notes"]
    assert not any("Wer = Full name" in note for note in notes), notes

    # Of several files each takes what it has a column for.
    plain = write(folder, "plain.csv", b"Name\nRut Rask\n")
    call("import", path, more, plain, "--map", "Wer=name")
    refused("import", path, more, plain, "--map", "Wo=name", says="Wo")


def test_survey(folder):
    path = network(folder)
    sheet = os.path.join(folder, "survey.pdf")
    call("export", path, "-o", sheet, "--what", "survey")
    with open(sheet, "rb") as paper:
        assert paper.read(5) == b"%PDF-"
    refused("export", path, "-o", os.path.join(folder, "survey.csv"), "--what", "survey", status=2)


def test_account(folder):
    path = os.path.join(folder, "net.kith")
    table = write(folder, "choir.csv", b"Name,Email\nNea Nord,nea@example.org\nTotal,1\n")
    rows = os.path.join(folder, "rows.csv")
    call("import", path, table)
    call("export", path, "-o", rows, "--what", "account")
    with open(rows, encoding="utf-8-sig") as file:
        assert [row["row"] + row["outcome"] for row in csv.DictReader(file)] == ["3left out"]


def test_dates(folder):
    path = os.path.join(folder, "net.kith")
    table = write(folder, "ties.csv", b"From,To,Kind,Date\nNea Nord,Ole Ost,friends,03/04/2024\n")
    notes = ask("import", "--dry-run", path, table)["sources"][0]["notes"]
    assert any("day/month/year" in note for note in notes), notes
    notes = ask("import", "--dry-run", path, table, "--dates", "month-first")["sources"][0]["notes"]
    assert not any("day/month/year" in note for note in notes), notes
    refused("import", path, table, "--dates", "sideways", status=2, says="sideways")


def test_main_job(folder):
    path = network(folder)
    found = ask("analyze", path)
    assert {"communities", "modularity", "people", "ties", "unconnected"} <= found.keys()
    assert 7 <= found["communities"] <= 11 and found["modularity"] > 0.4, found
    communities = ask("communities", path)
    assert len(communities) == found["communities"]
    assert {"id", "name", "color", "people", "pinned"} <= communities[0].keys()
    people = ask("people", path)
    assert {"id", "source_ids", "name", "community", "ties", "outside_ties", "communities_reached", "bridge_reach", "audience",
            "category", "tier", "reason"} <= people[0].keys()
    assert [p["bridge_reach"] for p in people] == sorted((p["bridge_reach"] for p in people), reverse=True)
    assert len(ask("people", path, "--limit", "5")) == 5
    assert call("people", path, "--csv", "--limit", "5").stdout.count("\n") == 6
    team = ask("team", path, "--size", "12")
    assert len(team["team"]) == 12 and {"id", "name", "community", "reason", "adds"} <= team["team"][0].keys()
    assert {"reached", "reached_twice", "communities_touched", "worst_share", "biggest"} <= team.keys()
    assert team["communities_touched"] == len(communities) > team["biggest"]["communities_touched"]
    kept_away = {p["id"] for s in ("do-not-contact", "detractors", "hearsay") for p in ask("people", path, "--segment", s)}
    assert kept_away and not kept_away & {member["id"] for member in team["team"]}
    first = team["team"][0]
    without = ask("team", path, "--exclude", first["name"])
    assert first["id"] not in {member["id"] for member in without["team"]}
    assert ask("team", path) == team, "the same network gives the same team"


def test_pictures(folder):
    path = network(folder)
    placed = ask("layout", path)
    assert placed["placed"] == len(ask("people", path)) and placed["seconds"] >= 0
    assert ask("layout", path, "--anew")["placed"] == placed["placed"]
    first = ask("communities", path)[0]
    for wanted in (first["name"], str(first["id"])):
        assert ask("layout", path, "--community", wanted)["placed"] == first["people"]
    assert first["name"] in call("history", path).stdout
    refused("layout", path, "--community", "nobody")
    refused("layout", path, "--community", first["name"], "--anew", status=2)
    for suffix, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        picture = os.path.join(folder, "map." + suffix)
        assert ask("map", path, "-o", picture, "--size", "800x600", "--dark", "--labels", "5") == {"file": picture}
        with open(picture, "rb") as file:
            assert file.read(5).startswith(start), suffix
    somebody = ask("people", path, "--limit", "1")[0]
    for who in (somebody["name"].upper(), str(somebody["id"])):
        picture = os.path.join(folder, "ring.png")
        assert ask("map", path, "--person", who, "-o", picture) == {"file": picture}
        assert os.path.getsize(picture) > 2000
        os.unlink(picture)
    assert ask("pin", path, somebody["name"]) == {"pinned": 1}
    assert ask("pin", path, "--off", str(somebody["id"])) == {"unpinned": 1}
    call("undo", path)
    call("undo", path)
    refused("pin", path, status=2)
    refused("pin", path, "Nobody Of That Name", says="Nobody Of That Name")
    refused("map", path, "--person", "Nobody Of That Name", "-o", os.path.join(folder, "ring.png"), says="Nobody Of That Name")
    people = ask("people", path)
    assert {p["category"] for p in people} <= {"", "potential-influencer", "social-broadcaster", "mass-connector", "mass-maven",
                                               "connector-and-maven"}
    assert sum(p["category"] == "mass-connector" for p in people) <= -(-len(people) // 10)
    drawn = set()
    for color in ("community", "tier", "stance", "category", "health", "one"):
        picture = os.path.join(folder, "map.svg")
        ask("map", path, "-o", picture, "--color-by", color, "--size-by", "equal")
        with open(picture, "rb") as file:
            drawn.add(file.read())
    assert len(drawn) == 6, "each color tells something else"
    refused("map", path, "-o", picture, "--color-by", "weight", status=2, says="weight")
    ask("map", path, "-o", picture, "--color-by", "one", "--size-by", "equal", "--events")
    with open(picture, "rb") as file:
        assert file.read() not in drawn, "events are to be seen"
    for word in ("--plan", "--pins", "--since=import", "--since=1"):
        ask("map", path, "-o", picture, word)
    for words in (("--plan", "--since", "import"), ("--plan", "--person", "1"), ("--events", "--person", "1"),
                  ("--since", "import", "--only", "tag:Donor"), ("--since", "yesterday")):
        refused("map", path, "-o", picture, *words, status=2)
    refused("map", path, "-o", picture, "--since", "999")
    poster = os.path.join(folder, "poster.pdf")
    community = ask("communities", path)[0]
    for words in (("--poster", "2x3", "--paper", "A3", "--portrait", "--names", "initials"), ("--paper", "letter", "--no-legend", "--bands"),
                  ("--view", community["name"], "--no-heading", "--names", "off"), ("--view", str(community["id"]), "--size", "300x200")):
        assert ask("map", path, "-o", poster, *words) == {"file": poster}
    for words in (("--names", "some"), ("--paper", "a9"), ("--poster", "2x99"), ("--paper", "a4", "--size", "800x600"),
                  ("--view", "nobody")):
        refused("map", path, "-o", os.path.join(folder, "m.pdf"), *words, status=2)
        assert not os.path.exists(os.path.join(folder, "m.pdf"))
    refused("map", path, status=2)
    refused("map", path, "-o", os.path.join(folder, "map.gif"), status=2)
    refused("map", path, "-o", os.path.join(folder, "none", "map.png"))
    refused("map", path, "-o", os.path.join(folder, "m.png"), "--size", "9x9", status=2)
    refused("layout", path, "--engine", "magic", status=2)


def test_changes(folder):
    path = os.path.join(folder, "grow.kith")
    call("import", path, write(folder, "first.csv", b"Name,Knows\nNea Nord,Li Wei\nLi Wei,Ivy Ek\nIvy Ek,Nea Nord\n"))
    assert [p["name"] for p in ask("changes", path)["new_people"]] == ["Nea Nord", "Li Wei", "Ivy Ek"]
    call("import", path, write(folder, "second.csv", b"Name,Knows\nAna Silva,Nea Nord\n"))
    before = state(path)
    found = ask("changes", path)
    ana, = found["new_people"]
    assert ana["name"] == "Ana Silva" and found["people_gone"] == found["ties_gone"] == 0, found
    tie, = found["new_ties"]
    assert ana["id"] in (tie["a"], tie["b"]), found
    first = min(act["id"] for act in ask("history", path)["acts"])
    assert len(ask("changes", path, str(first))["new_people"]) == 4
    words = call("changes", path).stdout
    assert "1 new person" in words and "  Ana Silva (" in words and "Ana Silva" in words.split("New ties:")[1], words
    assert str(first) in call("history", path).stdout
    assert state(path) == before, "looking back changes nothing"
    refused("changes", path, "999")
    refused("changes", path, "nothing", status=2, says="nothing")
    call("undo", path)
    empty = os.path.join(folder, "empty.kith")
    call("new", empty)
    refused("changes", empty)


def test_export(folder):
    path = network(folder)
    people = len(ask("people", path))
    for name, what in (("p.csv", "people"), ("t.csv", "ties"), ("c.csv", "communities"), ("team.csv", "team"),
                       ("call.pdf", "call-sheet"), ("n.graphml", "network"), ("n.gexf", "network"), ("n.dot", "network")):
        answer = ask("export", path, "-o", os.path.join(folder, name), "--what", what)
        assert answer["rows"] > 0 and os.path.getsize(os.path.join(folder, name)) > 100, (name, answer)
        if what == "people":
            assert answer["rows"] + answer["held_back"] >= people
    refused("export", path, "-o", os.path.join(folder, "x.doc"), status=2)
    # What was exported can be brought in again, and is the same people.
    other = os.path.join(folder, "other.kith")
    call("import", other, os.path.join(folder, "p.csv"))
    assert {p["name"] for p in ask("people", other)} == {p["name"] for p in ask("people", path)}


def test_report(folder):
    path = network(folder)
    for suffix, start in (("pdf", b"%PDF"), ("png", b"\x89PNG"), ("SVG", b"<?xml")):
        page = os.path.join(folder, "briefing." + suffix)
        assert ask("report", path, "-o", page, "--paper", "letter", "--team-size", "5") == {"file": page}
        with open(page, "rb") as file:
            assert file.read(len(start)) == start, suffix
    refused("report", path, status=2)
    refused("report", path, "-o", os.path.join(folder, "briefing.doc"), status=2)
    refused("report", path, "-o", os.path.join(folder, "x.pdf"), "--paper", "papyrus", status=2)
    refused("report", path, "-o", os.path.join(folder, "x.pdf"), "--team-size", "0", status=2)
    refused("report", os.path.join(folder, "none.kith"), "-o", os.path.join(folder, "x.pdf"))
    assert not os.path.exists(os.path.join(folder, "x.pdf"))
    empty = os.path.join(folder, "empty.kith")
    call("new", empty)
    call("report", empty, "-o", os.path.join(folder, "empty.pdf"))


def test_undo(folder):
    path = network(folder)
    call("analyze", path)
    there = state(path)
    assert ask("undo", path)["undone"] == "Find Communities"
    call("undo", path)
    assert ask("people", path) == []
    refused("undo", path, status=2)
    call("redo", path)
    call("redo", path)
    assert state(path)[:2] == there[:2]
    refused("redo", path, status=2)
    assert ask("check", path) == {"ok": True, "problems": []}


def test_duplicates(folder):
    """The sample has two people twice, and nobody else; one is merged, imported again, and separated."""
    path = network(folder)
    found = ask("duplicates", path)
    assert sorted((pair["a_name"], pair["b_name"]) for pair in found) == [
        ("Maggie Horvat", "Margaret Horvat"), ("Sasha Nguyen", "Aleksandra Nguyen")], found
    assert all(pair["score"] > .9 and "Same phone number" in pair["why"] for pair in found), found
    assert all(pair["score"] < 1 for pair in found), found
    shown = call("duplicates", path).stdout
    assert "Maggie Horvat" in shown and "100 %" not in shown, shown
    before = state(path)
    one, other = found

    merged = ask("merge-people", path, str(one["a"]), str(one["b"]))
    assert merged["id"] == one["a"] and merged["other"] == one["b"]
    call("different", path, str(other["a"]), str(other["b"]))
    assert ask("duplicates", path) == []
    assert len(ask("people", path)) == len(before[0]) - 1
    ids = [person["source_ids"] for person in ask("people", path) if person["id"] == one["a"]][0]
    assert len(ids) == 2, ids
    merged_state = state(path)
    # Importing the same files again finds both in the one, and asks nothing again.
    call("import", path, *CSVS)
    assert state(path) == merged_state and ask("duplicates", path) == []
    assert ask("check", path)["ok"]

    apart = ask("separate", path, str(one["a"]))
    assert apart["other"] == one["b"], apart
    assert ask("people", path) == before[0]
    assert ask("duplicates", path) == []  # they were told apart
    for _ in range(3):
        call("undo", path)
    assert state(path)[:2] == before[:2] and ask("duplicates", path) == found
    refused("merge-people", path, "x", "2", status=2, says="number of a person")
    refused("merge-people", path, "1", "1", status=2, says="one person already")
    refused("merge-people", path, "1", "99999", says="no longer")
    refused("separate", path, "1", status=2, says="nothing to take apart")
    refused("different", path, "1", status=2, says="Usage")


def test_bad_files(folder):
    path = network(folder)
    before = state(path)
    for name, content in (
        ("empty.csv", b""),
        ("head.csv", b"First Name,Last Name,Email\n"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("program", open(CLI, "rb").read(100000)),
        ("nul.csv", b"\0" * 5000),
        ("page.csv", b"<!DOCTYPE html><html><body><table><tr><td>Name</td></tr></table></body></html>"),
        ("prose.txt", b"This is a letter to a friend and no table at all.\nIt has two lines.\n"),
        ("broken.csv.gz", gzip.compress(b"Name,Email\n" + b"".join(b"N%d,%d@example.org\n" % (i, i * i) for i in range(5000)))[:9000]),
    ):
        refused("import", path, write(folder, name, content))
        assert not os.path.exists(os.path.join(folder, "fresh.kith"))
        refused("import", os.path.join(folder, "fresh.kith"), os.path.join(folder, name))
        assert not os.path.exists(os.path.join(folder, "fresh.kith")), name
    os.mkfifo(os.path.join(folder, "pipe"))
    for name in ("pipe", "missing.csv", "."):
        refused("import", path, os.path.join(folder, name))
    refused("import", path, CSVS[0], "--as", "poetry", status=2)
    assert state(path) == before


def test_long_line(folder):
    """A line of 2 GB (here: without end, as far as anybody looks) takes neither the memory nor the time for it."""
    path = os.path.join(folder, "long.csv")
    with open(path, "wb") as file:
        file.write(b"Name,Email\n")
        file.truncate(2 << 30)
    refused("import", os.path.join(folder, "net.kith"), path,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)) if not sanitized() else None)


def sanitized():
    return b"__asan_init" in open(CLI, "rb").read()


def test_self_ties(folder):
    path = os.path.join(folder, "net.kith")
    source = ask("import", path, write(folder, "t.csv", b"Source,Target\na,b\nb,c\nc,c\na,b\nb,a\n"))["sources"][0]
    assert len(source["left_out"]) == 1 and source["ties"] == 2, source


def test_not_a_network(folder):
    for name, content in (("text.kith", b"hello\n" * 1000), ("empty.kith", b""), ("zero.kith", b"\0" * 8192)):
        refused("people", write(folder, name, content))
        with open(os.path.join(folder, name), "rb") as file:
            assert file.read() == content, name
    foreign = os.path.join(folder, "foreign.kith")
    with sqlite3.connect(foreign) as database:
        database.execute("CREATE TABLE person (x)")
    refused("people", foreign)
    refused("people", os.path.join(folder, "missing.kith"))
    refused("people", folder)


def test_damaged(folder):
    path = network(folder)
    call("check", path)
    content = bytearray(open(path, "rb").read())
    for at in range(4096 * 3 + 100, len(content), 4096 * 7):
        content[at] ^= 0x10
    broken = write(folder, "broken.kith", bytes(content))
    done = subprocess.run([CLI, "check", broken], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "kith-cli: " in done.stderr, done
    assert open(broken, "rb").read() == bytes(content)


def test_locked(folder):
    path = network(folder)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    refused("undo", path, says="being changed")
    database.execute("ROLLBACK")
    database.close()
    call("undo", path)


def test_disk_full(folder):
    path = network(folder)
    before = state(path)
    more = write(folder, "more.csv", b"Name,Email\n" + b"".join(b"Person %d,p%d@example.org\n" % (i, i) for i in range(40000)))

    def small_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(path) + 300000,) * 2)

    refused("import", path, more, preexec_fn=small_disk)
    assert state(path) == before
    assert ask("check", path)["ok"]


def main():
    tests = [(name[5:].replace("_", "-"), test) for name, test in sorted(globals().items()) if name.startswith("test_")]
    failed = 0
    print(f"TAP version 13\n1..{len(tests)}", flush=True)
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="kith-cli.") as folder:
            try:
                test(folder)
                print(f"ok {number} - {name}", flush=True)
            except (AssertionError, subprocess.SubprocessError, OSError, ValueError, KeyError):
                failed += 1
                print(f"not ok {number} - {name}", flush=True)
                print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), flush=True)
    sys.exit(failed > 0)


main()
