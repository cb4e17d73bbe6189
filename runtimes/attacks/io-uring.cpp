// Sets up an io_uring: a second system call interface that filters of system calls do not see, and a rich source of holes.
#include <cerrno>
#include <cstdio>
#include <initializer_list>
#include <sys/syscall.h>
#include <unistd.h>

int main() {
  char room[256] = {};
  for (int entries : {1, 8, 4096}) {
    long ring = syscall(SYS_io_uring_setup, entries, room);
    std::printf("setup %s\n", ring < 0 ? "refused" : "ALLOWED");
  }
  std::printf("enter %s\n", syscall(SYS_io_uring_enter, 3, 1, 0, 0, nullptr, 0) < 0 && errno != EBADF && errno != EOPNOTSUPP ? "refused" : "ALLOWED");
  std::printf("register %s\n", syscall(SYS_io_uring_register, 3, 0, room, 1) < 0 && errno != EBADF && errno != EOPNOTSUPP ? "refused" : "ALLOWED");
  // The older sibling: its contexts are counted for the whole machine, so one program could take them from every database.
  unsigned long context = 0;
  std::printf("aio %s\n", syscall(SYS_io_setup, 1, &context) < 0 ? "refused" : "ALLOWED");
}
