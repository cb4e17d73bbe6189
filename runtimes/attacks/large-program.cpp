// Compiles to a program of a gigabyte: the compiler's files are bounded like the program's.
char filled[1u << 30] = {1};

int main(int count, char**) {
  return filled[count];
}
