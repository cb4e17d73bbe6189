#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void word(struct words *words, char type, const char *value, size_t length)
{
    unsigned char *at = words->at + words->length;
    at[0] = (unsigned char)type;
    write_length(at + 1, (uint32_t)length);
    memcpy(at + FRAME_HEADER, value, length);
    words->length += FRAME_HEADER + length;
}

void script(struct words *words, const char *text, ...)
{
    words->length = 0;
    word(words, 'A', "sh", 2);
    word(words, 'A', "-c", 2);
    word(words, 'A', text, strlen(text));
    va_list more;
    va_start(more, text);
    const char *record;
    while ((record = va_arg(more, const char *)) != NULL)
        word(words, record[0], record + 2, strlen(record + 2));
    va_end(more);
}

static void append(struct text *text, const unsigned char *bytes, size_t length)
{
    if (text->length + length > SHOWN_LIMIT)
        return;
    text->at = realloc(text->at, text->length + length + 1);
    memcpy(text->at + text->length, bytes, length);
    text->length += length;
    text->at[text->length] = 0;
}

void sandbox_start(struct sandbox *box, char *const warm[])
{
    int to[2], from[2];
    *box = (struct sandbox){.folder = "/tmp/box-test-XXXXXX"};
    struct text *texts[] = {&box->out, &box->err, &box->compiled, &box->phases, &box->waiting, &box->report, &box->failure};
    for (int i = 0; i < 6; i++)
        append(texts[i], (const unsigned char *)"", 0);
    if (mkdtemp(box->folder) == NULL || pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0)
        abort();
    box->pid = fork();
    if (box->pid == 0) {
        char *argv[16] = {"box", "-w", box->folder};
        for (int i = 0; warm != NULL && warm[i] != NULL && i < 12; i++)
            argv[3 + i] = warm[i];
        dup2(to[0], 0);
        dup2(from[1], 1);
        execv(getenv("BOX"), argv);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    box->to = to[1];
    box->from = from[0];
}

void sandbox_send(struct sandbox *box, char type, const void *payload, size_t length)
{
    unsigned char *bytes = malloc(FRAME_HEADER + length);
    bytes[0] = (unsigned char)type;
    write_length(bytes + 1, (uint32_t)length);
    if (length > 0)
        memcpy(bytes + FRAME_HEADER, payload, length);
    for (size_t sent = 0; sent < FRAME_HEADER + length;) {
        ssize_t n = write(box->to, bytes + sent, FRAME_HEADER + length - sent);
        if (n < 0)
            break;
        sent += (size_t)n;
    }
    free(bytes);
}

void sandbox_run(struct sandbox *box, const struct words *words)
{
    sandbox_send(box, 'R', words->at, words->length);
}

static void receive(struct sandbox *box, const struct frame *frame)
{
    struct text *text = frame->type == 'o' ? &box->out : frame->type == 'e' ? &box->err
                        : frame->type == 'c' ? &box->compiled : frame->type == 'b' ? &box->phases
                        : frame->type == 'w' ? &box->waiting
                        : frame->type == 'x' ? &box->report : frame->type == '!' ? &box->failure : NULL;
    if (frame->type != 'r')
        CHECK(text != NULL, "unknown frame %02x", frame->type);
    if (text != NULL)
        append(text, frame->payload, frame->length);
    CHECK(box->report.length == 0 || frame->type == 'x', "frame %c behind the report", frame->type);
}

/* The type of the next frame, 0 at the end, -1 when time is up. */
static int next(struct sandbox *box, time_t deadline)
{
    struct frame frame;
    while (inbox_peek(&box->inbox, &frame) == FRAME_PARTIAL) {
        struct pollfd readable = {box->from, POLLIN, 0};
        if (time(NULL) > deadline || poll(&readable, 1, 1000) < 0)
            return -1;
        if (readable.revents == 0)
            continue;
        if (inbox_fill(&box->inbox, box->from) <= 0)
            return 0;
    }
    int type = frame.type;
    receive(box, &frame);
    inbox_take(&box->inbox, &frame);
    return type;
}

bool sandbox_await(struct sandbox *box, char type)
{
    int came;
    time_t deadline = time(NULL) + PATIENCE_S;
    do
        came = next(box, deadline);
    while (came > 0 && came != type);
    return came == type;
}

bool sandbox_shows(struct sandbox *box, const struct text *shown, const char *text)
{
    time_t deadline = time(NULL) + PATIENCE_S;
    while (strstr(shown->at, text) == NULL)
        if (next(box, deadline) <= 0)
            return false;
    return true;
}

static int discard(const char *path, const struct stat *status, int flag, struct FTW *walk)
{
    (void)status, (void)flag, (void)walk;
    return remove(path);
}

int sandbox_end(struct sandbox *box)
{
    close(box->to);
    close(box->from);
    int status = 0;
    bool dead = false;
    for (int i = 0; i < PATIENCE_S * 100 && !dead; i++) {
        dead = waitpid(box->pid, &status, WNOHANG) == box->pid;
        if (!dead)
            nanosleep(&(struct timespec){0, 10000000}, NULL);
    }
    if (!dead) {
        kill(box->pid, SIGKILL);
        waitpid(box->pid, &status, 0);
    }
    nftw(box->folder, discard, 16, FTW_DEPTH | FTW_PHYS);
    char *texts[] = {box->out.at, box->err.at, box->compiled.at, box->phases.at, box->waiting.at, box->report.at, box->failure.at};
    for (int i = 0; i < 6; i++)
        free(texts[i]);
    free(box->inbox.bytes);
    return dead && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool reported(const struct sandbox *box, const char *piece)
{
    return strstr(box->report.at, piece) != NULL;
}
