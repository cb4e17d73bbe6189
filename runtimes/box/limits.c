#include <time.h>
#include <unistd.h>

#include "box.h"

/* A silence in which the program uses more than this share of a processor is work, not idleness. */
enum { BUSY_SHARE = 20, SOONEST_LOOK_MS = 5, OWNER_LOOK_MS = 2 };

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

static uint64_t sooner(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

int patience(const struct box *box)
{
    uint64_t now = now_ms();
    if (box->state == COMPILING)
        return until(box->phase_began, box->request.compile_ms, now, -1);
    if (box->state != RUNNING)
        return -1;
    int wait = until(box->phase_began, box->request.wall_ms, now, -1);
    wait = until(box->active, box->request.idle_ms, now, wait);
    if (now < box->active + box->request.idle_ms / 2)
        wait = until(box->active, box->request.idle_ms / 2, now, wait);
    uint64_t look = box->watch.input_look;
    if (box->request.cpu_ms > 0)
        look = sooner(look, box->watch.cpu_look);
    wait = until(look, 1, now, wait);
    return program_awaits_owner(&box->program) && (wait < 0 || wait > OWNER_LOOK_MS) ? OWNER_LOOK_MS : wait;
}

static bool over(uint64_t began, uint64_t limit)
{
    return limit > 0 && now_ms() >= began + limit;
}

void cpu_begins(struct box *box)
{
    box->watch.whole_sandbox = sandbox_cpu(&box->watch.cpu_began_us);
    box->watch.cpu_look = now_ms();
    box->watch.input_look = box->watch.cpu_look;
}

static uint64_t cpu_used_us(const struct box *box)
{
    uint64_t used, before = box->watch.cpu_began_us;
    if (!box->watch.whole_sandbox || !sandbox_cpu(&used)) {
        used = cpu_of(box->program.pid) + box->usage.cpu_us;
        before = box->cpu_before_us;
    }
    return used > before ? used - before : 0;
}

/* However many processors there are, the rest of the time lasts at least its share of them: no need to look before. */
static void watch_cpu(struct box *box)
{
    uint64_t now = now_ms(), limit = box->request.cpu_ms, used = cpu_used_us(box) / 1000u;
    if (used >= limit) {
        stop(box, "cpu");
        return;
    }
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t least = (limit - used) / (uint64_t)(processors < 1 ? 1 : processors);
    box->watch.cpu_look = now + (least < SOONEST_LOOK_MS ? SOONEST_LOOK_MS : least);
}

/* Silence alone is no idleness: a program that computes is at work. Half way through it we note what it has used. */
static void watch_silence(struct box *box)
{
    struct watch *watch = &box->watch;
    uint64_t now = now_ms(), idle = box->request.idle_ms;
    if (now < box->active + idle / 2)
        return;
    if (watch->quiet_look < box->active + idle / 2) {
        watch->quiet_look = now;
        watch->quiet_cpu_us = cpu_used_us(box);
    }
    if (now < box->active + idle)
        return;
    uint64_t used_us = cpu_used_us(box) - watch->quiet_cpu_us;
    if (now > watch->quiet_look && used_us > (now - watch->quiet_look) * 1000u / BUSY_SHARE)
        box->active = now;
    else
        stop(box, "idle");
}

void watch_limits(struct box *box)
{
    if (box->state == COMPILING && over(box->phase_began, box->request.compile_ms))
        stop(box, "compile-timeout");
    if (box->state != RUNNING)
        return;
    if (over(box->phase_began, box->request.wall_ms))
        stop(box, "timeout");
    if (box->request.cpu_ms > 0 && over(box->watch.cpu_look, 1))
        watch_cpu(box);
    if (box->request.idle_ms > 0)
        watch_silence(box);
}
