# Plays with links: what is written through them must land in here, and whoever cleans up must not follow them out.
import os
import shutil

targets = ("/etc/passwd", "/proc/1/root/etc/shadow", "/box/box", "/proc/self/exe", "/var/lib/docker", "/dev/shm/../../etc/hosts")
for number, target in enumerate(targets):
    os.symlink(target, f"/work/link-{number}")
    try:
        open(f"/work/link-{number}", "w").write("owned")
        print("WRITTEN", target)
    except OSError:
        pass
    try:
        os.link(target, f"/work/hard-{number}")
        print("LINKED", target)
    except OSError:
        pass
os.symlink("loop", "/work/loop")
os.symlink("/work", "/work/self")
os.remove("/work/main.py")
os.symlink("/etc/shadow", "/work/main.py")
shutil.rmtree("/tmp", ignore_errors=True)
for folder in ("/tmp", "/work"):
    try:
        os.rename(folder, folder + "-moved")
        print("MOVED", folder)
    except OSError:
        pass
os.chmod("/work", 0)
print("linked")
