/* Programs that do not end by themselves, servers that do not listen, servers that die. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static struct words words;

static long value(const struct sandbox *box, const char *key)
{
    const char *at = strstr(box->report.at, key);
    return at == NULL ? -1 : strtol(at + strlen(key), NULL, 10);
}

static void ends_by(const char *why)
{
    struct sandbox box;
    char piece[64];
    sandbox_start(&box, NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'x'), "report");
    snprintf(piece, sizeof piece, "\"why\":\"%s\",\"code\":137,\"signal\":9", why);
    CHECK(reported(&box, piece), "%s in %s", piece, box.report.at);
    CHECK(value(&box, "\"wallMs\":") < 5000, "in time: %s", box.report.at);
    sandbox_end(&box);
}

static void clocks(void)
{
    script(&words, "trap '' TERM INT HUP; while :; do :; done", "M=200", NULL);
    ends_by("timeout");
    script(&words, "kill -STOP $$", "M=200", NULL);
    ends_by("timeout");
    script(&words, "sleep 60 & sleep 60 | sleep 60", "M=200", "T=0,24,80", NULL);
    ends_by("timeout");
    script(&words, "echo waiting; cat", "I=200", "M=60000", NULL);
    ends_by("idle");
    script(&words, "yes", "M=60000", "O=100000", NULL);
    ends_by("output");
    script(&words, "while :; do :; done", "U=200", "M=60000", NULL);
    ends_by("cpu");
    script(&words, "while :; do :; done", "I=100", "U=400", "M=60000", NULL);
    ends_by("cpu"); /* who computes in silence is not idle */
}

/* What is told of waiting. Where the kernel does not show system calls nothing is, and nothing can be tested. */
static void waiting_is_told(const char *terminal)
{
    struct sandbox box;
    if (access("/proc/self/syscall", R_OK) != 0)
        return;
    sandbox_start(&box, NULL);
    script(&words, "read a; echo got $a; sleep 0.8; echo slept; read b", terminal, NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'w') && strcmp(box.waiting.at, "1") == 0, "waits at first: %s", box.waiting.at);
    sandbox_send(&box, 'D', "this\n", 5);
    CHECK(sandbox_shows(&box, &box.out, "got this"), "was given it: %s", box.out.at);
    CHECK(sandbox_shows(&box, &box.out, "slept") && strcmp(box.waiting.at, "10") == 0, "asleep: %s", box.waiting.at);
    CHECK(sandbox_await(&box, 'w') && strcmp(box.waiting.at, "101") == 0, "waits again: %s", box.waiting.at);
    sandbox_send(&box, 'E', NULL, 0);
    CHECK(sandbox_await(&box, 'x'), "report");
    sandbox_end(&box);
}

static void output_limit_is_exact(void)
{
    struct sandbox box;
    for (int more = 0; more <= 1; more++) {
        sandbox_start(&box, NULL);
        script(&words, more ? "printf 123456; sleep 60" : "printf 12345", "O=5", NULL);
        sandbox_run(&box, &words);
        CHECK(sandbox_await(&box, 'x') && strcmp(box.out.at, "12345") == 0, "shown <%s>", box.out.at);
        CHECK(reported(&box, more ? "\"why\":\"output\"" : "\"why\":\"exit\""), "%s", box.report.at);
        CHECK(reported(&box, more ? "\"truncated\":true" : "\"truncated\":false"), "%s", box.report.at);
        sandbox_end(&box);
    }
}

/* The clock goes on although nobody takes the output. */
static void slow_server(void)
{
    struct sandbox box;
    sandbox_start(&box, NULL);
    script(&words, "yes", "M=300", NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'r'), "ready");
    nanosleep(&(struct timespec){1, 0}, NULL);
    CHECK(sandbox_await(&box, 'x') && reported(&box, "\"why\":\"timeout\""), "%s", box.report.at);
    CHECK(value(&box, "\"runMs\":") < 900, "ended at its limit, not at ours: %s", box.report.at);
    sandbox_end(&box);
}

/* Input nobody reads: box takes its bound and then no more. */
static void input_is_bounded(void)
{
    enum { MOST = 3 << 20, PIECE = 64 << 10 };
    static unsigned char frame[FRAME_HEADER + PIECE] = {'D'};
    struct sandbox box;
    size_t taken = 0;
    sandbox_start(&box, NULL);
    script(&words, "sleep 60", "M=60000", NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'b'), "running");
    write_length(frame + 1, PIECE);
    fcntl(box.to, F_SETFL, O_NONBLOCK);
    struct pollfd writable = {box.to, POLLOUT, 0};
    for (ssize_t n, at = 0; taken < MOST && poll(&writable, 1, 300) > 0; taken += (size_t)n) {
        n = write(box.to, frame + at, sizeof frame - (size_t)at);
        if (n <= 0)
            break;
        at = (at + n) % (ssize_t)sizeof frame;
    }
    CHECK(taken > 1 << 20 && taken < MOST, "box took %zu bytes and stopped", taken);
    CHECK(sandbox_end(&box) == 0, "and ends with its server even now");
}

static void server_dies(void)
{
    struct sandbox box;
    int pid = 0;
    sandbox_start(&box, NULL);
    CHECK(sandbox_await(&box, 'r'), "ready");
    CHECK(sandbox_end(&box) == 0, "ends while idle");

    sandbox_start(&box, NULL);
    script(&words, "trap '' HUP TERM PIPE; echo $$; while :; do sleep 0.02; done", NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_shows(&box, &box.out, "\n") && sscanf(box.out.at, "%d", &pid) == 1, "pid: %s", box.out.at);
    CHECK(sandbox_end(&box) == 0, "ends while running");
    CHECK(kill(pid, 0) < 0 && errno == ESRCH, "and takes the program %d along", pid);
}

static void second_request(void)
{
    struct sandbox box;
    sandbox_start(&box, NULL);
    script(&words, "sleep 60", NULL);
    sandbox_run(&box, &words);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, '!') && strstr(box.failure.at, "second"), "refused: %s", box.failure.at);
    sandbox_end(&box);
}

void test_limits(void)
{
    clocks();
    waiting_is_told("T=0,24,80");
    waiting_is_told("T=1,0,0");
    output_limit_is_exact();
    slow_server();
    input_is_bounded();
    server_dies();
    second_request();
}
