# Switches everything about a terminal and ends without switching it back: the next program would be unreadable.
import sys

modes = [1, 3, 5, 7, 9, 25, 47, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1047, 1048, 1049, 2004, 2026]
out = sys.stdout
out.write("before ")
for mode in modes:
    out.write(f"\x1b[?{mode}h")
out.write("\x1b[?25l\x1b[?7l\x1b[4h\x1b[20h\x1b[5;10r\x1b(0\x1b)0\x0e\x1b=\x1b#8\x1bc\x1b[!p\x1b[2 q\x1b[>4;2m\x1b[=5u\x1b%G\x1b[1;1v\x1b[62;1\"p")
out.write("after\n")
