// Traces, reads and writes other processes: the supervisor, and also its own child, which no interview program needs.
#include <cerrno>
#include <cstdio>
#include <initializer_list>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void attempt(const char* name, long result) { std::printf("%s %s\n", name, result < 0 && errno != EBADF ? "refused" : "ALLOWED"); }

int main() {
  char there[8] = {}, here[8];
  iovec remote{there, sizeof there}, local{here, sizeof here};
  pid_t child = fork();
  if (child == 0) {
    pause();
  }
  for (pid_t pid : {1, static_cast<int>(child)}) {
    attempt("attach", ptrace(PTRACE_ATTACH, pid, nullptr, nullptr));
    attempt("seize", ptrace(PTRACE_SEIZE, pid, nullptr, nullptr));
    attempt("read", process_vm_readv(pid, &local, 1, &remote, 1, 0));
    attempt("write", process_vm_writev(pid, &local, 1, &remote, 1, 0));
    attempt("compare", syscall(SYS_kcmp, pid, pid, 0, 0, 0));
    long handle = syscall(SYS_pidfd_open, pid, 0);
    attempt("descriptor", handle < 0 ? handle : syscall(SYS_pidfd_getfd, handle, 0, 0));
    attempt("advise", syscall(SYS_process_madvise, handle, &remote, 1, 4, 0));
    attempt("migrate", syscall(SYS_migrate_pages, pid, 0, nullptr, nullptr));
    attempt("move", syscall(SYS_move_pages, pid, 1, &remote, nullptr, nullptr, 0));
  }
  attempt("trace me", ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
  kill(child, 9);
  waitpid(child, nullptr, 0);
}
