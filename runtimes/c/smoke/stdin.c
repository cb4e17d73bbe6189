#include <stdio.h>

int main(void) {
  char name[40];
  int a, b;
  if (scanf("%39s %d %d", name, &a, &b) != 3)
    return 1;
  printf("Hi %s, %d\n", name, a + b);
}
