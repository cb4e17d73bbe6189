/* Streams near the protocol: box must end in time, by itself, and without a complaint of the sanitizers (exit code 99). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

enum { ROUNDS = 250, STREAM = 8192 };

static unsigned state;

static unsigned pick(unsigned below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static struct words stream;

static void add_request(void)
{
    static struct words request;
    static const char *const records[] = {"F=a.txt", "M=50", "O=10", "I=20", "C=20", "V=A=b", "T=0,24,80", "T=1,0,0", "A=x"};
    request.length = 0;
    word(&request, 'A', "/bin/cat", 8);
    for (unsigned i = pick(5); i > 0; i--) {
        const char *record = records[pick(9)];
        word(&request, record[0], record + 2, strlen(record + 2) + (record[0] == 'F'));
    }
    if (pick(4) == 0)
        word(&request, 'P', "/bin/true", 9);
    word(&request, 'M', "60", 2);
    word(&stream, 'R', (const char *)request.at, request.length);
}

static void add_frame(void)
{
    static const char types[] = "RDEWSrxZ";
    char payload[200];
    char type = types[pick(8)];
    size_t length = type == 'W' ? 4 : type == 'S' ? 1 : type == 'E' ? 0 : pick(sizeof payload);
    for (size_t i = 0; i < length; i++)
        payload[i] = (char)pick(256);
    if (type == 'R')
        add_request();
    else
        word(&stream, type, payload, length);
}

/* Changes a few bytes, cuts off an end, or leaves it as it is. Paths to programs stay: nothing else may be started. */
static void damage(void)
{
    for (unsigned i = pick(4); i > 0 && stream.length > 0; i--) {
        size_t at = pick((unsigned)stream.length);
        if (memchr("/bincaretu", stream.at[at], 10) == NULL)
            stream.at[at] = (unsigned char)pick(256);
    }
    if (pick(4) == 0)
        stream.length = pick((unsigned)stream.length + 1);
}

void test_fuzz(unsigned seed)
{
    state = seed;
    for (int round = 0; round < ROUNDS; round++) {
        struct sandbox box;
        stream.length = 0;
        for (unsigned frames = 1 + pick(6); frames > 0 && stream.length < STREAM; frames--)
            pick(3) == 0 ? add_request() : add_frame();
        damage();
        sandbox_start(&box, NULL);
        for (size_t at = 0; at < stream.length;) {
            size_t piece = 1 + pick((unsigned)(stream.length - at));
            ssize_t n = write(box.to, stream.at + at, piece);
            if (n <= 0)
                break;
            at += (size_t)n;
        }
        if (pick(2) == 0) /* let it get somewhere; otherwise its input ends at once */
            nanosleep(&(struct timespec){0, 1000000 * pick(40)}, NULL);
        int code = sandbox_end(&box);
        CHECK(code >= 0 && code != 99, "round %d of seed %u: code %d", round, seed, code);
    }
}
