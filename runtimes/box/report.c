#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

int exit_code(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

size_t report_json(const struct report *report, char *text, size_t size)
{
    int length = snprintf(text, size,
        "{\"why\":\"%s\",\"code\":%d,\"signal\":%d,\"wallMs\":%" PRIu64 ",\"cpuMs\":%" PRIu64 ",\"maxRssKb\":%ld,"
        "\"oom\":%s,\"truncated\":%s,\"startMs\":%" PRIu64 ",\"compileMs\":%" PRIu64 ",\"runMs\":%" PRIu64 "}",
        report->why, exit_code(report->status), WIFSIGNALED(report->status) ? WTERMSIG(report->status) : 0,
        report->start_ms + report->compile_ms + report->run_ms, report->cpu_ms, report->max_rss_kb,
        report->oom ? "true" : "false", report->truncated ? "true" : "false",
        report->start_ms, report->compile_ms, report->run_ms);
    return length < 0 ? 0 : (size_t)length;
}

/* The value behind "oom_kill " in one of the two files control groups of version 1 and 2 have for it. */
static bool counter(const char *path, uint64_t *value)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool found = false;
    char name[32];
    uint64_t number;
    while (!found && fscanf(file, "%31s %" SCNu64, name, &number) == 2)
        found = strcmp(name, "oom_kill") == 0;
    fclose(file);
    if (found)
        *value = number;
    return found;
}

uint64_t memory_kills(void)
{
    uint64_t value = 0;
    if (!counter("/sys/fs/cgroup/memory.events", &value))
        counter("/sys/fs/cgroup/memory/memory.oom_control", &value);
    return value;
}
