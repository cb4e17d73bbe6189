# Takes descriptors beyond the limit: by opening, by duplicating high, by hiding them in messages to itself, by pipes and terminals.
import array
import os
import socket

taken = []
try:
    while True:
        taken.append(os.dup(0))
except OSError as error:
    print("open", len(taken) < 256, error.errno)
for number in taken:
    os.close(number)
for number in (256, 1000, 1 << 20):
    try:
        os.dup2(0, number)
        print("HIGH", number)
    except OSError:
        pass
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
hidden = 0
try:
    one.setblocking(False)
    while hidden < 1 << 20:
        socket.send_fds(one, [b"x"], [0] * 100)
        hidden += 100
except OSError as error:
    print("hidden", hidden <= 1 << 16, error.errno)
