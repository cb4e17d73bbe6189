// Recurses until the stack ends. The crash is the program's own and must be called by its name.
#include <cstdio>

static long deep(volatile long n) {
  volatile char room[1024];
  room[n % 1024] = 1;
  return deep(n + 1) + room[0];
}

int main() {
  std::printf("%ld\n", deep(0));
}
