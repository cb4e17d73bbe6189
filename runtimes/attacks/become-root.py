# Asks to be somebody else, to have capabilities, to have more of everything, to be preferred, and to be spared.
import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)


def attempt(name, action):
    try:
        action()
        print(name, "ALLOWED")
    except (OSError, ValueError) as error:
        print(name, "refused")


def call(name, *arguments):
    if libc[name](*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


attempt("setuid", lambda: os.setuid(0))
attempt("setresuid", lambda: os.setresuid(0, 0, 0))
attempt("setgid", lambda: os.setgid(0))
attempt("setgroups", lambda: os.setgroups([0]))
attempt("capset", lambda: call("capset", (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)))
attempt("ambient", lambda: call("prctl", 47, 2, 21, 0, 0))
attempt("bounding", lambda: call("prctl", 24, 21, 0, 0, 0))
attempt("new privileges", lambda: call("prctl", 38, 0, 0, 0, 0))
attempt("seccomp off", lambda: call("prctl", 22, 0, 0, 0, 0))
for name in ("NOFILE", "FSIZE", "CORE", "MEMLOCK", "MSGQUEUE"):
    number = getattr(resource, "RLIMIT_" + name)
    attempt(name, lambda: resource.setrlimit(number, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
attempt("nice", lambda: os.nice(-20) and None)
attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)))
attempt("spared", lambda: open("/proc/self/oom_score_adj", "wb", buffering=0).write(b"-1000"))
attempt("locked", lambda: call("mlock", (ctypes.c_char * (1 << 20))(), 1 << 20))
print("nobody still", min(os.getresuid()) > 10000, os.getgroups())
