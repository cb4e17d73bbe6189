# Nests folders deeper than any path may be long, and fills them with names of every awkward kind.
import os

os.chdir("/work")
depth = 0
try:
    for depth in range(100_000):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
except OSError as error:
    print("depth", "bounded" if depth < 4096 else depth)
os.chdir("/tmp")
for name in ("-rf", "$(reboot)", "`id`", "a\nb", "\u202egpj.exe", "'; rm -rf *", "CON", "con.txt", "x" * 255, "\\..\\..", "%2e%2e"):
    open(name, "w").close()
for name in ("x" * 256, "../../etc/cron.d/x", "/etc/x"):
    try:
        open(name, "w").close()
        print("MADE", name)
    except OSError:
        pass
print("names", len(os.listdir("/tmp")) >= 11)
