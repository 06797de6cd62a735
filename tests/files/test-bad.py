# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that mean harm, or that nobody could want: bombs, lines and tables without end, what is no file at all. Each is read or refused in
one clear sentence, within bounds of memory and time, and the network stays as it was.

test-bad.py KITH-CLI [--megabytes N] [--shared FOLDER] [NAME…]

What has no end is 32 megabytes long if nothing else is said; by hand it may be a gigabyte. With --shared, every file of that folder, too, and
the most memory that one of them took. NAME: of the tests, all where there is none."""

import argparse
import gzip
import os
import resource
import signal
import socket
import sys
import tempfile
import traceback
import zipfile

options = argparse.ArgumentParser()
options.add_argument("cli")
options.add_argument("--megabytes", type=int, default=32)
options.add_argument("--shared")
options.add_argument("names", nargs="*")
options = options.parse_args()
CLI, MEGABYTES, SHARED = options.cli, options.megabytes, options.shared
with open(CLI, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()
# What a sheet that is held may take (KITH_SHEET_HELD_MAX), and the program itself.
PEAK = 900
SECONDS = 600 if SANITIZED else 120
NOBODY = 65534


def run(*words, user=None):
    """The status, what was said, the highest memory in megabytes and the CPU time; whoever hangs is killed by the clock."""
    out, out_name = tempfile.mkstemp(prefix="kith-bad.")
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(out, 1)
            os.dup2(out, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.alarm(2 * SECONDS)
            if user is not None:
                os.setgroups([])
                os.setgid(user)
                os.setuid(user)
            os.execv(CLI, [CLI, *words])
        finally:
            os._exit(126)
    os.close(out)
    _, status, usage = os.wait4(pid, 0)
    with open(out_name, encoding="utf-8") as file:
        said = file.read()
    os.unlink(out_name)
    assert os.WIFEXITED(status), (words, "ended by signal", os.WTERMSIG(status), said[-2000:])
    peak = usage.ru_maxrss / 1024
    assert SANITIZED or peak < PEAK, (words, f"{peak:.0f} MB")
    return os.WEXITSTATUS(status), said, peak, usage.ru_utime + usage.ru_stime


def network(folder):
    path = os.path.join(folder, "net.kith")
    people = os.path.join(folder, "people.csv")
    with open(people, "w", encoding="utf-8") as file:
        file.write("Name,Email\nNea Nord,nea@example.org\nMax Moor,max@example.org\n")
    status, said, *_ = run("import", path, people)
    assert status == 0, said
    return path


def whole(path):
    with open(path, "rb") as file:
        return file.read()


def try_file(path, bad, refused=None, user=None):
    """Read, without keeping it, or refused (or only one of them, where @refused says so); nothing changes. Returns the peak."""
    before = whole(path)
    status, said, peak, seconds = run("import", "--dry-run", path, bad, user=user)
    print(f"# {os.path.basename(bad)}: {said.splitlines()[0] if said else ''} ({peak:.0f} MB, {seconds:.1f} s)", flush=True)
    assert status in (0, 1), (bad, status, said[-2000:])
    if status == 1:
        lines = said.splitlines()
        assert len(lines) == 1 and lines[0].startswith("kith-cli: ") and lines[0].endswith("."), (bad, said[-2000:])
    assert refused is None or (status == 1) == refused, (bad, status, said[-500:])
    assert whole(path) == before, bad
    return peak


def write(folder, name, *pieces):
    """Of pieces that are bytes, or a piece and how many megabytes of it."""
    bad = os.path.join(folder, name)
    with (gzip.open(bad, "wb", compresslevel=1) if name.endswith(".gz") else open(bad, "wb")) as file:
        for piece in pieces:
            if isinstance(piece, bytes):
                file.write(piece)
                continue
            text, megabytes = piece
            block = text * ((1 << 20) // len(text))
            for _ in range(megabytes):
                file.write(block)
    return bad


def pack(folder, name, *parts):
    """A zip of names and texts, or of what is as long as that many megabytes of zeros."""
    bad = os.path.join(folder, name)
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts:
            with archive.open(part, "w", force_zip64=True) as file:
                if isinstance(content, bytes):
                    file.write(content)
                    continue
                text, megabytes = content
                for _ in range(megabytes):
                    file.write(text * ((1 << 20) // len(text)))
    return bad


XLSX = (("xl/workbook.xml", b"<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
         b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='sheet.xml'/></Relationships>"))
ODS = (("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),)
LAUGHS = (b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
          + b"]>")


# The tests


def test_lines(folder):
    """One line without an end, where each format takes a line or a text."""
    path = network(folder)
    for name, head, text, refused in (
        ("line.csv", b"Name,Email\n", b"a", True),
        ("quoted.csv", b"Name,Email\n\"", b"a", True),
        ("line.csv.gz", b"Name,Email\n", b"a", True),
        ("blank.csv", b"", b" ", True),
        ("breaks.csv", b"Name,Email\n", b"\n", True),
        ("columns.csv", b"Name,Email", b",", True),
        ("columns.tsv", b"Name\tEmail", b"\t", True),
        ("words.txt", b"1 2", b" 3", True),
        ("line.vcf", b"BEGIN:VCARD\nFN:", b"a", None),
        ("folded.vcf", b"BEGIN:VCARD\nFN:a\n", b" a\n", None),
        ("bare.vcf", b"BEGIN:VCARD\nFN\n", b" a\n", None),
        ("soft.vcf", b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:\n", b"a=\n", None),
        ("line.ldif", b"dn: cn=a\ncn: ", b"a", None),
        ("line.mbox", b"From nea@example.org Mon Sep 17 00:00:00 2001\nFrom: nea@example.org\nSubject: ", b"a", None),
        ("line.eml", b"From: nea@example.org\nDate: Mon, 17 Sep 2001 00:00:00 +0000\nTo: ", b"a,", None),
        ("text.gml", b"graph [ node [ id 1 label \"", b"a", True),
        ("deep.gml", b"graph [ ", b"a [ ", True),
        ("line.net", b"*Vertices 2\n1 \"", b"a", True),
        ("line.dl", b"dl n=2 format=edgelist1\ndata:\n", b"1 ", True),
        ("line.gdf", b"nodedef>name VARCHAR\n", b"a", True),
        ("line.dot", b"graph { a -- ", b"a", True),
        ("text.json", b"{\"nodes\": [{\"id\": \"", b"a", True),
        ("deep.json", b"{\"nodes\": ", b"[", True),
        ("text.graphml", b"<graphml><graph><node id='", b"a", True),
        ("deep.gexf", b"<gexf><graph><nodes>", b"<nodes>", True),
    ):
        bad = write(folder, name, head, (text, MEGABYTES))
        try_file(path, bad, refused)
        os.unlink(bad)


def test_bombs(folder):
    """What unpacks to more than anybody has, or says little that means much."""
    path = network(folder)
    laughs = b"<node id='&m;'/>"
    pack(folder, "inner.zip", ("a.csv", (b"0", 4 * MEGABYTES)))
    inner = whole(os.path.join(folder, "inner.zip"))
    for bad, refused in (
        (write(folder, "bomb.csv.gz", (b"0", 4 * MEGABYTES)), True),
        (pack(folder, "flat.zip", *((f"{i}.csv", (b"0", MEGABYTES)) for i in range(16))), True),
        (pack(folder, "nested.zip", *((f"{i}.zip", inner) for i in range(16))), True),
        (pack(folder, "many.zip", *((f"{i}.csv", b"") for i in range(20000))), True),
        (pack(folder, "sheet.xlsx", *XLSX, ("xl/sheet.xml", (b" ", 4 * MEGABYTES))), True),
        (pack(folder, "strings.xlsx", *XLSX, ("xl/sharedStrings.xml", (b"<si><t>a</t></si>", 4 * MEGABYTES)),
              ("xl/sheet.xml", b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>")), True),
        (pack(folder, "far.xlsx", *XLSX, ("xl/sheet.xml", b"<worksheet><sheetData><row r='4294967295'><c r='ZZZZZZZ4294967295' t='str'>"
                                          b"<v>Name</v></c></row></sheetData></worksheet>")), True),
        (pack(folder, "laughs.xlsx", *XLSX, ("xl/sheet.xml", LAUGHS + b"<worksheet><c><v>&m;</v></c></worksheet>")), True),
        (pack(folder, "repeated.ods", *ODS, ("content.xml",
              b"<office:document-content xmlns:table='t' xmlns:office='o' xmlns:text='x'><table:table table:name='a'>"
              b"<table:table-row table:number-rows-repeated='10000000'><table:table-cell table:number-columns-repeated='10000000'>"
              b"<text:p>Name</text:p></table:table-cell></table:table-row></table:table></office:document-content>")), True),
        (pack(folder, "spaces.ods", *ODS, ("content.xml",
              b"<office:document-content xmlns:table='t' xmlns:office='o' xmlns:text='x'><table:table table:name='a'><table:table-row>"
              b"<table:table-cell><text:p>Name<text:s text:c='4000000000'/></text:p></table:table-cell></table:table-row>"
              b"</table:table></office:document-content>")), None),
        (write(folder, "laughs.graphml", LAUGHS, b"<graphml><graph>", laughs, b"</graph></graphml>"), True),
        (write(folder, "laughs.gexf", LAUGHS, b"<gexf><graph><nodes>", laughs, b"</nodes></graph></gexf>"), True),
        (write(folder, "outside.graphml", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><graphml><graph><node id='&a;'/>"
                                          b"</graph></graphml>"), True),
        (write(folder, "vertices.net", b"*Vertices 4000000000\n"), True),
        (write(folder, "matrix.dl", b"dl n=3000000000 format=fullmatrix\ndata:\n0 1\n"), True),
        (write(folder, "attributes.graphml", b"<graphml ", *(b"a%d='b' " % i for i in range(300000)), b"/>"), True),
    ):
        try_file(path, bad, refused)
        os.unlink(bad)


def test_no_files(folder):
    """What is there and is no file, and what may not be read."""
    path = network(folder)
    pipe, there, link = (os.path.join(folder, name) for name in ("pipe", "socket", "link"))
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(there)
        os.symlink(link, link)
        for bad in (pipe, there, link, folder, os.path.join(folder, "missing.csv"), "/dev/zero", "/dev/full", "/proc/self/mem", "/dev/stdin"):
            try_file(path, bad, True)
    hidden = write(folder, "hidden.csv", b"Name,Email\nNea Nord,nea@example.org\n")
    os.chmod(hidden, 0)
    user = None
    if os.geteuid() == 0:
        # Root reads everything, so that somebody else has to try.
        user = NOBODY
        for name in (folder, path):
            os.chown(name, user, user)
        os.chmod(folder, 0o755)
        if run("--version", user=user)[0] == 126:
            print("# unreadable file: skipped, as nobody else can run the program here", flush=True)
            return
    try_file(path, hidden, True, user=user)


def test_shared(folder):
    """Every file of the shared data."""
    if SHARED is None:
        print("# shared data: skipped, as there is none beside the project", flush=True)
        return
    path = network(folder)
    peaks = []
    for base, _, names in sorted(os.walk(SHARED)):
        for name in sorted(names):
            peaks.append((try_file(path, os.path.join(base, name)), name))
    print(f"# {len(peaks)} files; the most memory: {', '.join(f'{name} {peak:.0f} MB' for peak, name in sorted(peaks)[-3:])}", flush=True)


def main():
    tests = [(name[5:].replace("_", "-"), test) for name, test in sorted(globals().items()) if name.startswith("test_")]
    tests = [(name, test) for name, test in tests if not options.names or name in options.names]
    failed = 0
    print(f"TAP version 13\n1..{len(tests)}", flush=True)
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="kith-bad.") as folder:
            try:
                test(folder)
                print(f"ok {number} - {name}", flush=True)
            except (AssertionError, OSError, ValueError):
                failed += 1
                print(f"not ok {number} - {name}", flush=True)
                print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), flush=True)
    sys.exit(failed > 0)


main()
