#include <stdio.h>
#include <string.h>

void greet(const char *name) {
  printf("Hello, %s!\n", name);
}

int main(void) {
  char name[100] = "";
  printf("Your name: ");
  if (fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\n")] = '\0';
  }
  greet(*name ? name : "world");
}
