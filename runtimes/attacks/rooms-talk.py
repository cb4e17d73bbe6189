# Two rooms try to find each other at the same moment, in every place where processes of one machine meet.
import ctypes
import fcntl
import os
import socket
import time

libc = ctypes.CDLL(None, use_errno=True)
print("ready", flush=True)
input()
me = os.urandom(4).hex()
heard = []


def meeting(name, action):
    """An action that fails, or sees a stranger's word, when the other is in the same place."""
    try:
        if action():
            heard.append(name)
    except OSError as error:
        heard.append(f"{name} {error.strerror}")


held = [socket.socket(socket.AF_UNIX), socket.socket(), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)]
meeting("abstract socket", lambda: held[0].bind("\0parley-meeting"))
meeting("abstract datagrams", lambda: held[2].bind("\0parley-letters"))
meeting("port", lambda: held[1].bind(("0.0.0.0", 4242)))
for path in ("/usr/bin/env", "/usr/bin/python3", "/etc/passwd", "/box/box", "/", "/proc/self/status", "/sys"):
    file = os.open(path, os.O_RDONLY)
    meeting("lock on " + path, lambda: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB))
    held.append(file)
for folder in filter(os.path.exists, ("/tmp", "/work", "/dev/shm", "/dev/mqueue")):
    meeting(folder, lambda: [name for name in os.listdir(folder) if name not in ("main.py",)])
open("/dev/shm/meeting", "w").write(me)
open("/tmp/meeting", "w").write(me)
held.append(libc.shmget(0x1234, 4096, 0o3666))
meeting("shared memory", lambda: held[-1] < 0)
meeting("semaphores", lambda: libc.semget(0x1234, 1, 0o3666) < 0)
meeting("messages", lambda: libc.msgget(0x1234, 0o3666) < 0)
time.sleep(1)
for path in ("/dev/shm/meeting", "/tmp/meeting"):
    meeting(path, lambda: open(path).read() != me)
meeting("processes", lambda: len([pid for pid in os.listdir("/proc") if pid.isdigit()]) > 3)
meeting("host name", lambda: socket.gethostname() != "box")
print("met", heard)
