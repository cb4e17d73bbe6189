/* Programs that are run, on pipes and on a terminal, compiled or not. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define PIPES NULL
#define TERMINAL "T=0,24,80", NULL

static struct words words;

/* Runs what is in words to its end, with everything that can be asked about it left in box. */
static void run(struct sandbox *box, const char *input)
{
    sandbox_start(box, NULL);
    sandbox_run(box, &words);
    if (input != NULL) {
        sandbox_send(box, 'D', input, strlen(input));
        sandbox_send(box, 'E', NULL, 0);
    }
    CHECK(sandbox_await(box, 'x'), "report of %s, failure: %s", words.at, box->failure.at);
}

static void expect(const char *input, const char *out, const char *err, int code)
{
    struct sandbox box;
    char piece[32];
    run(&box, input);
    snprintf(piece, sizeof piece, "\"code\":%d,", code);
    CHECK(strcmp(box.out.at, out) == 0, "stdout <%s> not <%s>", box.out.at, out);
    CHECK(strcmp(box.err.at, err) == 0, "stderr <%s> not <%s>", box.err.at, err);
    CHECK(reported(&box, piece) && reported(&box, "\"why\":\"exit\""), "%s in %s", piece, box.report.at);
    CHECK(strcmp(box.phases.at, "r") == 0, "phases %s", box.phases.at);
    CHECK(sandbox_end(&box) == code, "box exits with the program's code %d", code);
}

static void on_pipes(void)
{
    script(&words, "echo hello; echo oops >&2; exit 7", PIPES);
    expect(NULL, "hello\n", "oops\n", 7);
    script(&words, "kill -SEGV $$", PIPES);
    expect(NULL, "", "", 139);
    script(&words, "cat; echo end", PIPES);
    expect("one\ntwo", "one\ntwoend\n", "", 0);
    script(&words, "test -t 0 || test -t 1 || echo no terminal; echo $NAME; pwd | grep -c box-test", "V=NAME=value", PIPES);
    expect(NULL, "no terminal\nvalue\n1\n", "", 0);
    script(&words, "ls -1 /proc/self/fd | tr '\\n' ' '", PIPES);
    expect(NULL, "0 1 2 3 ", "", 0); /* 3 is ls's own */
    script(&words, "exec >&- 2>&-; sleep 0.1; exit 5", PIPES);
    expect(NULL, "", "", 5);
    words.length = 0;
    word(&words, 'A', "/no/such/program", 16);
    expect(NULL, "", "cannot start /no/such/program: No such file or directory\n", 127);
}

static void on_terminal(void)
{
    script(&words, "test -t 0 && test -t 1 && test -t 2 && stty size; for i in 1 2 3; do echo o$i; echo e$i >&2; done", TERMINAL);
    expect(NULL, "24 80\r\no1\r\ne1\r\no2\r\ne2\r\no3\r\ne3\r\n", "", 0);
    script(&words, "cat", TERMINAL);
    expect("line\n", "line\r\nline\r\n", "", 0);
    script(&words, "cat", TERMINAL);
    expect("unfinished", "unfinishedunfinished", "", 0); /* the echo, then cat */
    script(&words, "ls -1 /proc/self/fd | tr '\\n' ' '", TERMINAL);
    expect(NULL, "0 1 2 3 ", "", 0);
}

static void keys_and_windows(void)
{
    struct sandbox box;
    sandbox_start(&box, NULL);
    script(&words, "trap 'stty size' WINCH; echo up; while :; do sleep 0.02; done", TERMINAL);
    sandbox_run(&box, &words);
    CHECK(sandbox_shows(&box, &box.out, "up\r\n"), "program is up");
    sandbox_send(&box, 'W', "\0\x32\0\x64", 4);
    CHECK(sandbox_shows(&box, &box.out, "50 100"), "new window size: %s", box.out.at);
    sandbox_send(&box, 'D', "\x03", 1);
    CHECK(sandbox_await(&box, 'x') && reported(&box, "\"signal\":2"), "interrupted by a key: %s", box.report.at);
    sandbox_end(&box);

    sandbox_start(&box, NULL);
    script(&words, "trap 'echo got; exit 4' TERM; echo up; while :; do sleep 0.02; done", PIPES);
    sandbox_run(&box, &words);
    CHECK(sandbox_shows(&box, &box.out, "up\n"), "program is up");
    sandbox_send(&box, 'S', "\x0f", 1);
    CHECK(sandbox_await(&box, 'x') && reported(&box, "\"code\":4") && strstr(box.out.at, "got"), "%s", box.report.at);
    sandbox_end(&box);
}

static void input_before_the_request(void)
{
    struct sandbox box;
    sandbox_start(&box, NULL);
    sandbox_send(&box, 'D', "early ", 6);
    sandbox_send(&box, 'D', "bird", 4);
    sandbox_send(&box, 'E', NULL, 0);
    sandbox_send(&box, 'D', "late", 4);
    script(&words, "cat", PIPES);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'x') && strcmp(box.out.at, "early bird") == 0, "got <%s>", box.out.at);
    sandbox_end(&box);
}

static void compiling(void)
{
    struct sandbox box;
    const char *compile = "read x && echo stolen; echo warning >&2; sleep 0.1; cp source program";
    script(&words, ". ./program; cat", "P=sh", "P=-c", NULL);
    word(&words, 'P', compile, strlen(compile));
    word(&words, 'F', "source\0echo compiled", 20);
    word(&words, 'F', "deep/er/file\0x", 14);
    run(&box, "kept\n");
    CHECK(strcmp(box.compiled.at, "warning\n") == 0, "compiler output <%s>", box.compiled.at);
    CHECK(strcmp(box.out.at, "compiled\nkept\n") == 0, "stdout <%s>", box.out.at);
    CHECK(strcmp(box.phases.at, "cr") == 0 && reported(&box, "\"code\":0"), "%s %s", box.phases.at, box.report.at);
    sandbox_end(&box);

    script(&words, "echo never", "P=sh", "P=-c", "P=echo broken; exit 3", NULL);
    run(&box, NULL);
    CHECK(strcmp(box.compiled.at, "broken\n") == 0 && strcmp(box.out.at, "") == 0, "output %s", box.out.at);
    CHECK(strcmp(box.phases.at, "c") == 0, "phases %s", box.phases.at);
    CHECK(reported(&box, "\"why\":\"compile\",\"code\":3"), "%s", box.report.at);
    sandbox_end(&box);

    script(&words, "echo never", "P=sleep", "P=60", "C=100", NULL);
    run(&box, NULL);
    CHECK(reported(&box, "\"why\":\"compile-timeout\""), "%s", box.report.at);
    sandbox_end(&box);

    script(&words, "echo ran", "P=sh", "P=-c", "P=head -c 400000 /dev/zero", NULL);
    run(&box, NULL);
    CHECK(box.compiled.length == 256 << 10 && strcmp(box.out.at, "ran\n") == 0, "cut at %zu", box.compiled.length);
    CHECK(reported(&box, "\"code\":0") && reported(&box, "\"truncated\":true"), "%s", box.report.at);
    sandbox_end(&box);
}

static void much_output(const char *terminal, size_t expected)
{
    struct sandbox box;
    script(&words, "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last", terminal, NULL);
    run(&box, NULL);
    CHECK(box.out.length == expected, "%zu bytes of %zu", box.out.length, expected);
    CHECK(strstr(box.out.at, "last") != NULL, "the tail is there");
    sandbox_end(&box);
}

/* Both directions at once, more than all buffers hold: nothing may be lost, reordered or stuck. */
static void much_input(void)
{
    enum { PIECES = 400, PIECE = 8000 };
    struct sandbox box;
    char piece[PIECE];
    sandbox_start(&box, NULL);
    script(&words, "cat", PIPES);
    sandbox_run(&box, &words);
    if (fork() == 0) {
        for (int i = 0; i < PIECES; i++) {
            memset(piece, 'a' + i % 26, PIECE);
            sandbox_send(&box, 'D', piece, PIECE);
        }
        sandbox_send(&box, 'E', NULL, 0);
        _exit(0);
    }
    CHECK(sandbox_await(&box, 'x'), "echoed to the end");
    bool same = box.out.length == (size_t)PIECES * PIECE;
    for (size_t i = 0; same && i < box.out.length; i++)
        same = box.out.at[i] == 'a' + (int)(i / PIECE) % 26;
    CHECK(same, "%zu bytes came back unchanged", box.out.length);
    sandbox_end(&box);
}

static void leftovers(void)
{
    struct sandbox box;
    int pid = 0;
    script(&words, "trap '' HUP TERM; setsid sh -c 'echo $$; trap \"\" HUP TERM; while :; do sleep 0.01; done' & sleep 0.2; exit 3", PIPES);
    run(&box, NULL);
    CHECK(sscanf(box.out.at, "%d", &pid) == 1, "pid of the daemon: %s", box.out.at);
    CHECK(reported(&box, "\"code\":3"), "%s", box.report.at);
    CHECK(kill(pid, 0) < 0 && errno == ESRCH, "daemon %d is dead with the report", pid);
    sandbox_end(&box);
}

static void files_stay_inside(void)
{
    struct sandbox box;
    char path[128];
    sandbox_start(&box, NULL);
    snprintf(path, sizeof path, "%s/out", box.folder);
    CHECK(symlink("/tmp", path) == 0, "link");
    script(&words, "true", NULL);
    word(&words, 'F', "out/box-test-escaped\0x", 22);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, '!') && strstr(box.failure.at, "cannot write out/box-test-escaped"), "%s", box.failure.at);
    CHECK(access("/tmp/box-test-escaped", F_OK) != 0, "nothing written behind a link");
    sandbox_end(&box);
}

void test_runs(void)
{
    signal(SIGPIPE, SIG_IGN);
    on_pipes();
    on_terminal();
    keys_and_windows();
    input_before_the_request();
    compiling();
    much_output(NULL, 3000006);
    much_output("T=0,24,80", 3000008);
    much_input();
    leftovers();
    files_stay_inside();
}
