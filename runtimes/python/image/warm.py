"""A Python that is already up: it waits on descriptor 3 for its work and then is `python3 main.py`.

The program must not be able to tell the difference: its own __main__, argv, path and standard streams, tracebacks
without a frame of ours, the usual exit codes, and modules of its own in front of those imported ahead. runpy is not
used, because its frames show.
"""

import sys

BEFORE = set(sys.modules)  # what `python3 main.py` has, too, when the program begins

import fcntl
import gc
import os
import signal
import termios
import types
from importlib.machinery import SourceFileLoader

CONTROL, TERMINAL, WORK = 3, 4, "/work"


def import_ahead():
    """Imports what interview programs usually need, without leaving a name behind in this module.

    Every waiting container pays for what is imported: 2.8 MB with nothing, 5 MB with these. dataclasses would be
    1.5 MB more for the 9 ms of the few programs that use it, unittest 0.8, hashlib 0.7, argparse 0.5, threading 0.4,
    contextlib and textwrap 0.2.
    """
    import bisect, collections, copy, datetime, enum, functools, heapq, io, itertools, json, math, operator
    import random, re, string, time, typing


def read_exactly(count):
    data = b""
    while len(data) < count:
        piece = os.read(CONTROL, count - len(data))
        if not piece:
            os._exit(0)
        data += piece
    return data


def read_request():
    """The arguments, whether there is a terminal, and the variables: records of type(1) length(4) value."""
    data = read_exactly(int.from_bytes(read_exactly(4), "big"))
    arguments, terminal, variables, at = [], False, [], 0
    while at < len(data):
        kind, length = data[at : at + 1], int.from_bytes(data[at + 1 : at + 5], "big")
        value = data[at + 5 : at + 5 + length]
        at += 5 + length
        if kind == b"A":
            arguments.append(os.fsdecode(value))
        elif kind == b"V":
            variables.append(value.split(b"=", 1))
        elif kind == b"T":
            terminal = value.startswith(b"0")
    return arguments, terminal, variables


def take_terminal():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the program begins, ^C must not show where we are
    try:
        fcntl.ioctl(TERMINAL, termios.TIOCSCTTY, 0)
    except OSError:
        pass  # some sandboxed kernels refuse: then there is no controlling terminal
    for descriptor in (0, 1, 2):
        os.dup2(TERMINAL, descriptor)


def forget_shadowed():
    """A file `queue.py` beside the program wins over the module of that name imported ahead."""
    for entry in os.listdir(WORK):
        name = entry.partition(".")[0]
        if name in sys.modules and name not in BEFORE:
            for module in [m for m in sys.modules if m == name or m.startswith(name + ".")]:
                del sys.modules[module]


def run(path):
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__loader__ = SourceFileLoader("__main__", path)
    main.__builtins__ = sys.modules["builtins"]
    main.__cached__ = None
    sys.modules["__main__"] = main
    compiled = False
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with open(path, "rb") as source:
            text = source.read()
        code = compile(text, path, "exec", dont_inherit=True)
        compiled = True
        exec(code, main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        trace = error.__traceback__.tb_next if compiled else None
        if isinstance(error, OSError) and not compiled:
            print(f"python3: can't open file {path!r}: [Errno {error.errno}] {error.strerror}", file=sys.stderr)
            raise SystemExit(2) from None
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        error.__traceback__ = None
        failure = KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else SystemExit
    else:
        return
    # Raised again in a form that prints nothing, so that the interpreter ends as it does: threads, atexit, exit code 1,
    # or its own way of dying of an interrupt.
    sys.excepthook = lambda *shown: None
    raise failure(1)


def wait():
    import_ahead()
    exec(compile("str(0)", "", "exec", dont_inherit=True), {})  # the first time reads much of the interpreter itself
    gc.collect()
    gc.freeze()  # what is here now need not be searched for garbage, least of all when the program ends
    os.write(CONTROL, b"K")
    arguments, terminal, variables = read_request()
    if terminal:
        take_terminal()
    os.close(CONTROL)
    os.close(TERMINAL)
    for name, value in variables:
        os.environb[name] = value
    sys.stdout.reconfigure(line_buffering=True)
    sys.argv = arguments[1:]
    sys.path[0] = WORK
    forget_shadowed()
    return os.path.join(WORK, sys.argv[0])


run(wait())
