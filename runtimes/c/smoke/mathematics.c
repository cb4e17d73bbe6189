#include <math.h>
#include <stdio.h>

int main(void) {
  double values[] = {2, 7};
  double sum = 0;
  for (int i = 0; i < 2; i++)
    sum += sqrt(values[i] * values[i]);
  printf("%.1f\n", sum);
}
