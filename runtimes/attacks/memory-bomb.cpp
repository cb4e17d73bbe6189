// Takes memory by new without ever touching the limit politely: the kernel ends it, and the verdict says memory.
#include <cstring>
#include <new>

int main() {
  for (;;) {
    char* volatile block = new (std::nothrow) char[8 << 20];
    if (block != nullptr) std::memset(block, 1, 8 << 20);
  }
}
