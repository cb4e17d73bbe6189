#include "frame.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

uint32_t read_length(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

void write_length(unsigned char *at, uint32_t length)
{
    at[0] = (unsigned char)(length >> 24);
    at[1] = (unsigned char)(length >> 16);
    at[2] = (unsigned char)(length >> 8);
    at[3] = (unsigned char)length;
}

enum frame_state inbox_peek(const struct inbox *in, struct frame *frame)
{
    size_t have = in->end - in->start;
    if (have < FRAME_HEADER)
        return FRAME_PARTIAL;
    const unsigned char *head = in->bytes + in->start;
    size_t length = read_length(head + 1);
    if (length > FRAME_LIMIT)
        return FRAME_TOO_LONG;
    if (have < FRAME_HEADER + length)
        return FRAME_PARTIAL;
    *frame = (struct frame){head[0], head + FRAME_HEADER, length};
    return FRAME_READY;
}

void inbox_take(struct inbox *in, const struct frame *frame)
{
    in->start += FRAME_HEADER + frame->length;
    if (in->start == in->end)
        in->start = in->end = 0;
}

/* The capacity wanted: the whole of the frame whose header is here, or one chunk. */
static size_t wanted(const struct inbox *in)
{
    size_t have = in->end - in->start;
    size_t frame = have < FRAME_HEADER ? 0 : FRAME_HEADER + (size_t)read_length(in->bytes + in->start + 1);
    size_t least = have + OUTPUT_CHUNK;
    return frame > least ? frame : least;
}

ssize_t inbox_fill(struct inbox *in, int fd)
{
    if (in->start > 0) {
        memmove(in->bytes, in->bytes + in->start, in->end - in->start);
        in->end -= in->start;
        in->start = 0;
    }
    size_t capacity = wanted(in);
    if (capacity > in->capacity) {
        unsigned char *bytes = realloc(in->bytes, capacity);
        if (bytes == NULL) {
            errno = ENOMEM;
            return -1;
        }
        in->bytes = bytes;
        in->capacity = capacity;
    }
    ssize_t n = read(fd, in->bytes + in->end, in->capacity - in->end);
    if (n > 0)
        in->end += (size_t)n;
    return n;
}

bool outbox_empty(const struct outbox *out)
{
    return out->start == out->end;
}

void outbox_add(struct outbox *out, char type, const void *payload, size_t length)
{
    if (outbox_empty(out))
        out->start = out->end = 0;
    size_t room = sizeof out->bytes - out->end;
    if (room < FRAME_HEADER)
        return;
    if (length > room - FRAME_HEADER)
        length = room - FRAME_HEADER;
    unsigned char *head = out->bytes + out->end;
    head[0] = (unsigned char)type;
    write_length(head + 1, (uint32_t)length);
    if (length > 0)
        memcpy(head + FRAME_HEADER, payload, length);
    out->end += FRAME_HEADER + length;
}

unsigned char *outbox_chunk(struct outbox *out)
{
    out->start = out->end = 0;
    return out->bytes + FRAME_HEADER;
}

void outbox_seal(struct outbox *out, char type, size_t length)
{
    out->bytes[0] = (unsigned char)type;
    write_length(out->bytes + 1, (uint32_t)length);
    out->end = FRAME_HEADER + length;
}

bool outbox_flush(struct outbox *out, int fd)
{
    while (!outbox_empty(out)) {
        ssize_t n = write(fd, out->bytes + out->start, out->end - out->start);
        if (n > 0)
            out->start += (size_t)n;
        else if (n < 0 && errno == EAGAIN)
            return true;
        else if (n < 0 && errno != EINTR)
            return false;
    }
    return true;
}
