#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

int exit_code(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

size_t report_json(const struct report *report, char *text, size_t size)
{
    int length = snprintf(text, size,
        "{\"why\":\"%s\",\"code\":%d,\"signal\":%d,\"wallMs\":%" PRIu64 ",\"cpuMs\":%" PRIu64 ",\"maxRssKb\":%ld,"
        "\"oom\":%s,\"truncated\":%s,\"diskFull\":%s,\"startMs\":%" PRIu64 ",\"compileMs\":%" PRIu64 ",\"runMs\":%" PRIu64
        "}",
        report->why, exit_code(report->status), WIFSIGNALED(report->status) ? WTERMSIG(report->status) : 0,
        report->start_ms + report->compile_ms + report->run_ms, report->cpu_ms, report->max_rss_kb,
        report->oom ? "true" : "false", report->truncated ? "true" : "false", report->disk_full ? "true" : "false",
        report->start_ms, report->compile_ms, report->run_ms);
    return length < 0 ? 0 : (size_t)length;
}

/* The value behind a name in one of the files that control groups have for such pairs. */
static bool counter(const char *path, const char *wanted, uint64_t *value)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool found = false;
    char name[32];
    uint64_t number;
    while (!found && fscanf(file, "%31s %" SCNu64, name, &number) == 2)
        found = strcmp(name, wanted) == 0;
    fclose(file);
    if (found)
        *value = number;
    return found;
}

uint64_t memory_kills(void)
{
    uint64_t value = 0;
    if (!counter("/sys/fs/cgroup/memory.events", "oom_kill", &value))
        counter("/sys/fs/cgroup/memory/memory.oom_control", "oom_kill", &value);
    return value;
}

bool sandbox_cpu(uint64_t *us)
{
    if (getpid() != 1)
        return false; /* the control group that we would see is not ours alone */
    if (counter("/sys/fs/cgroup/cpu.stat", "usage_usec", us))
        return true;
    FILE *file = fopen("/sys/fs/cgroup/cpuacct/cpuacct.usage", "re");
    if (file == NULL)
        return false;
    uint64_t ns = 0;
    bool found = fscanf(file, "%" SCNu64, &ns) == 1;
    fclose(file);
    *us = ns / 1000u;
    return found;
}

static bool full(const char *folder)
{
    struct statvfs room;
    if (statvfs(folder, &room) != 0 || room.f_blocks == 0)
        return false;
    return room.f_bavail == 0 || (room.f_files > 0 && room.f_favail == 0);
}

bool disk_full(void)
{
    return getpid() == 1 && (full("/work") || full("/tmp"));
}
