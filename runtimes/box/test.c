/* Runs all tests of box: `test SEED [warm MANNER]`. The last line says how many checks there were. */
#include "test.h"

#include <stdarg.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks, failures;

void check(bool good, const char *file, int line, const char *format, ...)
{
    checks++;
    if (good)
        return;
    failures++;
    va_list arguments;
    va_start(arguments, format);
    printf("FAILED %s:%d: ", file, line);
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "warm") == 0)
        return be_warm(argv[2]);
    unsigned seed = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGINT, SIG_IGN); /* as a shell leaves it for what it starts in the background; once ^C was lost by that */
    test_vectors();
    test_runs();
    test_limits();
    test_warm();
    test_fuzz(seed);
    printf("box: %d checks, %d failed, seed %u\n", checks, failures, seed);
    return failures > 0;
}
