# Kills, stops and interrupts process 1 and everything else in reach. The run is still ended and reported.
import os
import signal


def send(target, number):
    try:
        os.kill(target, number)
    except OSError:
        pass  # nobody else there, or not allowed


for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGSEGV, signal.SIGCHLD):
    send(1, number)
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_IGN)
    send(-1, number)
print("still here")
