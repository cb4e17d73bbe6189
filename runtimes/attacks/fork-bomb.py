# Forks until the kernel says no, and every child does the same. Must be stopped by the limit of processes, must end at
# the wall limit, and must leave nobody behind.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
