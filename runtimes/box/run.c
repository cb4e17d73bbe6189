#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "box.h"
#include "files.h"

static void send_phase(struct box *box, char phase)
{
    outbox_add(&box->outbox, 'b', &phase, 1);
}

void ready(struct box *box)
{
    box->state = READY;
    outbox_add(&box->outbox, 'r', NULL, 0);
}

void finish(struct box *box, int status)
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
    report->disk_full = disk_full();
    char text[512];
    outbox_add(&box->outbox, 'x', text, report_json(report, text, sizeof text));
    flush_all(box);
    exit(exit_code(status));
}

void begin_run(struct box *box)
{
    uint64_t now = now_ms();
    if (box->state == COMPILING)
        box->report.compile_ms = now - box->phase_began;
    else
        box->report.start_ms = now - box->requested;
    box->state = RUNNING;
    box->phase_began = box->active = now;
    cpu_begins(box);
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

void begin(struct box *box, const struct frame *frame)
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

void compiled(struct box *box, int status)
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
