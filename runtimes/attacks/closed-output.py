# Closes its output and works on: the end of the output is not the end of the program.
import os
import time

print("closing", flush=True)
for number in (0, 1, 2):
    os.close(number)
time.sleep(1)
os._exit(5)
