# Smuggles into everybody's page: titles, clipboards, links, pictures, notifications, and sequences that never end.
import sys

out = sys.stdout
out.write("begin ")
for text in ("0;owned", "2;owned", "52;c;b3duZWQ=", "8;;javascript:alert(1)", "9;owned", "777;notify;owned;owned", "1337;File=inline=1:AAAA", "7;file:///etc/passwd", "133;A", "50;owned"):
    out.write(f"\x1b]{text}\x07")
    out.write(f"\x1b]{text}\x1b\\")
    out.write(f"\x9d{text}\x9c")
out.write("\x1bPq#0;2;0;0;0\x1b\\\x1b_Gf=24,s=1;AAAA\x1b\\\x1b^owned\x1b\\\x1bXowned\x1b\\\x90owned\x9c\x9eowned\x9c")
out.write("\x1b[" + "1;" * 5000 + "m\x1b]" + "x" * 5000 + "\n")
out.write("\x1b]never ended\nend\n")
