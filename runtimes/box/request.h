/* The run request: what to write, what to compile, what to run and within which limits. */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ARGUMENT_LIMIT = 256, FILE_LIMIT = 1024 };

struct bytes {
    unsigned char *at;
    size_t length;
};

struct file {
    char *path;
    struct bytes content;
};

struct request {
    unsigned char *payload;      /* own copy, everything below points into it or into arrays of ours */
    struct file *files;
    size_t file_count;
    char *compile[ARGUMENT_LIMIT + 1];
    char *run[ARGUMENT_LIMIT + 1];
    char *env[ARGUMENT_LIMIT + 1];
    struct bytes handover;       /* the T, A and V records as they came: what a warm child is told */
    bool terminal;
    unsigned short rows, columns;
    uint64_t wall_ms, compile_ms, idle_ms, cpu_ms, output_bytes; /* 0 = no limit */
};

/* Parses the payload of an R frame. Returns NULL, or what is wrong with it. */
const char *request_parse(struct request *request, const unsigned char *payload, size_t length);

#endif
