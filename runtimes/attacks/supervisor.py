# Reads, traces and impersonates the supervisor: its memory, its descriptors, its environment.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attempt(name, action):
    try:
        action()
        print(name, "ALLOWED")
    except OSError as error:
        print(name, "refused", error.errno)


def touch(name, mode, action):
    file = os.open("/proc/1/" + name, mode | os.O_NONBLOCK)
    try:
        action(file)
    finally:
        os.close(file)


for name in ("mem", "environ", "maps", "fd/0", "fd/1", "root", "cwd"):
    attempt(name, lambda: touch(name, os.O_RDONLY, lambda file: os.read(file, 1)))
attempt("list", lambda: os.listdir("/proc/1/fd"))
attempt("forge", lambda: touch("fd/1", os.O_WRONLY, lambda file: None))


def call(name, *arguments):
    if libc[name](*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


attempt("ptrace", lambda: call("ptrace", 16, 1, 0, 0))
attempt("process_vm_readv", lambda: call("process_vm_readv", 1, None, 0, None, 0, 0))
print(sorted(int(fd) for fd in os.listdir("/proc/self/fd"))[:3])
for number in range(3, 64):
    try:
        os.fstat(number)
        print("LEAKED", number)
    except OSError:
        pass
