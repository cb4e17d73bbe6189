// Asks for what no program in here needs: each is a road into the kernel that others have walked.
#include <cerrno>
#include <cstdio>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void attempt(const char* name, long result) {
  if (result < 0) {
    std::printf("%s refused %d\n", name, errno);
  } else {
    std::printf("%s ALLOWED\n", name);
  }
}

int main() {
  char room[256] = {};
  attempt("io_uring_setup", syscall(SYS_io_uring_setup, 8, room));
  attempt("io_uring_enter", syscall(SYS_io_uring_enter, 0, 1, 0, 0, nullptr, 0));
  attempt("vsock", socket(40, SOCK_STREAM, 0));
  attempt("alg", socket(38, SOCK_SEQPACKET, 0));
  attempt("packet", socket(17, SOCK_RAW, 0));
  attempt("netlink audit", socket(16, SOCK_RAW, 9));
  attempt("netfilter", socket(16, SOCK_RAW, 12));
  attempt("keyctl", syscall(SYS_keyctl, 0, -3, 1));
  attempt("add_key", syscall(SYS_add_key, "user", "name", "x", 1, -3));
  attempt("userfaultfd", syscall(SYS_userfaultfd, 0));
  attempt("userfaultfd, user mode", syscall(SYS_userfaultfd, 1));
  attempt("bpf", syscall(SYS_bpf, 0, room, 64));
  attempt("perf_event_open", syscall(SYS_perf_event_open, room, 0, -1, -1, 0));
  attempt("ptrace", syscall(SYS_ptrace, 0, 0, 0, 0));
  attempt("unshare user", syscall(SYS_unshare, 0x10000000));
  attempt("clone user", syscall(SYS_clone, 0x10000000 | 17, 0, 0, 0, 0));
  attempt("mount", syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, nullptr));
  attempt("pivot_root", syscall(SYS_pivot_root, "/", "/"));
  attempt("chroot", chroot("/tmp"));
  attempt("setns", syscall(SYS_setns, 0, 0));
  attempt("open_by_handle_at", syscall(SYS_open_by_handle_at, 0, room, 0));
  attempt("syslog", syscall(SYS_syslog, 3, room, 10));
  attempt("reboot", syscall(SYS_reboot, 0, 0, 0, nullptr));
  attempt("init_module", syscall(SYS_init_module, room, 0, ""));
  attempt("kexec_load", syscall(SYS_kexec_load, 0, 0, nullptr, 0));
  attempt("setuid", setuid(0));
  // Block and character devices: the disk and the kernel's memory.
  attempt("mknod disk", syscall(SYS_mknod, "/tmp/disk", 0060666, 0x800));
  attempt("mknod mem", syscall(SYS_mknod, "/tmp/mem", 0020666, 0x101));
}
