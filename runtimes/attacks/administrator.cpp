// Makes the calls that administer a machine: modules, reboot, names, clocks, ports, quotas, accounting, swap, the log.
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/time.h>
#include <unistd.h>

static void attempt(const char* name, long result) { std::printf("%s %s\n", name, result < 0 && errno != EFAULT && errno != EBADF && errno != EINVAL ? "refused" : "ALLOWED"); }

int main() {
  char room[512] = {};
  timespec then{1000000000, 0};
  timeval that{1000000000, 0};
  timex tuning{};
  tuning.modes = ADJ_OFFSET | ADJ_FREQUENCY;
  tuning.freq = 1 << 20;
  attempt("clock_settime", syscall(SYS_clock_settime, CLOCK_REALTIME, &then));
  attempt("settimeofday", syscall(SYS_settimeofday, &that, nullptr));
  attempt("adjtimex", syscall(SYS_adjtimex, &tuning));
  attempt("clock_adjtime", syscall(SYS_clock_adjtime, CLOCK_REALTIME, &tuning));
  attempt("init_module", syscall(SYS_init_module, room, sizeof room, ""));
  attempt("finit_module", syscall(SYS_finit_module, 0, "", 0));
  attempt("delete_module", syscall(SYS_delete_module, "ext4", 0));
  attempt("kexec_load", syscall(SYS_kexec_load, 0, 0, nullptr, 0));
  attempt("kexec_file_load", syscall(SYS_kexec_file_load, 0, 0, 0, nullptr, 0));
  attempt("reboot", syscall(SYS_reboot, 0xfee1dead, 672274793, 0, nullptr));
  attempt("sethostname", sethostname("owned", 5));
  attempt("setdomainname", setdomainname("owned", 5));
  attempt("syslog", syscall(SYS_syslog, 3, room, sizeof room));
  attempt("iopl", syscall(SYS_iopl, 3));
  attempt("ioperm", syscall(SYS_ioperm, 0x70, 2, 1));
  attempt("acct", syscall(SYS_acct, "/work/accounts"));
  attempt("quotactl", syscall(SYS_quotactl, 0, "/dev/sda", 0, room));
  attempt("swapoff", syscall(SYS_swapoff, "/dev/sda"));
  attempt("vhangup", syscall(SYS_vhangup));
  attempt("fanotify", syscall(SYS_fanotify_init, 0, 0));
  attempt("modify_ldt", syscall(SYS_modify_ldt, 0, room, sizeof room));
  attempt("set_mempolicy", syscall(SYS_set_mempolicy, 1, nullptr, 0));
  attempt("mbind", syscall(SYS_mbind, room, sizeof room, 0, nullptr, 0, 0));
  attempt("lookup_dcookie", syscall(SYS_lookup_dcookie, 0, room, sizeof room));
  attempt("uselib", syscall(SYS_uselib, "/usr/lib/libc.so"));
  attempt("ustat", syscall(SYS_ustat, 0, room));
  attempt("sysfs", syscall(SYS_sysfs, 3));
  attempt("vmsplice", syscall(SYS_vmsplice, 1, nullptr, 0, 0));
  std::printf("%s\n", std::time(nullptr) > 1700000000 ? "the clock goes on" : "THE CLOCK WAS SET");
}
