#include "request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"

/* Texts must end up as C strings: the value is moved over its own length field, which frees the byte for a NUL. */
static char *as_string(unsigned char *value, size_t length)
{
    char *text = (char *)value - 1;
    memmove(text, value, length);
    text[length] = 0;
    return text;
}

static const char *add(char **list, unsigned char *value, size_t length)
{
    size_t count = 0;
    while (list[count] != NULL)
        count++;
    if (count == ARGUMENT_LIMIT)
        return "too many arguments";
    if (memchr(value, 0, length) != NULL)
        return "NUL in an argument";
    list[count] = as_string(value, length);
    return NULL;
}

static const char *number(uint64_t *out, const unsigned char *value, size_t length)
{
    if (length == 0 || length > 15)
        return "number expected";
    uint64_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (value[i] < '0' || value[i] > '9')
            return "number expected";
        n = n * 10 + (uint64_t)(value[i] - '0');
    }
    *out = n;
    return NULL;
}

static const char *add_file(struct request *request, unsigned char *value, size_t length)
{
    unsigned char *end = memchr(value, 0, length);
    if (end == NULL)
        return "file without a path";
    if (request->file_count == FILE_LIMIT)
        return "too many files";
    if (request->files == NULL)
        request->files = calloc(FILE_LIMIT, sizeof *request->files);
    if (request->files == NULL)
        return "out of memory";
    size_t path = (size_t)(end - value) + 1;
    request->files[request->file_count++] = (struct file){(char *)value, {value + path, length - path}};
    return NULL;
}

/* "split,rows,cols": split 1 asks for pipes after all, so that stderr stays apart. */
static const char *terminal(struct request *request, const unsigned char *value, size_t length)
{
    char text[32] = {0};
    unsigned split, rows, columns;
    char rest;
    if (length >= sizeof text)
        return "bad terminal";
    memcpy(text, value, length);
    if (sscanf(text, "%1u,%5u,%5u%c", &split, &rows, &columns, &rest) != 3)
        return "bad terminal";
    if (split > 1 || rows > 65535 || columns > 65535)
        return "bad terminal";
    request->terminal = split == 0;
    request->rows = (unsigned short)rows;
    request->columns = (unsigned short)columns;
    return NULL;
}

static const char *record(struct request *request, unsigned char type, unsigned char *value, size_t length)
{
    switch (type) {
    case 'F': return add_file(request, value, length);
    case 'P': return add(request->compile, value, length);
    case 'A': return add(request->run, value, length);
    case 'V': return memchr(value, '=', length) ? add(request->env, value, length) : "variable without '='";
    case 'T': return terminal(request, value, length);
    case 'M': return number(&request->wall_ms, value, length);
    case 'C': return number(&request->compile_ms, value, length);
    case 'I': return number(&request->idle_ms, value, length);
    case 'U': return number(&request->cpu_ms, value, length);
    case 'O': return number(&request->output_bytes, value, length);
    default: return "unknown record";
    }
}

static bool told_to_warm_children(unsigned char type)
{
    return type == 'T' || type == 'A' || type == 'V';
}

const char *request_parse(struct request *request, const unsigned char *payload, size_t length)
{
    *request = (struct request){0};
    request->payload = malloc(length + 1);
    request->handover.at = malloc(length + 1);
    if (request->payload == NULL || request->handover.at == NULL)
        return "out of memory";
    memcpy(request->payload, payload, length);
    for (size_t at = 0; at < length;) {
        if (length - at < FRAME_HEADER)
            return "record cut short";
        size_t size = read_length(payload + at + 1);
        if (size > length - at - FRAME_HEADER)
            return "record cut short";
        unsigned char type = payload[at];
        if (told_to_warm_children(type)) {
            memcpy(request->handover.at + request->handover.length, payload + at, FRAME_HEADER + size);
            request->handover.length += FRAME_HEADER + size;
        }
        const char *wrong = record(request, type, request->payload + at + FRAME_HEADER, size);
        if (wrong != NULL)
            return wrong;
        at += FRAME_HEADER + size;
    }
    return request->run[0] == NULL ? "nothing to run" : NULL;
}
