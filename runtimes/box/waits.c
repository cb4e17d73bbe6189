/*
 * Does the program wait for input? Nobody can ask a program; but the kernel says in which system call each of its
 * threads sleeps (/proc/PID/task/TID/syscall), and what the descriptors of that call are. A thread that sleeps in a read
 * of our terminal or pipe waits for input; so does one that polls it. Where the kernel does not tell (another kernel, a
 * stricter one), nothing is said: an answer is never guessed.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "box.h"

enum { QUIET_MS = 300, LOOK_MS = 1000, PATH = 96 };

struct call {
    long number;
    unsigned long a, b;
};

/* Whether a descriptor of a process is what its input comes from. */
static bool is_input(const struct program *program, long pid, unsigned long fd)
{
    char path[PATH];
    struct stat theirs, ours;
    snprintf(path, sizeof path, "/proc/%ld/fd/%lu", pid, fd);
    if (stat(path, &theirs) != 0)
        return false;
    if (!program->on_terminal)
        return program->in >= 0 && fstat(program->in, &ours) == 0 && ours.st_ino == theirs.st_ino
               && ours.st_dev == theirs.st_dev;
    return program->slave >= 0 && fstat(program->slave, &ours) == 0 && S_ISCHR(theirs.st_mode)
           && ours.st_rdev == theirs.st_rdev;
}

/* Whether one of the descriptors that an epoll instance watches is the input. */
static bool watches_input(const struct program *program, long pid, unsigned long epoll)
{
    char path[PATH], line[256];
    unsigned long fd;
    bool found = false;
    snprintf(path, sizeof path, "/proc/%ld/fdinfo/%lu", pid, epoll);
    FILE *file = fopen(path, "re");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL)
        found = sscanf(line, "tfd: %lu", &fd) == 1 && is_input(program, pid, fd);
    if (file != NULL)
        fclose(file);
    return found;
}

static bool sleeping_call(long pid, long thread, struct call *call)
{
    char path[PATH];
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/syscall", pid, thread);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool known = fscanf(file, "%ld 0x%lx 0x%lx", &call->number, &call->a, &call->b) == 3;
    fclose(file);
    return known;
}

static bool call_waits(const struct program *program, long pid, const struct call *call)
{
    switch (call->number) {
    case SYS_read:
    case SYS_readv:
        return is_input(program, pid, call->a);
#ifdef SYS_poll
    case SYS_poll:
#endif
    case SYS_ppoll:
        return call->b > 0 && is_input(program, pid, 0);
#ifdef SYS_select
    case SYS_select:
#endif
    case SYS_pselect6: /* without descriptors it is a way to sleep */
        return call->a > 0 && call->b != 0 && is_input(program, pid, 0);
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
#endif
    case SYS_epoll_pwait:
        return watches_input(program, pid, call->a);
    default:
        return false;
    }
}

static bool process_waits(const struct program *program, long pid)
{
    char path[PATH];
    snprintf(path, sizeof path, "/proc/%ld/task", pid);
    DIR *threads = opendir(path);
    bool waits = false;
    struct dirent *entry;
    while (threads != NULL && !waits && (entry = readdir(threads)) != NULL) {
        struct call call;
        long thread = strtol(entry->d_name, NULL, 10);
        waits = thread > 0 && sleeping_call(pid, thread, &call) && call_waits(program, pid, &call);
    }
    if (threads != NULL)
        closedir(threads);
    return waits;
}

static bool program_waits(const struct box *box)
{
    DIR *processes = opendir("/proc");
    bool waits = false;
    struct dirent *entry;
    while (processes != NULL && !waits && (entry = readdir(processes)) != NULL) {
        long pid = strtol(entry->d_name, NULL, 10);
        waits = pid > 0 && pid != getpid() && process_waits(&box->program, pid);
    }
    if (processes != NULL)
        closedir(processes);
    return waits;
}

static void tell(struct box *box, bool waits)
{
    if (waits == box->watch.waits || !outbox_empty(&box->outbox))
        return;
    box->watch.waits = waits;
    outbox_add(&box->outbox, 'w', waits ? "1" : "0", 1);
}

/* Only looks while nothing moves: a program that prints, or is given something, is not waiting. */
void watch_input(struct box *box)
{
    struct watch *watch = &box->watch;
    uint64_t now = now_ms();
    if (box->state != RUNNING)
        return;
    if (now < box->active + QUIET_MS) {
        tell(box, false);
        watch->input_look = box->active + QUIET_MS;
    } else if (now >= watch->input_look) {
        const struct input *input = &box->program.input;
        bool served = input->start < input->end || input->end_wanted;
        tell(box, !served && program_waits(box));
        watch->input_look = now + LOOK_MS;
    }
}
