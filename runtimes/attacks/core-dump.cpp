// Crashes with a large heap and asks for its core to be kept: on the host that could fill a disk or start a program.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/prctl.h>
#include <sys/resource.h>

int main() {
  rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
  std::printf("core %s\n", setrlimit(RLIMIT_CORE, &limit) != 0 ? "refused" : "ALLOWED");
  prctl(PR_SET_DUMPABLE, 1);
  std::fflush(stdout);
  std::memset(std::malloc(64 << 20), 1, 64 << 20);
  std::abort();
}
