/* Warm children. This program plays them, each in its manner. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "test.h"

static struct words words;

static void say(const char *text)
{
    if (write(1, text, strlen(text)) < 0)
        exit(9);
}

/* Reads the request. Returns whether it asks for a terminal; prints the words after the first. */
static bool read_request(char *file, size_t size)
{
    unsigned char head[FRAME_HEADER];
    char value[512];
    size_t left = read(CONTROL_FD, head, 4) == 4 ? read_length(head) : 0;
    bool terminal = false;
    file[0] = 0;
    while (left > 0) {
        size_t length = read(CONTROL_FD, head, FRAME_HEADER) == FRAME_HEADER ? read_length(head + 1) : 0;
        if (length >= sizeof value || (length > 0 && read(CONTROL_FD, value, length) != (ssize_t)length))
            exit(8);
        value[length] = 0;
        left -= FRAME_HEADER + length;
        if (head[0] == 'T')
            terminal = value[0] == '0';
        if (head[0] == 'A')
            snprintf(file, size, "%s", value);
    }
    return terminal;
}

static void take_terminal(bool terminal)
{
    if (terminal) {
        ioctl(TERMINAL_FD, TIOCSCTTY, 0);
        for (int fd = 0; fd <= 2; fd++)
            dup2(TERMINAL_FD, fd);
    }
    close(TERMINAL_FD);
}

int be_warm(const char *manner)
{
    char file[512], go;
    if (strcmp(manner, "dies") == 0) {
        fprintf(stderr, "no luck today");
        return 1;
    }
    bool compiles = strcmp(manner, "plain") != 0;
    if (write(CONTROL_FD, compiles ? "C" : "K", 1) != 1)
        return 1;
    bool terminal = read_request(file, sizeof file);
    if (compiles)
        say("a warning\n");
    if (strcmp(manner, "compile-fails") == 0)
        return 1;
    if (compiles && (write(CONTROL_FD, "D", 1) != 1 || read(CONTROL_FD, &go, 1) != 1))
        return 1;
    if (strcmp(manner, "slow") == 0)
        nanosleep(&(struct timespec){0, 300000000}, NULL);
    take_terminal(terminal);
    close(CONTROL_FD);
    char line[64] = "";
    say(file);
    say(isatty(1) ? " on a terminal " : " on pipes ");
    say(fgets(line, sizeof line, stdin) ? line : "nothing");
    return 6;
}

static void start(struct sandbox *box, const char *manner)
{
    char self[512] = "";
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
        return;
    char *warm[] = {self, "warm", (char *)manner, NULL};
    sandbox_start(box, warm);
}

static void runs(const char *manner, const char *terminal, const char *out, const char *compiled, const char *phases)
{
    struct sandbox box;
    start(&box, manner);
    script(&words, "file.x", terminal, NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_shows(&box, &box.out, terminal ? "on a terminal " : "on pipes "), "%s: started", manner);
    sandbox_send(&box, 'D', "input\n", 6);
    CHECK(sandbox_await(&box, 'x'), "%s: report, failure %s", manner, box.failure.at);
    CHECK(strcmp(box.out.at, out) == 0, "%s: stdout <%s>", manner, box.out.at);
    CHECK(strcmp(box.compiled.at, compiled) == 0, "%s: compiler output <%s>", manner, box.compiled.at);
    CHECK(strcmp(box.phases.at, phases) == 0, "%s: phases %s", manner, box.phases.at);
    CHECK(reported(&box, "\"why\":\"exit\",\"code\":6"), "%s: %s", manner, box.report.at);
    CHECK(sandbox_end(&box) == 6, "%s: code", manner);
}

static void fails(void)
{
    struct sandbox box;
    start(&box, "compile-fails");
    script(&words, "file.x", NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'x') && reported(&box, "\"why\":\"compile\",\"code\":1"), "%s", box.report.at);
    CHECK(strcmp(box.compiled.at, "a warning\n") == 0 && strcmp(box.phases.at, "c") == 0, "%s", box.compiled.at);
    sandbox_end(&box);

    start(&box, "dies");
    CHECK(sandbox_await(&box, '!') && strstr(box.failure.at, "no luck today"), "%s", box.failure.at);
    CHECK(sandbox_end(&box) == 70, "code of a failure");

    char *nothing[] = {"/no/such/interpreter", NULL};
    sandbox_start(&box, nothing);
    CHECK(sandbox_await(&box, '!') && strstr(box.failure.at, "/no/such/interpreter"), "%s", box.failure.at);
    sandbox_end(&box);
}

/* A compiler of box's in front of a warm child. */
static void compiled_for(void)
{
    struct sandbox box;
    start(&box, "plain");
    script(&words, "file.x", "P=sh", "P=-c", "P=echo made", NULL);
    sandbox_run(&box, &words);
    sandbox_send(&box, 'E', NULL, 0);
    CHECK(sandbox_await(&box, 'x') && strcmp(box.compiled.at, "made\n") == 0, "compiler output %s", box.compiled.at);
    CHECK(strcmp(box.out.at, "file.x on pipes nothing") == 0, "stdout %s", box.out.at);
    sandbox_end(&box);

    start(&box, "plain");
    script(&words, "file.x", "P=sh", "P=-c", "P=exit 2", NULL);
    sandbox_run(&box, &words);
    CHECK(sandbox_await(&box, 'x') && reported(&box, "\"why\":\"compile\",\"code\":2"), "%s", box.report.at);
    sandbox_end(&box);
}

/* Typed before the program has its terminal, ^C used to be echoed and nothing else. */
static void interrupted_early(void)
{
    struct sandbox box;
    start(&box, "slow");
    script(&words, "file.x", "T=0,24,80", NULL);
    sandbox_run(&box, &words);
    sandbox_send(&box, 'D', "\003", 1);
    CHECK(sandbox_await(&box, 'x') && reported(&box, "\"code\":130,\"signal\":2"), "%s", box.report.at);
    sandbox_end(&box);
}

void test_warm(void)
{
    interrupted_early();
    runs("plain", NULL, "file.x on pipes input\n", "", "r");
    runs("plain", "T=0,24,80", "file.x on a terminal input\r\ninput\r\n", "", "r");
    runs("compiles", NULL, "file.x on pipes input\n", "a warning\n", "cr");
    runs("compiles", "T=0,24,80", "file.x on a terminal input\r\ninput\r\n", "a warning\n", "cr");
    fails();
    compiled_for();
}
