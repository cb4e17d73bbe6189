# Writes to both of its outputs in turn, a thousand times: on a terminal the order is the order of writing.
import os

for number in range(1000):
    os.write(1 + number % 2, b"%d\n" % number)
