/* The examples of the protocol in vectors.txt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report.h"
#include "request.h"
#include "test.h"

enum { LINE = 8192 };

static size_t unhex(const char *text, unsigned char *bytes)
{
    size_t length = strcmp(text, "-") == 0 ? 0 : strlen(text) / 2;
    for (size_t i = 0; i < length; i++) {
        unsigned value = 0;
        sscanf(text + 2 * i, "%2x", &value);
        bytes[i] = (unsigned char)value;
    }
    return length;
}

/* Encodes, and decodes from two pieces cut at every place. */
static void frame_line(char type, const char *payload_text, const char *bytes_text)
{
    static unsigned char payload[LINE], bytes[LINE];
    size_t length = unhex(payload_text, payload), total = unhex(bytes_text, bytes);
    static struct outbox out;
    out.start = out.end = 0;
    outbox_add(&out, type, payload, length);
    CHECK(out.end == total && memcmp(out.bytes, bytes, total) == 0, "encoding %s", bytes_text);
    for (size_t cut = 0; cut < total; cut++) {
        struct inbox in = {bytes, 0, cut, total};
        struct frame frame;
        bool partial = inbox_peek(&in, &frame) == FRAME_PARTIAL;
        in.end = total;
        bool whole = inbox_peek(&in, &frame) == FRAME_READY && frame.type == (unsigned char)type
                     && frame.length == length && memcmp(frame.payload, payload, length) == 0;
        CHECK(partial && whole, "decoding %s cut at %zu", bytes_text, cut);
    }
}

static int count(char *const *list)
{
    int n = 0;
    while (list[n] != NULL)
        n++;
    return n;
}

static void request_line(const char *expected, const char *text)
{
    static unsigned char payload[LINE];
    static struct request request;
    char found[256], terminal[32] = "none";
    const char *wrong = request_parse(&request, payload, unhex(text, payload));
    CHECK(wrong == NULL, "request refused: %s", wrong ? wrong : "");
    if (request.terminal)
        snprintf(terminal, sizeof terminal, "%d,%d", request.rows, request.columns);
    snprintf(found, sizeof found, "%zu/%d/%d/%d/%s/%llu,%llu,%llu,%llu,%llu", request.file_count, count(request.compile),
             count(request.run), count(request.env), terminal, (unsigned long long)request.wall_ms,
             (unsigned long long)request.compile_ms, (unsigned long long)request.idle_ms,
             (unsigned long long)request.cpu_ms,
             (unsigned long long)request.output_bytes);
    CHECK(strcmp(found, expected) == 0, "request %s, expected %s", found, expected);
    free(request.payload);
    free(request.handover.at);
    free(request.files);
}

static void failing_line(bool framed, const char *text, const char *reason)
{
    static unsigned char bytes[LINE];
    struct sandbox box;
    size_t length = unhex(text, bytes);
    sandbox_start(&box, NULL);
    CHECK(sandbox_await(&box, 'r'), "ready");
    if (framed)
        sandbox_send(&box, 'R', bytes, length);
    else
        CHECK(write(box.to, bytes, length) == (ssize_t)length, "sent");
    CHECK(sandbox_await(&box, '!') && strstr(box.failure.at, reason), "expected %s, got %s", reason, box.failure.at);
    CHECK(sandbox_end(&box) == 70, "exit code after %s", reason);
}

static void report_line(const char *line)
{
    char why[32], json[512], found[512];
    int status, oom, truncated, full;
    unsigned long long start, compile, run, cpu;
    long rss;
    int fields = sscanf(line, "%31s %d %llu %llu %llu %llu %ld %d %d %d %511[^\n]", why, &status, &start, &compile, &run,
                        &cpu, &rss, &oom, &truncated, &full, json);
    CHECK(fields == 11, "report line %s", line);
    struct report report = {why, status, start, compile, run, cpu, rss, oom, truncated, full};
    report_json(&report, found, sizeof found);
    CHECK(strcmp(found, json) == 0, "report %s", found);
}

void test_vectors(void)
{
    static char line[LINE], first[LINE], second[LINE], third[LINE];
    FILE *file = fopen("vectors.txt", "r");
    CHECK(file != NULL, "vectors.txt");
    while (file != NULL && fgets(line, sizeof line, file)) {
        if (sscanf(line, "frame %8191s %8191s %8191s", first, second, third) == 3)
            frame_line(first[0], second, third);
        else if (sscanf(line, "request %8191s %8191s", first, second) == 2)
            request_line(first, second);
        else if (sscanf(line, "refused %8191s %8191[^\n]", first, second) == 2)
            failing_line(true, first, second);
        else if (sscanf(line, "broken %8191s %8191[^\n]", first, second) == 2)
            failing_line(false, first, second);
        else if (strncmp(line, "report ", 7) == 0)
            report_line(line + 7);
        else
            CHECK(line[0] == '#', "line %s", line);
    }
    if (file != NULL)
        fclose(file);
}
