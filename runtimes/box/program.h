/* The descriptors between box and the program: pipes, terminal, and the input that waits to be read. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "child.h"

enum { INPUT_LIMIT = 1 << 20 }; /* bytes of input held back before box stops reading: the server feels it */

struct input {
    unsigned char *bytes;
    size_t start, end, capacity;
    bool end_wanted, ended, line_open;
};

struct program {
    pid_t pid;            /* 0 = not started */
    int in, out, err;     /* our ends of the pipes, -1 = closed */
    int compiler;         /* our end of the pipe from a compiler */
    int control;          /* our end of a warm child's descriptor 3 */
    int master, slave;    /* the terminal; the slave is kept open so that the master never reports a hang-up too early */
    bool on_terminal;     /* this run talks through the terminal */
    bool owned;           /* somebody has the terminal for his own, or is not expected to take it any more */
    uint64_t owner_due;   /* when the latter becomes true */
    struct input input;
};

/* Makes the terminal. Where there is none, master stays -1 and runs that ask for one fail. */
void program_terminal(struct program *program);
void program_size(const struct program *program, unsigned short rows, unsigned short columns);

/* Starts argv on fresh pipes (warm: with a control descriptor and the terminal beside) or on the terminal. 0 or errno. */
int program_start(struct program *program, char *const argv[], char *const env[], int folder, bool warm);
/* Starts a compiler: nothing to read, stdout and stderr on one pipe. Its pid, or -1. */
pid_t compiler_start(struct program *program, char *const argv[], char *const env[], int folder);

bool input_has_room(const struct input *input, size_t length);
/* Keeps the bytes for the program. False when memory is out. */
bool input_add(struct input *input, const unsigned char *bytes, size_t length);
/*
 * A terminal that nobody controls yet turns no ^C into a signal: input waits until the program has taken it. True while
 * there is input that waits for that.
 */
bool program_awaits_owner(const struct program *program);
/* Looks whether the terminal was taken meanwhile. now: milliseconds of the monotonic clock. */
void program_look_for_owner(struct program *program, uint64_t now);
/* Where input has to go now, or -1 if there is nothing to write. */
int program_wants_input(const struct program *program);
/* Writes what the program takes now, the end of input included. Returns the bytes written. */
size_t program_feed(struct program *program);
/* To the terminal's foreground group, or to the program's group. */
void program_signal(const struct program *program, int signal);

#endif
