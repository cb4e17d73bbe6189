/* What the tests of box share: counting checks, and driving box as a local process. */
#ifndef TEST_H
#define TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "frame.h"

/* Counts a check; prints place and text of one that fails. */
#define CHECK(good, ...) check((good), __FILE__, __LINE__, __VA_ARGS__)
__attribute__((format(printf, 4, 5))) void check(bool good, const char *file, int line, const char *format, ...);

enum { SHOWN_LIMIT = 8 << 20, REQUEST_LIMIT = 1 << 20, PATIENCE_S = 30 };

struct text {
    char *at; /* NUL behind it */
    size_t length;
};

/* A run request being put together. */
struct words {
    unsigned char at[REQUEST_LIMIT];
    size_t length;
};
void word(struct words *words, char type, const char *value, size_t length);
/* `sh -c script`, with the records of the form "M=1000" that follow, up to NULL. */
void script(struct words *words, const char *text, ...);

struct sandbox {
    pid_t pid;
    int to, from;
    char folder[64];
    struct inbox inbox;
    struct text out, err, compiled, phases, waiting, report, failure;
};

/* Starts box in a fresh folder, with a warm child or NULL. */
void sandbox_start(struct sandbox *box, char *const warm[]);
void sandbox_send(struct sandbox *box, char type, const void *payload, size_t length);
void sandbox_run(struct sandbox *box, const struct words *words);
/* Reads frames until the one given has come (0: until box ends). False when time is up or box ends before. */
bool sandbox_await(struct sandbox *box, char type);
/* Reads until shown has the text in it. */
bool sandbox_shows(struct sandbox *box, const struct text *shown, const char *text);
/* Closes our ends, waits for box, removes its folder. Returns box's exit code, -1 if it had to be killed. */
int sandbox_end(struct sandbox *box);
bool reported(const struct sandbox *box, const char *piece);

void test_vectors(void);
void test_runs(void);
void test_limits(void);
void test_warm(void);
void test_fuzz(unsigned seed);
/* What this program is when box starts it as a warm child. */
int be_warm(const char *manner);

#endif
