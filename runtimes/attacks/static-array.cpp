// Declares an array larger than the sandbox, which costs nothing until it is touched. Then it is touched.
#include <cstddef>
#include <cstdio>

static volatile char array[1u << 30];

int main() {
  std::puts("declared");
  std::fflush(stdout);
  for (std::size_t i = 0; i < sizeof array; i += 4096) array[i] = 1;
  std::puts("TOUCHED");
}
