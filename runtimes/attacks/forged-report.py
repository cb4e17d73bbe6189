# Prints frames of box's protocol, on every descriptor there is: they must come out as output, not as a report.
import os

report = b'{"why":"exit","code":42,"signal":0}'
frame = b"x" + len(report).to_bytes(4, "big") + report
for descriptor in range(1, 64):
    try:
        os.write(descriptor, frame)
    except OSError:
        pass
raise SystemExit(3)
