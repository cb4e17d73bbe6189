/*
 * What a sandbox can do, tried from inside: `parley doctor` runs this in place of a program and judges what it says.
 *
 *   probe all WORK TMP SHM PROCESSES FILES   tries everything that can be tried without being ended; the numbers are the
 *                                            limits, so that what is unbounded is found out without filling the host
 *   probe memory BYTES                       touches so much memory and says so if it lives
 *   probe wait                               does nothing, for ever
 *
 * One line a fact, "name value". A number is how far it came before it was refused; "unbounded" that it was not.
 * It runs under box and nowhere else: on a machine of its own it would do what it tries.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <net/if.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_FILES = 40000, BLOCK = 1 << 20, VSOCK = 40, ALG = 38, PACKET = 17, NETLINK = 16, AUDIT = 9 };

static void number(const char *name, long long reached, long long bound)
{
    if (reached >= bound)
        printf("%s unbounded\n", name);
    else
        printf("%s %lld\n", name, reached);
}

static void status(void)
{
    char line[256];
    unsigned long long capabilities = 0, value;
    FILE *file = fopen("/proc/self/status", "r");
    printf("user %d\ngroup %d\n", (int)geteuid(), (int)getegid());
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "Cap%*3s: %llx", &value) == 1)
            capabilities |= value;
        if (sscanf(line, "NoNewPrivs: %llu", &value) == 1)
            printf("no_new_privileges %llu\n", value);
        if (sscanf(line, "Seccomp: %llu", &value) == 1)
            printf("seccomp %llu\n", value);
    }
    if (file != NULL)
        fclose(file);
    printf("capabilities %llx\n", capabilities);
}

static void root(void)
{
    static const char *const folders[] = {"/", "/etc", "/usr", "/var", "/home", "/root", "/box", "/dev", "/sys", "/proc"};
    struct statvfs mount;
    bool writable = statvfs("/", &mount) != 0 || (mount.f_flag & ST_RDONLY) == 0;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/probe", folders[i]);
        int fd = open(path, O_CREAT | O_WRONLY, 0600);
        writable = writable || fd >= 0;
        if (fd >= 0)
            close(fd);
    }
    printf("root %s\n", writable ? "writable" : "read-only");
}

static void network(void)
{
    struct if_nameindex *all = if_nameindex();
    const char *other = NULL;
    for (struct if_nameindex *each = all; each != NULL && each->if_index != 0; each++)
        if (strcmp(each->if_name, "lo") != 0)
            other = each->if_name;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in outside = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(0x01010101)};
    bool route = connect(fd, (struct sockaddr *)&outside, sizeof outside) == 0 || errno == EINPROGRESS;
    close(fd);
    printf("network %s\n", other != NULL ? other : route ? "a route" : "none");
    if (all != NULL)
        if_freenameindex(all);
}

static void processes(long most)
{
    static pid_t children[4096];
    long bound = most + 8 < 4096 ? most + 8 : 4096, count = 0;
    while (count < bound && (children[count] = fork()) >= 0) {
        if (children[count] == 0) {
            pause();
            _exit(0);
        }
        count++;
    }
    for (long i = 0; i < count; i++)
        kill(children[i], SIGKILL);
    while (wait(NULL) > 0)
        continue;
    number("processes", count, bound);
}

static void descriptors(long most)
{
    long bound = most + 8, count = 0;
    int last = 2;
    while (count < bound) {
        int fd = dup(0);
        if (fd < 0)
            break;
        last = fd;
        count++;
    }
    for (int fd = 3; fd <= last; fd++)
        close(fd);
    number("files", count, bound);
}

static void file_size(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    int fd = open("/work/probe", O_CREAT | O_RDWR, 0600);
    off_t beyond = limit.rlim_cur == RLIM_INFINITY ? (off_t)1 << 36 : (off_t)limit.rlim_cur + 1;
    bool refused = ftruncate(fd, beyond) != 0 && errno == EFBIG;
    close(fd);
    unlink("/work/probe");
    number("file_size", (long long)limit.rlim_cur, refused ? (long long)limit.rlim_cur + 1 : 0);
    getrlimit(RLIMIT_CORE, &limit);
    printf("core %s\n", limit.rlim_max == 0 ? "0" : "unbounded");
}

/* Writes as many files of a megabyte as will fit, up to a little more than there should be room for. */
static void space(const char *name, const char *folder, long long most)
{
    static char block[BLOCK];
    char path[64];
    long long written = 0, bound = most + BLOCK;
    int files = 0;
    memset(block, 'x', sizeof block);
    while (written < bound) {
        snprintf(path, sizeof path, "%s/space-%d", folder, files++);
        int fd = open(path, O_CREAT | O_WRONLY, 0600);
        ssize_t n = fd < 0 ? -1 : write(fd, block, sizeof block);
        if (fd >= 0)
            close(fd);
        if (n <= 0)
            break;
        written += n;
    }
    for (int i = 0; i < files; i++) {
        snprintf(path, sizeof path, "%s/space-%d", folder, i);
        unlink(path);
    }
    printf("%s_", name);
    number("bytes", written, bound);
}

static void inodes(const char *name, const char *folder)
{
    char path[64];
    long count = 0;
    for (; count < MOST_FILES; count++) {
        snprintf(path, sizeof path, "%s/file-%ld", folder, count);
        int fd = open(path, O_CREAT | O_WRONLY, 0600);
        if (fd < 0)
            break;
        close(fd);
    }
    for (long i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/file-%ld", folder, i);
        unlink(path);
    }
    printf("%s_", name);
    number("files", count, MOST_FILES);
}

static void call(const char *name, long result)
{
    printf("call.%s %s\n", name, result < 0 && errno != EFAULT && errno != EBADF ? "refused" : "allowed");
}

/* In a child, because some are refused by death. */
static void deadly(const char *name, long (*attempt)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(attempt() < 0 ? 1 : 0);
    int how = 0;
    bool refused = child > 0 && waitpid(child, &how, 0) == child && (WIFSIGNALED(how) || WEXITSTATUS(how) != 0);
    printf("call.%s %s\n", name, refused ? "refused" : "allowed");
}

static long trace_me(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static long new_user(void)
{
    return syscall(SYS_unshare, 0x10000000);
}

static long new_root(void)
{
    return chroot("/work");
}

static long new_mount(void)
{
    return mount("none", "/work", "tmpfs", 0, NULL);
}

static long old_door(void)
{
#ifdef __x86_64__
    long result = 20; /* getpid, as a program of 32 bits asks for it */
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    return result;
#else
    return -1;
#endif
}

static void calls(void)
{
    static char room[256];
    unsigned long context = 0;
    struct rlimit limit;
    call("io_uring", syscall(SYS_io_uring_setup, 1, room));
    call("aio", syscall(SYS_io_setup, 1, &context));
    call("vsock", socket(VSOCK, SOCK_STREAM, 0));
    call("alg", socket(ALG, SOCK_SEQPACKET, 0));
    call("packet", socket(PACKET, SOCK_RAW, 0));
    call("audit", socket(NETLINK, SOCK_RAW, AUDIT));
    call("keyctl", syscall(SYS_keyctl, 0, -3, 1));
    call("bpf", syscall(SYS_bpf, 0, room, sizeof room));
    call("perf", syscall(SYS_perf_event_open, room, 0, -1, -1, 0));
    call("userfaultfd", syscall(SYS_userfaultfd, 1));
    call("supervisor", prlimit(1, RLIMIT_NOFILE, NULL, &limit));
    deadly("trace", trace_me);
    deadly("chroot", new_root);
    deadly("mount", new_mount);
    deadly("namespace", new_user);
    deadly("32-bit", old_door);
}

static int set_user_id_files;

static int look(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)path;
    (void)where;
    if (kind == FTW_F && (about->st_mode & (S_ISUID | S_ISGID)) != 0)
        set_user_id_files++;
    return 0;
}

static void host(void)
{
    char pattern[128] = "";
    FILE *file = fopen("/proc/sys/kernel/core_pattern", "r");
    if (file != NULL && fgets(pattern, sizeof pattern, file) == NULL)
        pattern[0] = 0;
    if (file != NULL)
        fclose(file);
    printf("core_handler %s\n", pattern[0] == '|' ? "program" : "none");
    nftw("/", look, 16, FTW_PHYS | FTW_MOUNT);
    printf("set_user_id %d\n", set_user_id_files);
}

static int memory(long long bytes)
{
    for (long long touched = 0; touched < bytes; touched += BLOCK) {
        volatile char *block = malloc(BLOCK);
        if (block == NULL) {
            printf("memory refused\n");
            return 0;
        }
        for (int at = 0; at < BLOCK; at += 4096)
            block[at] = 1;
    }
    printf("memory unbounded\n");
    return 0;
}

static bool under_box(void)
{
    char name[16] = "";
    FILE *file = fopen("/proc/1/comm", "r");
    bool known = file != NULL && fgets(name, sizeof name, file) != NULL;
    if (file != NULL)
        fclose(file);
    return getppid() == 1 && known && strcmp(name, "box\n") == 0;
}

int main(int count, char *argv[])
{
    if (!under_box())
        return 77;
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGXFSZ, SIG_IGN);
    if (count == 2 && strcmp(argv[1], "wait") == 0)
        for (;;)
            pause();
    if (count == 3 && strcmp(argv[1], "memory") == 0)
        return memory(atoll(argv[2]));
    if (count != 7 || strcmp(argv[1], "all") != 0)
        return 64;
    status();
    root();
    network();
    descriptors(atol(argv[6]));
    file_size();
    space("work", "/work", atoll(argv[2]));
    space("tmp", "/tmp", atoll(argv[3]));
    space("shm", "/dev/shm", atoll(argv[4]));
    inodes("work", "/work");
    inodes("tmp", "/tmp");
    inodes("shm", "/dev/shm");
    calls();
    host();
    processes(atol(argv[5]));
    printf("end -\n");
    return 0;
}
