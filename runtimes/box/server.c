#include <signal.h>

#include "box.h"

static void on_signal(struct box *box, int signal)
{
    if (signal < 1 || signal > SIGRTMAX)
        fail(box, "no such signal: %d", signal);
    if (box->compiler > 0)
        kill(-box->compiler, signal);
    else
        program_signal(&box->program, signal);
}

/* Acts on one frame. False when it has to wait. */
static bool serve(struct box *box, const struct frame *frame)
{
    struct input *input = &box->program.input;
    const unsigned char *at = frame->payload;
    if (box->state == WARMING)
        return false;
    switch (frame->type) {
    case 'R':
        if (box->state != READY)
            fail(box, "a second run request");
        begin(box, frame);
        return true;
    case 'D':
        if (!input_has_room(input, frame->length))
            return false;
        if (!input->end_wanted && !input_add(input, at, frame->length))
            fail(box, "out of memory for input");
        return true;
    case 'E':
        input->end_wanted = true;
        return true;
    case 'W':
        if (frame->length != 4)
            fail(box, "bad window size");
        program_size(&box->program, (unsigned short)(at[0] << 8 | at[1]), (unsigned short)(at[2] << 8 | at[3]));
        return true;
    case 'S':
        if (frame->length != 1)
            fail(box, "bad signal");
        if (box->state == COMPILING || box->state == RUNNING)
            on_signal(box, at[0]);
        return true;
    default:
        fail(box, "unknown frame type 0x%02x", frame->type);
    }
}

void serve_all(struct box *box)
{
    struct frame frame;
    box->stuck = false;
    for (;;) {
        enum frame_state state = inbox_peek(&box->inbox, &frame);
        if (state == FRAME_TOO_LONG)
            fail(box, "frame too long");
        if (state == FRAME_PARTIAL)
            return;
        if (!serve(box, &frame)) {
            box->stuck = true;
            return;
        }
        inbox_take(&box->inbox, &frame);
    }
}
