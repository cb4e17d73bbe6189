#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "box.h"

void flush_all(struct box *box)
{
    while (outbox_flush(&box->outbox, 1) && !outbox_empty(&box->outbox)) {
        struct pollfd server = {1, POLLOUT, 0};
        if (poll(&server, 1, PATIENCE_MS) == 0)
            break;
    }
}

void server_gone(struct box *box)
{
    bury_everyone(box->program.pid, &box->usage);
    exit(0);
}

void fail(struct box *box, const char *format, ...)
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

void stop(struct box *box, const char *why)
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

bool relay(struct box *box, int fd, char type)
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

char stream_type(const struct box *box, bool is_stderr)
{
    if (box->state == COMPILING)
        return 'c';
    return is_stderr && !box->program.on_terminal ? 'e' : 'o';
}

void drain(struct box *box)
{
    const int from[] = {box->program.master, box->program.out, box->program.compiler, box->program.err};
    for (int i = 0; i < 4; i++)
        do
            flush_all(box);
        while (from[i] >= 0 && relay(box, from[i], stream_type(box, i == 3)));
    flush_all(box);
}
