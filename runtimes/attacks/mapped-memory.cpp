// Maps memory in every way there is: anonymous, shared, of a file without a name, locked. All of it must count.
#include <cstdio>
#include <cstring>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  const std::size_t block = 16 << 20;
  std::printf("reserved %s\n", mmap(nullptr, 1ull << 40, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED ? "yes" : "no");
  std::printf("locked %s\n", mmap(nullptr, block, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0) != MAP_FAILED ? "YES" : "no");
  std::printf("huge %s\n", mmap(nullptr, block, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0) != MAP_FAILED ? "YES" : "no");
  for (int i = 0; i < 400; i++) {
    int nameless = memfd_create("x", 0);
    if (ftruncate(nameless, block) != 0) return 1;
    char* shared = static_cast<char*>(mmap(nullptr, block, PROT_READ | PROT_WRITE, MAP_SHARED, nameless, 0));
    if (shared == MAP_FAILED) return 2;
    std::memset(shared, 1, block);
    munmap(shared, block);
  }
  std::puts("6 GB WRITTEN");
}
