# SPDX-FileCopyrightText: 2026 The Kith authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The map beside what draws networks in a browser, with the same people at the same places, the same ties, the same window of 1400 by 900
and the same movements: vis-network, sigma and cytoscape in Chromium without a window and without a graphics card. CPU time of a frame, all
processes together; "first" is from the start of the program until the map is there.

Chromium and npm are the system's own, and not needed for anything else; where one is missing, or the packages cannot be fetched, that is said
and nothing is measured. build-aux/bench runs this after the benchmark "map".

bench-peers.py FOLDER : with scene-N.js and kith-N.txt, what bench-map says of N people, for each N"""

import fcntl
import glob
import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

PACKAGES = "vis-network@10", "sigma@3", "graphology@0.26", "cytoscape@3"
LOAD, MOVE = 90, 15  # seconds of patience for the first picture, and for each movement
FRAMES = 120
GOALS = {("vis-network", 1000): 5, ("vis-network", 10000): 30, ("sigma", 1000): 20, ("sigma", 10000): 100}
TICK = os.sysconf("SC_CLK_TCK")

PAGE = """<!doctype html><meta charset="utf-8"><style>html,body,#map{margin:0;width:1400px;height:900px;overflow:hidden}</style>
<div id="map"></div><script src="%(scene)s"></script>%(scripts)s<script>
const box = document.getElementById("map"), color = c => "#" + c.toString(16).padStart(6, "0");
const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
%(make)s
async function move(step, patience) {
  const end = performance.now() + patience * 1000;
  let frames = 0;
  for (; frames < %(frames)d && performance.now() < end; frames++) { step(frames); await frame(); }
  return frames;
}
const pan = i => peer.pan(Math.floor(i / 30) %% 2 ? -8 : 8, Math.floor(i / 60) %% 2 ? -4 : 4);
const zoom = i => peer.zoom(i < %(frames)d / 2 ? 1.03 : 1 / 1.03);
const ready = peer.ready.then(frame).then(() => { peer.zoom(3); return frame(); });
</script>"""

PEERS = {
    "vis-network": (("vis-network/standalone/umd/vis-network.min.js",), """
const network = new vis.Network(box, {
  nodes: new vis.DataSet(scene.x.map((x, i) => ({id: i, x: 20 * x, y: 20 * scene.y[i], size: 20 * scene.radius[i], color: color(scene.color[i])}))),
  edges: new vis.DataSet(scene.a.map((a, i) => ({id: i, from: a, to: scene.b[i]})))},
  {physics: false, nodes: {shape: "dot", borderWidth: 0}, edges: {smooth: false, width: 0.4, color: {opacity: 0.2}}, interaction: {hover: false}});
network.fit();
const peer = {
  ready: new Promise(done => network.once("afterDrawing", done)),
  zoom: by => network.moveTo({scale: network.getScale() * by}),
  pan: (dx, dy) => { const at = network.getViewPosition(), s = network.getScale(); network.moveTo({position: {x: at.x - dx / s, y: at.y - dy / s}}); }};"""),
    "sigma": (("graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"), """
const graph = new graphology.Graph({multi: true});
scene.x.forEach((x, i) => graph.addNode(i, {x, y: -scene.y[i], size: 8 * scene.radius[i], color: color(scene.color[i])}));
scene.a.forEach((a, i) => graph.addEdge(a, scene.b[i], {size: 0.3, color: "#cccccc"}));
const renderer = new Sigma(graph, box, {renderLabels: false}), camera = renderer.getCamera();
const peer = {
  ready: Promise.resolve(),
  zoom: by => camera.setState({ratio: camera.getState().ratio / by}),
  pan: (dx, dy) => { const s = camera.getState(); camera.setState({x: s.x - dx / 900 * s.ratio, y: s.y + dy / 900 * s.ratio}); }};"""),
    "cytoscape": (("cytoscape/dist/cytoscape.min.js",), """
const nodes = scene.x.map((x, i) => ({data: {id: "n" + i, r: 40 * scene.radius[i], c: color(scene.color[i])}, position: {x: 20 * x, y: 20 * scene.y[i]}}));
const edges = scene.a.map((a, i) => ({data: {id: "e" + i, source: "n" + a, target: "n" + scene.b[i]}}));
const cy = cytoscape({container: box, elements: {nodes, edges}, layout: {name: "preset", fit: true}, style: [
  {selector: "node", style: {width: "data(r)", height: "data(r)", "background-color": "data(c)"}},
  {selector: "edge", style: {width: 0.4, opacity: 0.2, "curve-style": "haystack"}}]});
const peer = {
  ready: new Promise(done => cy.ready(done)),
  zoom: by => cy.zoom({level: cy.zoom() * by, renderedPosition: {x: 560, y: 540}}),
  pan: (dx, dy) => cy.panBy({x: dx, y: dy})};"""),
}


class TooLong(Exception):
    pass


class Browser:
    """Chromium, told what to do through a pair of pipes."""

    def __init__(self, program, folder):
        down, self.told = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20) for fd in os.pipe())
        self.heard, up = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20) for fd in os.pipe())
        words = [program, "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--use-angle=swiftshader",
                 "--enable-unsafe-swiftshader", "--hide-scrollbars", "--window-size=1400,900", f"--user-data-dir={folder}"]
        if os.geteuid() == 0:
            words.append("--no-sandbox")

        def connect():
            os.dup2(down, 3)
            os.dup2(up, 4)

        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        preexec_fn=connect, close_fds=False, start_new_session=True)
        os.close(down)
        os.close(up)
        self.rest, self.number, self.session = b"", 0, None

    def ask(self, method, patience=30, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.told, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + patience
        while True:
            while b"\0" in self.rest:
                line, self.rest = self.rest.split(b"\0", 1)
                answer = json.loads(line)
                if answer.get("id") == self.number:
                    if "error" in answer or "exceptionDetails" in answer.get("result", {}):
                        raise RuntimeError(json.dumps(answer)[:300])
                    return answer["result"]
            if not select.select([self.heard], [], [], max(end - time.monotonic(), 0))[0]:
                raise TooLong(method)
            data = os.read(self.heard, 1 << 16)
            if not data:
                raise RuntimeError("Chromium ended")
            self.rest += data

    def open(self, page):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Emulation.setDeviceMetricsOverride", width=1400, height=900, deviceScaleFactor=1, mobile=False)
        self.ask("Page.navigate", url="file://" + page, patience=LOAD)

    def run(self, expression, patience):
        end = time.monotonic() + patience
        # The script may not have been read yet.
        while self.ask("Runtime.evaluate", expression="typeof ready", patience=patience)["result"]["value"] != "object":
            if time.monotonic() > end:
                raise TooLong(expression)
            time.sleep(0.1)
        return self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, patience=patience)["result"].get("value")

    def cpu(self):
        """Seconds, of it and all that it has started."""
        parents, used = {}, {}
        for stat in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(stat) as file:
                    fields = file.read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            pid = int(stat.split("/")[2])
            parents[pid] = int(fields[1])
            used[pid] = (int(fields[11]) + int(fields[12])) / TICK
        mine = {self.process.pid}
        for _ in range(8):
            mine |= {pid for pid, parent in parents.items() if parent in mine}
        return sum(used.get(pid, 0) for pid in mine)

    def end(self):
        try:
            self.session = None
            self.ask("Browser.close", patience=5)
            self.process.wait(5)
        except (TooLong, RuntimeError, OSError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, 9)
            self.process.wait()
        os.close(self.told)
        os.close(self.heard)


def measure(chromium, name, scene, packages):
    """Milliseconds of CPU: of the first picture, of a frame of panning and of zooming; None where it took too long."""
    scripts, make = PEERS[name]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = os.path.join(folder, "page.html")
        with open(page, "w") as file:
            file.write(PAGE % {"scene": "file://" + scene, "make": make, "frames": FRAMES,
                               "scripts": "".join(f'<script src="file://{packages}/{script}"></script>' for script in scripts)})
        browser = Browser(chromium, os.path.join(folder, "profile"))
        figures = {}
        try:
            browser.open(page)
            browser.run("ready.then(() => 1)", LOAD)
            figures["first"] = browser.cpu() * 1000
            time.sleep(1)
            for movement in ("pan", "zoom"):
                before = browser.cpu()
                frames = browser.run(f"move({movement}, {MOVE})", 4 * MOVE)
                figures[movement] = (browser.cpu() - before) * 1000 / frames
        except TooLong:
            pass
        finally:
            browser.end()
        return figures


def fetch(npm):
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "kith", "peers")
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run([npm, "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", *PACKAGES],
                          capture_output=True, text=True)
    packages = os.path.join(folder, "node_modules")
    return packages if done.returncode == 0 and all(os.path.exists(os.path.join(packages, script)) for scripts, _ in PEERS.values() for script in scripts) else None


def main():
    folder = os.path.abspath(sys.argv[1])
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    npm = shutil.which("npm")
    if chromium is None or npm is None:
        print(f"peers: skipped, as there is no {'Chromium' if chromium is None else 'npm'} on this system.")
        return
    packages = fetch(npm)
    if packages is None:
        print("peers: skipped, as npm could not fetch vis-network, sigma and cytoscape.")
        return
    for scene in sorted(glob.glob(os.path.join(folder, "scene-*.js")), key=lambda name: int(re.findall(r"\d+", os.path.basename(name))[0])):
        people = int(re.findall(r"\d+", os.path.basename(scene))[0])
        with open(os.path.join(folder, f"kith-{people}.txt")) as file:
            kith = {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", file.read())}
        ours = {"first": kith["first"], "pan": kith["panprocess"], "zoom": kith["zoomprocess"]}
        print(f"{people:6} people: Kith: first {ours['first']:.0f} ms, pan {ours['pan']:.1f} ms, zoom {ours['zoom']:.1f} ms of CPU", flush=True)
        for name in PEERS:
            theirs = measure(chromium, name, scene, packages)
            for what, value in ours.items():
                goal = GOALS.get((name, people)) if what == "pan" else None
                if what not in theirs:
                    print(f"{people:6} people: {name}, {what}: gave up waiting", flush=True)
                    continue
                times = theirs[what] / value
                verdict = "" if goal is None else f" (goal {goal}: {'met' if times >= goal else 'missed'})"
                print(f"{people:6} people: {name}, {what}: {theirs[what]:.0f} ms of CPU, {times:.1f} x Kith{verdict}", flush=True)


main()
