// Enters the kernel by its 32-bit doors, int 0x80 and the x32 numbers, which a filter of 64-bit calls may have forgotten.
#include <csignal>
#include <cstdio>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

template <typename Call>
static void attempt(const char* name, Call call) {
  std::fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    _exit(call() < 0 ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("%s %s\n", name, WIFSIGNALED(status) ? "killed" : WEXITSTATUS(status) != 0 ? "refused" : "ALLOWED");
}

static long old_door(long number, long first, long second, long third) {
  long result = number;
  asm volatile("int $0x80" : "+a"(result) : "b"(first), "c"(second), "d"(third) : "memory", "r8", "r9", "r10", "r11");
  return static_cast<int>(result);
}

int main() {
  attempt("getpid", [] { return old_door(20, 0, 0, 0); });
  attempt("open", [] { return old_door(5, 0, 0, 0); });
  attempt("add_key", [] { return old_door(286, 0, 0, 0); });
  attempt("unshare", [] { return old_door(310, 0x10000000, 0, 0); });
  attempt("io_uring", [] { return old_door(425, 1, 0, 0); });
  attempt("socketcall", [] { return old_door(102, 1, 0, 0); });
  attempt("x32 getpid", [] { return syscall(0x40000000 | SYS_getpid); });
  attempt("x32 ptrace", [] { return syscall(0x40000000 | 521, 16, 1, 0, 0); });
  attempt("no such call", [] { return syscall(4000); });
}
