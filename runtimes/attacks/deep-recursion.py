# Recurses without end: first within Python's own limit, which is an error; then without it, which is a crash of its own.
import sys


def deep(n):
    return deep(n + 1) + 1


try:
    deep(0)
except RecursionError:
    print("recursion", flush=True)


try:
    eval("(" * 100_000)
except (MemoryError, SyntaxError, RecursionError):
    print("parser", flush=True)
sys.setrecursionlimit(1 << 30)
print(deep(0))
