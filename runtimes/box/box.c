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
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "files.h"
#include "frame.h"
#include "program.h"
#include "report.h"
#include "request.h"

enum { PATIENCE_MS = 30000, COMPILE_OUTPUT = 256 << 10, EXIT_FAILED = 70 };
enum state { WARMING, READY, COMPILING, RUNNING };
enum slot { SERVER_IN, SERVER_OUT, DEATHS, PROGRAM_IN, MASTER, PIPE_OUT, PIPE_ERR, COMPILER, CONTROL, SLOTS };

struct box {
    enum state state;
    struct inbox inbox;
    struct outbox outbox;
    struct request request;
    struct program program;
    struct usage usage;
    struct report report;
    pid_t compiler;             /* 0 unless a compiler of ours runs */
    bool warm, compiles_itself, stuck;
    int folder, deaths;
    uint64_t requested, phase_began, active, output_left, kills_before, cpu_before_us;
};

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
}

/* Waits until the server has taken everything. Only called while no program runs. */
static void flush_all(struct box *box)
{
    while (outbox_flush(&box->outbox, 1) && !outbox_empty(&box->outbox)) {
        struct pollfd server = {1, POLLOUT, 0};
        if (poll(&server, 1, PATIENCE_MS) == 0)
            break;
    }
}

static void server_gone(struct box *box)
{
    bury_everyone(box->program.pid, &box->usage);
    exit(0);
}

/* Something that is neither the program's nor the server's fault, or a server that does not keep to the protocol. */
__attribute__((format(printf, 2, 3), noreturn)) static void fail(struct box *box, const char *format, ...)
{
    char text[3072];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    bury_everyone(box->program.pid, &box->usage);
    outbox_add(&box->outbox, '!', text, strlen(text));
    flush_all(box);
    exit(EXIT_FAILED);
}

static void send_phase(struct box *box, char phase)
{
    outbox_add(&box->outbox, 'b', &phase, 1);
}

/* --- output ------------------------------------------------------------------------------------------------------ */

/* Kills the program for a reason of ours; its death is then handled like any other. */
static void stop(struct box *box, const char *why)
{
    if (strcmp(box->report.why, "exit") == 0)
        box->report.why = why;
    kill_everyone(box->compiler > 0 ? box->compiler : box->program.pid);
}

/* What may still be passed on of a chunk, by the limit of the phase. */
static size_t within_limit(struct box *box, size_t length)
{
    if (length <= box->output_left) {
        box->output_left -= length;
        return length;
    }
    size_t allowed = (size_t)box->output_left;
    box->output_left = 0;
    box->report.truncated = true;
    if (box->state == RUNNING)
        stop(box, "output");
    return allowed;
}

/* Reads one chunk into the empty outbox and sends it. False when there is no more for now, or for ever. */
static bool relay(struct box *box, int fd, char type)
{
    unsigned char *chunk = outbox_chunk(&box->outbox);
    size_t length = 0;
    ssize_t n = 0;
    while (length < OUTPUT_CHUNK && (n = read(fd, chunk + length, OUTPUT_CHUNK - length)) > 0)
        length += (size_t)n;
    if (length > 0)
        box->active = now_ms();
    size_t allowed = within_limit(box, length);
    if (allowed > 0)
        outbox_seal(&box->outbox, type, allowed);
    if (!outbox_flush(&box->outbox, 1))
        server_gone(box);
    return length > 0;
}

static char stream(const struct box *box, enum slot slot)
{
    if (box->state == COMPILING)
        return 'c';
    return slot == PIPE_ERR && !box->program.on_terminal ? 'e' : 'o';
}

/* Reads whatever is left. Only called when nobody writes any more. */
static void drain(struct box *box)
{
    const int from[] = {box->program.master, box->program.out, box->program.err, box->program.compiler};
    const enum slot slots[] = {MASTER, PIPE_OUT, PIPE_ERR, COMPILER};
    for (int i = 0; i < 4; i++)
        do
            flush_all(box);
        while (from[i] >= 0 && relay(box, from[i], stream(box, slots[i])));
    flush_all(box);
}

/* --- the run, step by step ---------------------------------------------------------------------------------------- */

static void finish(struct box *box, int status)
{
    struct report *report = &box->report;
    uint64_t spent = now_ms() - box->phase_began;
    *(box->state == COMPILING ? &report->compile_ms : &report->run_ms) = spent;
    if (box->state == COMPILING && strcmp(report->why, "exit") == 0)
        report->why = "compile";
    bury_everyone(box->compiler > 0 ? box->compiler : box->program.pid, &box->usage);
    if (box->program.slave >= 0)
        close(box->program.slave);
    drain(box);
    report->status = status;
    report->max_rss_kb = box->usage.max_rss_kb;
    report->cpu_ms = (box->usage.cpu_us - (box->cpu_before_us < box->usage.cpu_us ? box->cpu_before_us : 0)) / 1000u;
    report->oom = memory_kills() > box->kills_before;
    char text[512];
    outbox_add(&box->outbox, 'x', text, report_json(report, text, sizeof text));
    flush_all(box);
    exit(exit_code(status));
}

static void begin_run(struct box *box)
{
    uint64_t now = now_ms();
    if (box->state == COMPILING)
        box->report.compile_ms = now - box->phase_began;
    else
        box->report.start_ms = now - box->requested;
    box->state = RUNNING;
    box->phase_began = box->active = now;
    box->output_left = box->request.output_bytes ? box->request.output_bytes : UINT64_MAX;
    send_phase(box, 'r');
}

/* Tells the warm child what to run; from now on it is the program (or first compiles it). */
static void hand_over(struct box *box)
{
    struct bytes told = box->request.handover;
    unsigned char length[4];
    write_length(length, (uint32_t)told.length);
    int fd = box->program.control;
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    bool sent = write(fd, length, 4) == 4;
    while (sent && told.length > 0) {
        ssize_t n = write(fd, told.at, told.length);
        sent = n > 0 || (n < 0 && errno == EINTR);
        told.at += n > 0 ? n : 0;
        told.length -= n > 0 ? (size_t)n : 0;
    }
    if (!sent)
        fail(box, "the waiting interpreter does not listen");
}

static void start_program(struct box *box)
{
    struct program *program = &box->program;
    if (!box->warm) {
        int error = program_start(program, box->request.run, box->request.env, box->folder, false);
        if (error != 0)
            fail(box, "cannot start the program: %s", strerror(error));
        begin_run(box);
        return;
    }
    if (box->compiles_itself && box->state != COMPILING) {
        box->state = COMPILING;
        box->report.start_ms = now_ms() - box->requested;
        box->phase_began = now_ms();
        send_phase(box, 'c');
    }
    hand_over(box);
    if (!box->compiles_itself) {
        close(program->control);
        program->control = -1;
        begin_run(box);
    }
}

static void start_compiler(struct box *box)
{
    box->state = COMPILING;
    box->phase_began = now_ms();
    box->report.start_ms = box->phase_began - box->requested;
    send_phase(box, 'c');
    box->compiler = compiler_start(&box->program, box->request.compile, box->request.env, box->folder);
    if (box->compiler < 0)
        fail(box, "cannot start the compiler: %s", strerror(errno));
}

static void write_files(struct box *box)
{
    for (size_t i = 0; i < box->request.file_count; i++) {
        int error = file_write(box->folder, &box->request.files[i]);
        if (error != 0)
            fail(box, "cannot write %s: %s", box->request.files[i].path, strerror(error));
    }
}

static void on_request(struct box *box, const struct frame *frame)
{
    struct request *request = &box->request;
    struct program *program = &box->program;
    box->requested = now_ms();
    const char *wrong = request_parse(request, frame->payload, frame->length);
    if (wrong != NULL)
        fail(box, "bad run request: %s", wrong);
    if (request->terminal && program->slave < 0)
        fail(box, "there is no terminal in this sandbox");
    program->on_terminal = request->terminal;
    if (request->terminal)
        program_size(program, request->rows, request->columns);
    if (box->warm)
        box->cpu_before_us = cpu_of(program->pid);
    box->output_left = COMPILE_OUTPUT;
    write_files(box);
    if (request->compile[0] != NULL)
        start_compiler(box);
    else
        start_program(box);
}

/* --- what the server says ----------------------------------------------------------------------------------------- */

static void on_signal(struct box *box, int signal)
{
    if (signal < 1 || signal > SIGRTMAX)
        fail(box, "no such signal: %d", signal);
    if (box->compiler > 0)
        kill(-box->compiler, signal);
    else
        program_signal(&box->program, signal);
}

/* Acts on one frame. False when it has to wait. */
static bool serve(struct box *box, const struct frame *frame)
{
    struct input *input = &box->program.input;
    const unsigned char *at = frame->payload;
    if (box->state == WARMING)
        return false;
    switch (frame->type) {
    case 'R':
        if (box->state != READY)
            fail(box, "a second run request");
        on_request(box, frame);
        return true;
    case 'D':
        if (!input_has_room(input, frame->length))
            return false;
        if (!input->end_wanted && !input_add(input, at, frame->length))
            fail(box, "out of memory for input");
        return true;
    case 'E':
        input->end_wanted = true;
        return true;
    case 'W':
        if (frame->length != 4)
            fail(box, "bad window size");
        program_size(&box->program, (unsigned short)(at[0] << 8 | at[1]), (unsigned short)(at[2] << 8 | at[3]));
        return true;
    case 'S':
        if (frame->length != 1)
            fail(box, "bad signal");
        if (box->state == COMPILING || box->state == RUNNING)
            on_signal(box, at[0]);
        return true;
    default:
        fail(box, "unknown frame type 0x%02x", frame->type);
    }
}

static void serve_all(struct box *box)
{
    struct frame frame;
    box->stuck = false;
    for (;;) {
        enum frame_state state = inbox_peek(&box->inbox, &frame);
        if (state == FRAME_TOO_LONG)
            fail(box, "frame too long");
        if (state == FRAME_PARTIAL)
            return;
        if (!serve(box, &frame)) {
            box->stuck = true;
            return;
        }
        inbox_take(&box->inbox, &frame);
    }
}

static void on_server(struct box *box)
{
    ssize_t n = inbox_fill(&box->inbox, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        server_gone(box);
}

/* --- what the children do ----------------------------------------------------------------------------------------- */

static void ready(struct box *box)
{
    box->state = READY;
    outbox_add(&box->outbox, 'r', NULL, 0);
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
    bool compiled = n == 1 && box->state == COMPILING && box->compiler == 0 && said == 'D';
    if (compiled) {
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

static void on_compiled(struct box *box, int status)
{
    if (status != 0)
        finish(box, status);
    if (!box->warm)
        bury_everyone(box->compiler, &box->usage); /* a compiler's daemons must not outlive it into the run */
    drain(box);
    close(box->program.compiler);
    box->program.compiler = -1;
    box->compiler = 0;
    box->usage = (struct usage){0};
    start_program(box);
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
            on_compiled(box, status);
        else if (pid == box->program.pid && box->state >= COMPILING)
            finish(box, status);
        else if (pid == box->program.pid)
            on_warm_death(box);
    }
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

static int until(uint64_t began, uint64_t limit, uint64_t now, int soonest)
{
    if (limit == 0)
        return soonest;
    uint64_t left = began + limit > now ? began + limit - now : 0;
    int wait = left > 60000 ? 60000 : (int)left;
    return soonest < 0 || wait < soonest ? wait : soonest;
}

/* Milliseconds until the next limit, -1 for never. */
static int patience(const struct box *box)
{
    uint64_t now = now_ms();
    if (box->state == COMPILING)
        return until(box->phase_began, box->request.compile_ms, now, -1);
    if (box->state != RUNNING)
        return -1;
    return until(box->active, box->request.idle_ms, now, until(box->phase_began, box->request.wall_ms, now, -1));
}

static bool over(uint64_t began, uint64_t limit)
{
    return limit > 0 && now_ms() >= began + limit;
}

static void watch_limits(struct box *box)
{
    if (box->state == COMPILING && over(box->phase_began, box->request.compile_ms))
        stop(box, "compile-timeout");
    if (box->state == RUNNING && over(box->phase_began, box->request.wall_ms))
        stop(box, "timeout");
    if (box->state == RUNNING && over(box->active, box->request.idle_ms))
        stop(box, "idle");
}

/* --- the loop ----------------------------------------------------------------------------------------------------- */

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
    if (!relay(box, *fd, stream(box, slot)) && (fds[slot].revents & (POLLHUP | POLLERR))) {
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
        if (box->state == RUNNING && program_feed(program) > 0)
            box->active = now_ms();
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
