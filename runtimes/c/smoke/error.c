#include <stdio.h>

int main(void) {
  puts("before");
  fflush(stdout);
  int *volatile nowhere = nullptr;
  return *nowhere;
}
