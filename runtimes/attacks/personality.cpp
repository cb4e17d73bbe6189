// Changes how the kernel treats the process: addresses that can be foretold, data that can be executed, another ABI.
#include <cstdio>
#include <sys/personality.h>

int main() {
  const unsigned long wanted[] = {ADDR_NO_RANDOMIZE, READ_IMPLIES_EXEC, MMAP_PAGE_ZERO, ADDR_COMPAT_LAYOUT, PER_LINUX32_3GB, PER_SVR4, PER_BSD, PER_SOLARIS, WHOLE_SECONDS, STICKY_TIMEOUTS, SHORT_INODE};
  for (unsigned long persona : wanted) {
    std::printf("%s\n", personality(persona) < 0 ? "refused" : "ALLOWED");
  }
  std::printf("now %x\n", personality(0xffffffff));
}
