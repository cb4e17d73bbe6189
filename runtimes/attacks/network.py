# Looks for anybody to talk to: the internet, the cloud's metadata address, the bridge's gateway, names, raw packets.
import socket

for address in ("1.1.1.1", "169.254.169.254", "172.17.0.1", "10.0.0.1"):
    try:
        socket.create_connection((address, 80), timeout=3).close()
        print(address, "CONNECTED")
    except OSError as error:
        print(address, "refused", error.errno)
try:
    print(socket.getaddrinfo("example.com", 80), "RESOLVED")
except OSError:
    print("no names")
try:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    print("RAW")
except OSError as error:
    print("raw refused", error.errno)
