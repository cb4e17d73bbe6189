#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int lift(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, LOWEST_OWN_FD);
    close(fd);
    return high;
}

static void put(int from, int to)
{
    int fd = from >= 0 ? from : open("/dev/null", O_RDWR);
    if (fd < 0 || dup2(fd, to) < 0)
        _exit(126);
}

/* All of box's descriptors are close-on-exec and above 9, so that nothing here overwrites one still needed. */
static void arrange(const struct child_files *files)
{
    bool warm = files->control >= 0;
    if (files->terminal >= 0 && !warm) {
        ioctl(files->terminal, TIOCSCTTY, 0); /* some sandboxed kernels refuse: then there is no controlling terminal */
        for (int fd = 0; fd <= 2; fd++)
            put(files->terminal, fd);
        return;
    }
    put(files->in, 0);
    put(files->out, 1);
    put(files->err, 2);
    if (warm)
        put(files->control, CONTROL_FD);
    if (warm && files->terminal >= 0)
        put(files->terminal, TERMINAL_FD);
}

static void default_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    /* All of them: what a parent ignored stays ignored over exec, and ^C would do nothing. */
    for (int number = 1; number <= SIGRTMAX; number++)
        signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* When memory runs out the kernel chooses a victim: a program, and never box, which has to tell of it. */
static void first_to_go(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (write(fd, "1000", 4) < 0)
        errno = 0; /* a kernel that does not let us: then size decides */
    close(fd);
}

pid_t child_start(char *const argv[], char *const env[], int folder, const struct child_files *files)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    setsid();
    first_to_go();
    default_signals();
    arrange(files);
    for (size_t i = 0; env != NULL && env[i] != NULL; i++)
        putenv(env[i]);
    if (fchdir(folder) == 0)
        execvp(argv[0], argv);
    dprintf(2, "cannot start %s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Children of ours by the kernel's own list. As a subreaper we inherit what a killed process leaves behind, one by one. */
static void kill_descendants(void)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *list = fopen(path, "re");
    int pid;
    while (list != NULL && fscanf(list, "%d", &pid) == 1)
        kill(pid, SIGKILL);
    if (list != NULL)
        fclose(list);
}

void kill_everyone(pid_t child)
{
    if (getpid() == 1) {
        kill(-1, SIGKILL); /* never reaches the caller; atomic against fork */
        return;
    }
    if (child > 0)
        kill(-child, SIGKILL);
    kill_descendants();
}

pid_t reap(int *status, struct usage *usage)
{
    struct rusage used;
    pid_t pid = wait4(-1, status, WNOHANG, &used);
    if (pid <= 0)
        return pid;
    usage->cpu_us += (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000u
                     + (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
    if (used.ru_maxrss > usage->max_rss_kb)
        usage->max_rss_kb = used.ru_maxrss;
    return pid;
}

void bury_everyone(pid_t child, struct usage *usage)
{
    for (;;) {
        kill_everyone(child);
        int status;
        pid_t pid;
        while ((pid = reap(&status, usage)) > 0)
            continue;
        if (pid < 0)
            return;
        siginfo_t someone;
        waitid(P_ALL, 0, &someone, WEXITED | WNOWAIT);
    }
}

uint64_t cpu_of(pid_t pid)
{
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    return (uint64_t)used.tv_sec * 1000000u + (uint64_t)used.tv_nsec / 1000u;
}
