/*
 * box: runs one program for somebody who is not here, and reports.
 *
 * Box is process 1 of a sandbox (or, for tests and shells, an ordinary process). The server talks to it through its
 * standard input and output in frames (PROTOCOL.md); the program talks to it through a terminal or through pipes. It
 * lives through four states and runs once:
 *
 *   WARMING    a warm child (box's own argv) is starting: an interpreter that waits on descriptor 3 for its work
 *   READY      `r` was sent; nothing happens until the run request
 *   COMPILING  files are written; a compiler runs, or the warm child compiles by itself
 *   RUNNING    input and output are relayed, limits are watched
 *
 * and ends by killing everything, reading what is left in the pipes, and sending the report, always the last frame.
 *
 * What it promises, and how:
 *   - Nobody inside can forge a report, a phase or the end: every descriptor of box is close-on-exec, children get
 *     0, 1, 2 (warm ones 3 and 4 until they start the program), and box cannot be traced or read (not dumpable). As
 *     process 1 it cannot be killed or stopped from inside.
 *   - Nothing survives the program: kill(-1) spares only its caller, so box must be process 1; elsewhere it is the
 *     subreaper of its descendants and kills those one generation after the other.
 *   - Nothing is lost or reordered: a chunk of output is read only when the previous one has been taken by the server,
 *     the program is dead before the rest is read, and the report comes behind it.
 *   - Nothing grows: one frame in, one chunk out, a megabyte of waiting input. Behind that the server is not read, so
 *     a hard stop is the container engine's kill, never a frame.
 *   - Limits hold although the server is slow: nothing here blocks while the program runs, and the clock is monotonic.
 *   - When the server dies (end of our input), the program dies.
 *
 * This file has the loop and the children's news; server.c acts on frames, run.c takes the run from step to step, relay.c
 * passes output on, limits.c watches the clock, waits.c whether input is awaited, program.c and child.c hold pipes,
 * terminal and processes.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "box.h"

enum slot { SERVER_IN, SERVER_OUT, DEATHS, PROGRAM_IN, MASTER, PIPE_OUT, PIPE_ERR, COMPILER, CONTROL, SLOTS };

static void on_server(struct box *box)
{
    ssize_t n = inbox_fill(&box->inbox, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        server_gone(box);
}

/* A warm child says `K` (ready) or `C` (ready, and compiles by itself); the latter says `D` before it runs, and waits. */
static void on_control(struct box *box)
{
    char said;
    ssize_t n = read(box->program.control, &said, 1);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n == 1 && box->state == WARMING && (said == 'K' || said == 'C')) {
        box->compiles_itself = said == 'C';
        ready(box);
        return;
    }
    bool finished = n == 1 && box->state == COMPILING && box->compiler == 0 && said == 'D';
    if (finished) {
        drain(box);
        begin_run(box);
        if (write(box->program.control, "G", 1) != 1)
            kill_everyone(box->program.pid);
    }
    close(box->program.control); /* otherwise it is dying: its death is reported by itself */
    box->program.control = -1;
}

static void on_warm_death(struct box *box)
{
    char said[1024];
    ssize_t n = read(box->program.err, said, sizeof said - 1);
    said[n > 0 ? n : 0] = 0;
    fail(box, "the waiting interpreter ended: %s", said);
}

static void on_deaths(struct box *box)
{
    struct signalfd_siginfo news;
    while (read(box->deaths, &news, sizeof news) > 0)
        continue;
    int status;
    pid_t pid;
    while ((pid = reap(&status, &box->usage)) > 0) {
        if (pid == box->compiler)
            compiled(box, status);
        else if (pid == box->program.pid && box->state >= COMPILING)
            finish(box, status);
        else if (pid == box->program.pid)
            on_warm_death(box);
    }
}

static void await(struct box *box, struct pollfd *fds)
{
    const struct program *program = &box->program;
    short output = outbox_empty(&box->outbox) && box->state >= COMPILING ? POLLIN : 0;
    int input = box->state == RUNNING ? program_wants_input(program) : -1;
    fds[SERVER_IN] = (struct pollfd){0, box->stuck ? 0 : POLLIN, 0};
    fds[SERVER_OUT] = (struct pollfd){outbox_empty(&box->outbox) ? -1 : 1, POLLOUT, 0};
    fds[DEATHS] = (struct pollfd){box->deaths, POLLIN, 0};
    fds[PROGRAM_IN] = (struct pollfd){input, POLLOUT, 0};
    fds[MASTER] = (struct pollfd){output && program->on_terminal ? program->master : -1, output, 0};
    fds[PIPE_OUT] = (struct pollfd){output ? program->out : -1, output, 0};
    fds[PIPE_ERR] = (struct pollfd){output ? program->err : -1, output, 0};
    fds[COMPILER] = (struct pollfd){output ? program->compiler : -1, output, 0};
    fds[CONTROL] = (struct pollfd){program->control, POLLIN, 0};
    if (poll(fds, SLOTS, patience(box)) < 0)
        for (int i = 0; i < SLOTS; i++)
            fds[i].revents = 0;
}

/* A pipe at its end is closed: left open it would report that for ever. */
static void relay_pipe(struct box *box, struct pollfd *fds, enum slot slot, int *fd)
{
    if (fds[slot].revents == 0 || *fd < 0 || !outbox_empty(&box->outbox))
        return;
    if (!relay(box, *fd, stream_type(box, slot == PIPE_ERR)) && (fds[slot].revents & (POLLHUP | POLLERR))) {
        close(*fd);
        *fd = -1;
    }
}

__attribute__((noreturn)) static void loop(struct box *box)
{
    struct program *program = &box->program;
    struct pollfd fds[SLOTS];
    for (;;) {
        serve_all(box);
        if (box->state == RUNNING) {
            program_look_for_owner(program, now_ms());
            if (program_feed(program) > 0)
                box->active = now_ms();
        }
        if (!outbox_flush(&box->outbox, 1))
            server_gone(box);
        await(box, fds);
        if (fds[SERVER_IN].revents & POLLIN)
            on_server(box);
        else if (fds[SERVER_IN].revents)
            server_gone(box);
        if (fds[MASTER].revents && outbox_empty(&box->outbox))
            relay(box, program->master, 'o');
        relay_pipe(box, fds, PIPE_OUT, &program->out);
        relay_pipe(box, fds, PIPE_ERR, &program->err);
        relay_pipe(box, fds, COMPILER, &program->compiler);
        if (fds[CONTROL].revents && program->control >= 0)
            on_control(box);
        if (fds[DEATHS].revents)
            on_deaths(box);
        watch_limits(box);
        watch_input(box);
    }
}

static void prepare(struct box *box)
{
    close_range(3, ~0u, 0); /* whatever our starter left open is nobody's business in here */
    sigset_t deaths;
    sigemptyset(&deaths);
    sigaddset(&deaths, SIGCHLD);
    sigprocmask(SIG_BLOCK, &deaths, NULL);
    box->deaths = lift(signalfd(-1, &deaths, SFD_CLOEXEC | SFD_NONBLOCK));
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_DUMPABLE, 0);
    if (getpid() != 1)
        prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (int fd = 0; fd <= 1; fd++)
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    program_terminal(&box->program);
    box->kills_before = memory_kills();
}

/* box [-w FOLDER] [WARM CHILD...] */
int main(int argc, char **argv)
{
    static struct box box = {
        .program = {.in = -1, .out = -1, .err = -1, .compiler = -1, .control = -1, .master = -1, .slave = -1},
        .report = {.why = "exit"},
    };
    const char *folder = "/work";
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "-w") == 0) {
        folder = argv[2];
        first = 3;
    }
    prepare(&box);
    box.folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (box.folder < 0)
        fail(&box, "cannot open %s: %s", folder, strerror(errno));
    box.folder = lift(box.folder);
    box.warm = first < argc;
    if (!box.warm)
        ready(&box);
    else if ((errno = program_start(&box.program, argv + first, NULL, box.folder, true)) != 0)
        fail(&box, "cannot start %s: %s", argv[first], strerror(errno));
    loop(&box);
}
