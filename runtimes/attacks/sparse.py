# Makes files that are larger than the machine and hold nothing: by truncating, seeking, allocating, copying and without a name.
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def attempt(name, action):
    try:
        action()
        print(name, "ALLOWED")
    except OSError as error:
        print(name, "refused")


for folder in ("/work", "/tmp", "/dev/shm"):
    file = os.open(f"{folder}/sparse", os.O_CREAT | os.O_RDWR)
    attempt("truncate", lambda: os.ftruncate(file, 2 << 30))
    attempt("seek", lambda: os.pwrite(file, b"x", 1 << 40))
    attempt("allocate", lambda: os.posix_fallocate(file, 0, 1 << 30))
    os.close(file)
nameless = os.memfd_create("x")
attempt("nameless", lambda: os.ftruncate(nameless, 2 << 30))
attempt("by the kernel", lambda: [os.sendfile(nameless, os.open("/dev/zero", os.O_RDONLY), i << 20, 1 << 20) for i in range(1 << 12)])
