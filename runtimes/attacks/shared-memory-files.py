# Makes empty files without end where files are made of memory: each costs the kernel a kilobyte that no size limit counts.
import os

for folder in ("/dev/shm", "/tmp", "/work", "/dev/mqueue", "/dev"):
    count = 0
    try:
        for count in range(200_000):
            os.close(os.open(f"{folder}/{count}", os.O_CREAT | os.O_WRONLY))
    except OSError as error:
        print(folder, "few" if count <= 4096 else count, error.errno)
