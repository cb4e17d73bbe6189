/* The state of box and what its parts offer each other; box.c has the theory. */
#ifndef BOX_H
#define BOX_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "child.h"
#include "frame.h"
#include "program.h"
#include "report.h"
#include "request.h"

enum { PATIENCE_MS = 30000, COMPILE_OUTPUT = 256 << 10, EXIT_FAILED = 70 };
enum state { WARMING, READY, COMPILING, RUNNING };

/* What the limits remember of the run between two looks. */
struct watch {
    bool whole_sandbox;         /* processor time is that of the control group, not of known processes */
    uint64_t cpu_began_us;      /* the control group's when the program began */
    uint64_t cpu_look;          /* when to look at the processor time again */
    uint64_t quiet_look, quiet_cpu_us; /* the look taken in the middle of a silence */
    uint64_t input_look;        /* when to look again whether the program waits for input */
    bool waits;                 /* the server was told that it does */
};

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
    struct watch watch;
};

/* Milliseconds of the monotonic clock. */
uint64_t now_ms(void);

/* relay.c: to the server. */

/* Waits until the server has taken everything. Only called while no program runs. */
void flush_all(struct box *box);
/* Reads one chunk into the empty outbox and sends it. False when there is no more for now, or for ever. */
bool relay(struct box *box, int fd, char type);
/* Reads whatever is left. Only called when nobody writes any more. */
void drain(struct box *box);
/* The frame type that what comes from a descriptor has in this phase. */
char stream_type(const struct box *box, bool is_stderr);
/* Kills the program for a reason of ours; its death is then handled like any other. */
void stop(struct box *box, const char *why);
/* The server is not there any more: nothing is left to do but to end everything. */
__attribute__((noreturn)) void server_gone(struct box *box);
/* Something that is neither the program's nor the server's fault, or a server that does not keep to the protocol. */
__attribute__((format(printf, 2, 3), noreturn)) void fail(struct box *box, const char *format, ...);

/* run.c: the run, step by step. */

void ready(struct box *box);
/* Writes the files, then compiles or runs. */
void begin(struct box *box, const struct frame *request);
/* A warm child has compiled. */
void begin_run(struct box *box);
/* The compiler has ended. */
void compiled(struct box *box, int status);
/* The program has ended: buries what it left behind, reports, exits. */
__attribute__((noreturn)) void finish(struct box *box, int status);

/* server.c: acts on every frame that has come and can be served. */
void serve_all(struct box *box);

/* limits.c */

/* Milliseconds until the next limit, -1 for never. */
int patience(const struct box *box);
/* Stops what has passed a limit. */
void watch_limits(struct box *box);
/* The program begins: what was used so far does not count. */
void cpu_begins(struct box *box);

/* waits.c: tells the server when the program begins and ceases to wait for input. */
void watch_input(struct box *box);

#endif
