# Writes everywhere, one big file, a sparse file of 2 GB and as many small files as will fit.
import os
import signal


def attempt(name, action):
    try:
        print(name, action())
    except OSError as error:
        print(name, "refused", error.errno)


def big():
    with open("/work/big", "wb", buffering=0) as file:
        for _ in range(4096):
            file.write(b"x" * (1 << 20))
    return "written"


def small():
    count = 0
    try:
        for count in range(1_000_000):
            open(f"/work/small-{count}", "w").close()
    except OSError:
        pass
    return "few" if count < 5000 else count


signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
attempt("big", big)
attempt("sparse", lambda: os.truncate("/work/big", 2 << 30))
for folder in ("/", "/box", "/etc", "/usr", "/var/tmp", "/dev", "/sys", "/proc"):
    attempt(folder, lambda: open(os.path.join(folder, "mine"), "w"))
attempt("small", small)
