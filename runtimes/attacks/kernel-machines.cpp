// Asks for the kernel's programmable machines: bpf, perf, userfaultfd. Each has made root out of nobody before.
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void attempt(const char* name, long result) { std::printf("%s %s\n", name, result < 0 ? "refused" : "ALLOWED"); }

int main() {
  char room[128] = {};
  for (int command = 0; command < 40; command++) {
    attempt("bpf", syscall(SYS_bpf, command, room, sizeof room));
  }
  for (int type = 0; type < 6; type++) {
    room[0] = static_cast<char>(type);
    room[4] = 112;
    attempt("perf", syscall(SYS_perf_event_open, room, 0, -1, -1, 0));
  }
  attempt("userfaultfd", syscall(SYS_userfaultfd, O_CLOEXEC));
  attempt("userfaultfd, user mode", syscall(SYS_userfaultfd, O_CLOEXEC | 1));
  attempt("userfaultfd device", open("/dev/userfaultfd", O_RDWR));
  attempt("fuse", open("/dev/fuse", O_RDWR));
  attempt("kvm", open("/dev/kvm", O_RDWR));
  attempt("tun", open("/dev/net/tun", O_RDWR));
  attempt("vhost", open("/dev/vhost-vsock", O_RDWR));
  attempt("memory", open("/dev/mem", O_RDONLY));
  attempt("messages", open("/dev/kmsg", O_RDONLY));
}
