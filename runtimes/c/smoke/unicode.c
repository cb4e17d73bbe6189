#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  setlocale(LC_ALL, "");
  printf("żółw 🐢 日本語\n%zu\n", mbstowcs(NULL, "żółw 🐢", 0));
}
