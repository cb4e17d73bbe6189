# Writes one byte every ten milliseconds, half of each character at a time: nothing may be lost, doubled or broken.
import os
import time

for byte in "é€𝄞".encode() * 27:
    os.write(1, bytes([byte]))
    time.sleep(0.005)
