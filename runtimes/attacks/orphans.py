# Makes two thousand orphans, one after the other: each must be reaped by process 1, or the limit of processes is eaten by the dead.
import os

for count in range(2000):
    child = os.fork()
    if child == 0:
        if os.fork() == 0:
            os._exit(0)
        os._exit(0)
    os.waitpid(child, 0)
print("made", count + 1)
