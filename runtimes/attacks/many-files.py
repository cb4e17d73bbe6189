# Opens files until refused, starts threads until refused. Both must be errors that the program sees.
import threading

held = []
try:
    while True:
        held.append(open("/dev/null"))
except OSError as error:
    print("files", len(held) < 256, error.errno)
held.clear()
stop = threading.Event()
threads = 0
try:
    while threads < 10000:
        threading.Thread(target=stop.wait, daemon=True).start()
        threads += 1
except RuntimeError as error:
    print("threads", threads < 64, error)
stop.set()
