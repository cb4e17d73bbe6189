#include <time.h>

#include "box.h"

uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
}

static int until(uint64_t began, uint64_t limit, uint64_t now, int soonest)
{
    if (limit == 0)
        return soonest;
    uint64_t left = began + limit > now ? began + limit - now : 0;
    int wait = left > 60000 ? 60000 : (int)left;
    return soonest < 0 || wait < soonest ? wait : soonest;
}

int patience(const struct box *box)
{
    uint64_t now = now_ms();
    if (box->state == COMPILING)
        return until(box->phase_began, box->request.compile_ms, now, -1);
    if (box->state != RUNNING)
        return -1;
    return until(box->active, box->request.idle_ms, now, until(box->phase_began, box->request.wall_ms, now, -1));
}

static bool over(uint64_t began, uint64_t limit)
{
    return limit > 0 && now_ms() >= began + limit;
}

void watch_limits(struct box *box)
{
    if (box->state == COMPILING && over(box->phase_began, box->request.compile_ms))
        stop(box, "compile-timeout");
    if (box->state == RUNNING && over(box->phase_began, box->request.wall_ms))
        stop(box, "timeout");
    if (box->state == RUNNING && over(box->active, box->request.idle_ms))
        stop(box, "idle");
}
