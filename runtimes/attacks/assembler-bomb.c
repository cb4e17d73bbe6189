// Has the assembler write an object file many times larger than any file of a sandbox may be.
__asm__(".section .data\n.fill 400000000, 8, 1\n");

int main(void) {
    return 0;
}
