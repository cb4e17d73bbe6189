# Takes what the kernel counts per user: watches, queued signals, pipe memory. Two rooms must not take them from each other.
import ctypes
import fcntl
import os
import signal
import time

libc = ctypes.CDLL(None, use_errno=True)
print("ready", flush=True)
input()
watchers = 0
while watchers < 100 and libc.inotify_init1(0) >= 0:
    watchers += 1
print("watchers", watchers)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMIN])
queued = 0
while queued < 20_000 and libc.sigqueue(os.getpid(), signal.SIGRTMIN, None) == 0:
    queued += 1
print("signals", queued)
large = 0
try:
    while large < 40:
        fcntl.fcntl(os.pipe()[1], fcntl.F_SETPIPE_SZ, 1 << 20)
        large += 1
except OSError:
    pass
print("pipes", large)
time.sleep(0.5)
