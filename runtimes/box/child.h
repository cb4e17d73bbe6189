/* Starting processes, asking them to end, and burying them. */
#ifndef CHILD_H
#define CHILD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { CONTROL_FD = 3, TERMINAL_FD = 4, LOWEST_OWN_FD = 10 };

/* Moves a descriptor of ours above those that children are given. */
int lift(int fd);

/* What a child gets as its descriptors. -1: /dev/null for in, out and err; not given for control. */
struct child_files {
    int in, out, err;
    int control;          /* becomes descriptor 3, warm children only */
    int terminal;         /* the terminal's other end. Becomes 0, 1, 2, or 4 when there is a control descriptor */
};

/* Forks and executes in a session of its own, in the given folder. env: "NAME=value" items to add. Returns the pid or -1. */
pid_t child_start(char *const argv[], char *const env[], int folder, const struct child_files *files);

/* What the dead used, summed over all that were reaped since it was last cleared. */
struct usage {
    uint64_t cpu_us;
    long max_rss_kb;
};

/* Kills every process of the sandbox: all but ourselves as PID 1, else the child's group and all our descendants. */
void kill_everyone(pid_t child);
/* Reaps one dead process without waiting. Returns its pid, 0 if none is dead, -1 if there is none at all. */
pid_t reap(int *status, struct usage *usage);
/* Kills and reaps until nobody is left. */
void bury_everyone(pid_t child, struct usage *usage);
/* Processor time a living process has used so far, microseconds. */
uint64_t cpu_of(pid_t pid);

#endif
