# Prints one line of fifty million characters and never ends it.
import sys

for _ in range(800):
    sys.stdout.write("x" * (1 << 16))
