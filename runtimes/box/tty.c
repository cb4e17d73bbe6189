/*
 * Hands the terminal to a runtime that cannot call dup2 itself (Node, Java): loading this object is enough. Its
 * constructor makes descriptor 4 the controlling terminal and standard input, output and error, then closes it.
 */
#include <sys/ioctl.h>
#include <unistd.h>

#include "child.h"

__attribute__((constructor)) static void take_terminal(void)
{
    ioctl(TERMINAL_FD, TIOCSCTTY, 0);
    for (int fd = 0; fd <= 2; fd++)
        dup2(TERMINAL_FD, fd);
    close(TERMINAL_FD);
}
