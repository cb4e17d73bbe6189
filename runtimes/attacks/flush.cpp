// Makes the machine write out all its disks, again and again: every room's database would wait for that.
#include <cstdio>
#include <initializer_list>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void attempt(const char* name, long result) { std::printf("%s %s\n", name, result < 0 ? "refused" : "ALLOWED"); }

int main() {
  attempt("sync", syscall(SYS_sync));
  for (const char* place : {"/", "/work", "/tmp", "/dev/shm", "/proc", "/etc/hosts"}) {
    attempt("syncfs", syscall(SYS_syncfs, open(place, O_RDONLY)));
  }
  attempt("quota", syscall(SYS_quotactl, 0x800001, nullptr, 0, nullptr));
  int own = open("/work/own", O_CREAT | O_RDWR, 0600);
  std::printf("own file %d\n", fsync(own) + fdatasync(own));
}
