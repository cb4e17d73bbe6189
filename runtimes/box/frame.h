/* Frames: type(1) length(4, big endian) payload, the same in both directions. PROTOCOL.md names the types. */
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    FRAME_HEADER = 5,
    FRAME_LIMIT = 4 << 20,     /* longest payload accepted, bytes */
    OUTPUT_CHUNK = 64 << 10,   /* longest payload sent, bytes */
    OUTBOX_SLACK = 16 << 10,   /* room behind a full chunk for phases and the report */
};

/* A length of four bytes, big endian. */
uint32_t read_length(const unsigned char *at);
void write_length(unsigned char *at, uint32_t length);

struct frame {
    unsigned char type;
    const unsigned char *payload; /* inside the inbox: valid until the next inbox_fill */
    size_t length;
};

/* Bytes received and not yet understood. Grows to one frame of the longest kind and no further. */
struct inbox {
    unsigned char *bytes;
    size_t start, end, capacity;
};

enum frame_state { FRAME_PARTIAL, FRAME_READY, FRAME_TOO_LONG };

/* Looks at the first frame without taking it: a frame that cannot be served yet stays, and so do those behind it. */
enum frame_state inbox_peek(const struct inbox *in, struct frame *frame);
void inbox_take(struct inbox *in, const struct frame *frame);
/* Reads once. Returns read(2)'s result. */
ssize_t inbox_fill(struct inbox *in, int fd);

/* Bytes to be sent. A chunk of program output is read only into an empty outbox: that is the back-pressure. */
struct outbox {
    unsigned char bytes[FRAME_HEADER + OUTPUT_CHUNK + OUTBOX_SLACK];
    size_t start, end;
};

bool outbox_empty(const struct outbox *out);
/* Appends a frame, cutting the payload if it does not fit (never the case for what box itself sends). */
void outbox_add(struct outbox *out, char type, const void *payload, size_t length);
/* Where a chunk can be read to without copying; then outbox_seal puts the header in front. The outbox is empty. */
unsigned char *outbox_chunk(struct outbox *out);
void outbox_seal(struct outbox *out, char type, size_t length);
/* Writes what the descriptor takes now. False when nobody is left to read. */
bool outbox_flush(struct outbox *out, int fd);

#endif
