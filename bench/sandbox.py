#!/usr/bin/env python3
"""Drives one warm sandbox after the other straight through the engine's socket, under the product's own restrictions.

    bench/sandbox.py python            latency of a hello program: 15 runs, minimum and median in milliseconds
    bench/sandbox.py python FILE       run FILE once and show every frame (--tty: on a terminal, --in TEXT: input)
    bench/sandbox.py python --smoke    run the language's smoke programs and compare

Uses nothing but the standard library; expects the language's image to be built (scripts/images.sh --build python).
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import struct
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOCKET = "/var/run/docker.sock"
UNITS = {"MiB": 1 << 20, "KiB": 1 << 10, "GiB": 1 << 30}
HELLO = {
    "python": "print('hello')\n",
    "javascript": "console.log('hello')\n",
    "java": 'public class Main {\n  public static void main(String[] a) { System.out.println("hello"); }\n}\n',
    "cpp": '#include <iostream>\nint main() { std::cout << "hello\\n"; }\n',
    "bash": "echo hello\n",
}


class Engine(http.client.HTTPConnection):
    def __init__(self):
        super().__init__("localhost")

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(SOCKET)


def call(method, path, body=None):
    engine = Engine()
    engine.request(method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"})
    answer = engine.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
    return json.loads(text) if text else None


def size(text):
    return int(text[:-3]) * UNITS[text[-3:]]


def host_config(limits):
    memory = size(limits["memory"])
    seccomp = os.path.join(ROOT, "runtimes", "seccomp.json")
    options = ["no-new-privileges"]
    if os.path.exists(seccomp):
        options.append("seccomp=" + open(seccomp).read())
    limit = lambda name, value: {"Name": name, "Soft": value, "Hard": value}
    owner = "uid=10001,gid=10001"
    return {
        "NetworkMode": "none", "ReadonlyRootfs": True, "AutoRemove": True, "Memory": memory, "MemorySwap": memory,
        "NanoCpus": 1_000_000_000, "PidsLimit": limits["processes"], "CapDrop": ["ALL"], "SecurityOpt": options,
        "Tmpfs": {
            "/work": f"rw,exec,nosuid,nodev,size={size(limits['work'])},nr_inodes=4096,mode=0755,{owner}",
            "/tmp": f"rw,exec,nosuid,nodev,size={size(limits['tmp'])},nr_inodes=1024,mode=0755,{owner}",
            "/dev/shm": f"rw,noexec,nosuid,nodev,size={16 << 20},nr_inodes=1024,mode=1777,{owner}",
        },
        "ShmSize": 16 << 20, "IpcMode": "private", "OomScoreAdj": 500,
        "Ulimits": [limit("nofile", limits["files"]), limit("fsize", size(limits["file_size"])), limit("core", 0),
                    limit("memlock", 65536), limit("msgqueue", 0)],
        "LogConfig": {"Type": "none"},
    }


class Sandbox:
    """A created, attached, started container, speaking box's frames."""

    def __init__(self, language):
        image = subprocess.run([os.path.join(ROOT, "scripts/images.sh"), "--tag", language["id"]], check=True,
                               capture_output=True, text=True).stdout.strip()
        began = time.perf_counter()
        self.id = call("POST", "/containers/create", {
            "Image": image, "Cmd": language.get("warm", []), "User": "10001:10001", "WorkingDir": "/work", "Tty": False,
            "OpenStdin": True, "StdinOnce": True, "AttachStdin": True, "AttachStdout": True, "AttachStderr": True,
            "Hostname": "box", "StopSignal": "SIGKILL", "Env": [f"{k}={v}" for k, v in language["env"].items()],
            "Labels": {"dev.parley.instance": "bench"}, "HostConfig": host_config(language["limits"]),
        })["Id"]
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(SOCKET)
        self.socket.sendall(f"POST /containers/{self.id}/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n"
                            "Host: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n".encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.socket.recv(1)
        call("POST", f"/containers/{self.id}/start")
        self.outer, self.inner = b"", b""
        frame = self.frame()
        if frame != ("r", b""):
            raise RuntimeError(f"not ready: {frame}")
        self.boot = time.perf_counter() - began

    def send(self, kind, payload=b""):
        self.socket.sendall(kind.encode() + struct.pack(">I", len(payload)) + payload)

    def frame(self):
        while True:
            if len(self.inner) >= 5:
                length = struct.unpack(">I", self.inner[1:5])[0]
                if len(self.inner) >= 5 + length:
                    kind, payload = chr(self.inner[0]), self.inner[5:5 + length]
                    self.inner = self.inner[5 + length:]
                    return kind, payload
            piece = self.socket.recv(1 << 16)
            if not piece:
                return None
            self.outer += piece
            while len(self.outer) >= 8:
                length = struct.unpack(">I", self.outer[4:8])[0]
                if len(self.outer) < 8 + length:
                    break
                if self.outer[0] == 1:
                    self.inner += self.outer[8:8 + length]
                else:
                    print("stderr of box:", self.outer[8:8 + length])
                self.outer = self.outer[8 + length:]


def record(kind, value):
    return kind.encode() + struct.pack(">I", len(value)) + value


def request(language, source, tty, wall_ms=10000):
    name = language["file"]
    payload = record("F", name.encode() + b"\0" + source)
    for kind, argv in (("P", language.get("compile", [])), ("A", language["run"])):
        for item in argv:
            payload += record(kind, item.replace("{file}", name).encode())
    if tty:
        payload += record("T", b"0,24,80")
    return payload + record("M", str(wall_ms).encode()) + record("C", b"20000") + record("O", b"1048576")


def measure(language, runs):
    boots, firsts, exits = [], [], []
    for _ in range(runs):
        sandbox = Sandbox(language)
        time.sleep(0.3)
        began = time.perf_counter()
        sandbox.send("R", request(language, HELLO[language["id"]].encode(), tty=False))
        first = None
        while (frame := sandbox.frame())[0] != "x":
            if frame[0] == "o" and first is None:
                first = time.perf_counter() - began
            if frame[0] in "ec!":
                print(frame)
        exits.append(time.perf_counter() - began)
        firsts.append(first or float("nan"))
        boots.append(sandbox.boot)
    for name, values in (("create..ready", boots), ("run..first byte", firsts), ("run..exit frame", exits)):
        print(f"{language['id']:12} {name:16} min {min(values) * 1000:7.1f}  median {statistics.median(values) * 1000:7.1f} ms")


def show(language, path, tty, text, wall_ms):
    sandbox = Sandbox(language)
    with open(path, "rb") as file:
        sandbox.send("R", request(language, file.read(), tty, wall_ms))
    if text is not None:
        time.sleep(0.3)  # like a person: after the prompt
        sandbox.send("D", text.encode().decode("unicode_escape").encode())
        sandbox.send("E")
    total = 0
    while (frame := sandbox.frame()) is not None:
        total += len(frame[1])
        print(frame[0], frame[1] if len(frame[1]) < 4000 else f"... {len(frame[1])} bytes")
        if frame[0] in "x!":
            break


def read_language(name):
    with open(os.path.join(ROOT, "runtimes", name, "runtime.json")) as file:
        return json.load(file)


def check(language, path, case, wall_ms):
    """Runs a program and compares the report and what was shown with the case. Prints, and returns whether it was good."""
    sandbox = Sandbox(language)
    began = time.perf_counter()
    with open(path, "rb") as file:
        sandbox.send("R", request(language, file.read(), False, wall_ms))
    sandbox.send("D", case.get("input", "").encode())
    sandbox.send("E")
    shown = {"o": b"", "e": b"", "c": b"", "b": b""}
    while (frame := sandbox.frame()) is not None and frame[0] not in "x!":
        shown[frame[0]] += frame[1]
    took = time.perf_counter() - began
    together = (shown["c"] + shown["o"] + shown["e"]).decode(errors="replace")
    report = json.loads(frame[1]) if frame and frame[0] == "x" else {}
    wrong = [key for key in ("why", "code", "signal", "oom", "truncated") if key in case and report.get(key) != case[key]]
    if not report:
        wrong.append("no report")
    if case.get("stdout", shown["o"].decode(errors="replace")) != shown["o"].decode(errors="replace"):
        wrong.append("stdout")
    wrong += [f"lacks {piece!r}" for piece in case.get("contains", []) if piece not in together]
    wrong += [f"has {piece!r}" for piece in case.get("absent", []) if piece in together]
    print("FAIL" if wrong else "ok  ", case["file"], f"{took:.1f} s", frame and frame[1].decode())
    if wrong:
        print("    ", wrong, together[:3000], sep="\n")
    return not wrong


def smoke(language):
    folder = os.path.join(ROOT, "runtimes", language["id"], "smoke")
    with open(os.path.join(folder, "smoke.json")) as file:
        return [check(language, os.path.join(folder, case["file"]), {"why": "exit", **case}, 10000) for case in json.load(file)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", nargs="?")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--tty", action="store_true")
    parser.add_argument("--in", dest="text")
    parser.add_argument("--wall", type=int, default=10000, help="milliseconds")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    language = read_language(options.language)
    if options.smoke:
        raise SystemExit(not all(smoke(language)))
    if options.file:
        show(language, options.file, options.tty, options.text, options.wall)
    else:
        measure(language, options.runs)


main()
