/* The exit report: how the run ended and what it used. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct report {
    const char *why;
    int status;             /* as wait(2) gives it */
    uint64_t start_ms, compile_ms, run_ms, cpu_ms;
    long max_rss_kb;
    bool oom, truncated, disk_full;
};

/* 0..255; a signal counts as 128 + its number, as shells do. */
int exit_code(int status);
/* Writes the report as JSON. Returns its length. */
size_t report_json(const struct report *report, char *text, size_t size);

/* How many processes of this control group the kernel has killed for want of memory. 0 where that cannot be read. */
uint64_t memory_kills(void);

/* Processor time of the whole sandbox since it was made, microseconds. False where only box's own children are known. */
bool sandbox_cpu(uint64_t *us);

/* Whether one of the folders that a program may write to has no room left, in bytes or in number of files. */
bool disk_full(void);

#endif
