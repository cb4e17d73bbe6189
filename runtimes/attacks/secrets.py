# Looks for what a server on this machine would not like to be read: keys, databases, tokens, sockets, other processes.
import os

WANTED = ("docker.sock", "containerd.sock", "id_rsa", "id_ed25519", ".env", "secret", "parley.mv.db", "credentials", "kubeconfig")
found = []
for folder, folders, files in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/proc", "/sys", "/usr", "/box")]
    found += [os.path.join(folder, name) for name in files if name in WANTED or name.endswith((".pem", ".mv.db", ".sock"))]
print("secrets", [path for path in found if not path.startswith("/etc/ssl/")])
for path in ("/etc/shadow", "/proc/1/environ", "/proc/kcore", "/proc/kmsg", "/proc/1/root/etc/shadow", "/proc/vmallocinfo"):
    try:
        print(path, "READ", len(open(path, "rb").read(16)))
    except OSError as error:
        print(path, "refused", error.errno)
print("others", [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) not in (1, os.getpid(), os.getppid())])
print("variables", sorted(name for name in os.environ if name.startswith(("PARLEY", "DOCKER", "AWS", "JAVA"))))
