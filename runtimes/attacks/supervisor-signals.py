# Sends the supervisor every signal there is, thousands of them, and then forbids itself every way to be told anything.
import os
import signal

sent = 0
for _ in range(500):
    for number in range(1, 65):
        try:
            os.kill(1, number)
            sent += 1
        except OSError:
            pass
for number in range(1, 65):
    try:
        os.kill(os.getppid(), number)
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
print("still reported")
raise SystemExit(6)
