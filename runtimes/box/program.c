#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

/* So long a program may take to make the terminal its own; some sandboxed kernels never let it. */
enum { END_OF_FILE = 4, OWNER_MS = 2000 };

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void nonblocking(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

/* ours is the end box keeps: end 0 to read from, end 1 to write to. */
static bool make_pipe(int *ours, int *theirs, int end)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    *ours = lift(ends[end]);
    *theirs = lift(ends[1 - end]);
    nonblocking(*ours);
    return true;
}

void program_terminal(struct program *program)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0)
        return;
    master = lift(master);
    char name[64];
    if (unlockpt(master) != 0 || ptsname_r(master, name, sizeof name) != 0) {
        close(master);
        return;
    }
    int slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct termios settings;
    if (slave >= 0 && tcgetattr(slave, &settings) == 0) {
        settings.c_iflag |= IUTF8;
        tcsetattr(slave, TCSANOW, &settings);
    }
    nonblocking(master);
    program->master = master;
    program->slave = slave < 0 ? -1 : lift(slave);
}

void program_size(const struct program *program, unsigned short rows, unsigned short columns)
{
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    if (program->master >= 0)
        ioctl(program->master, TIOCSWINSZ, &size);
}

static int start_on_terminal(struct program *program, char *const argv[], char *const env[], int folder)
{
    struct child_files files = {-1, -1, -1, -1, program->slave};
    program->pid = child_start(argv, env, folder, &files);
    return program->pid < 0 ? errno : 0;
}

int program_start(struct program *program, char *const argv[], char *const env[], int folder, bool warm)
{
    if (program->on_terminal)
        return start_on_terminal(program, argv, env, folder);
    struct child_files files = {-1, -1, -1, -1, warm ? program->slave : -1};
    int ends[2] = {-1, -1};
    bool made = make_pipe(&program->in, &files.in, 1) && make_pipe(&program->out, &files.out, 0)
                && make_pipe(&program->err, &files.err, 0)
                && (!warm || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    if (made && warm) {
        program->control = lift(ends[0]);
        files.control = lift(ends[1]);
        nonblocking(program->control);
    }
    if (made)
        program->pid = child_start(argv, env, folder, &files);
    int error = !made || program->pid < 0 ? errno : 0;
    shut(&files.in);
    shut(&files.out);
    shut(&files.err);
    shut(&files.control);
    return error;
}

pid_t compiler_start(struct program *program, char *const argv[], char *const env[], int folder)
{
    struct child_files files = {-1, -1, -1, -1, -1};
    if (!make_pipe(&program->compiler, &files.out, 0))
        return -1;
    files.err = files.out;
    pid_t pid = child_start(argv, env, folder, &files);
    close(files.out);
    return pid;
}

bool input_has_room(const struct input *input, size_t length)
{
    size_t waiting = input->end - input->start;
    return waiting == 0 || waiting + length <= INPUT_LIMIT;
}

bool input_add(struct input *input, const unsigned char *bytes, size_t length)
{
    size_t waiting = input->end - input->start;
    if (waiting + length > input->capacity) {
        unsigned char *larger = realloc(input->bytes, waiting + length);
        if (larger == NULL && waiting + length > 0)
            return false;
        input->bytes = larger;
        input->capacity = waiting + length;
    }
    if (input->start > 0 && waiting > 0)
        memmove(input->bytes, input->bytes + input->start, waiting);
    if (length > 0)
        memcpy(input->bytes + waiting, bytes, length);
    input->start = 0;
    input->end = waiting + length;
    return true;
}

static bool has_input(const struct input *input)
{
    return input->start < input->end || (input->end_wanted && !input->ended);
}

bool program_awaits_owner(const struct program *program)
{
    return program->on_terminal && !program->owned && has_input(&program->input);
}

void program_look_for_owner(struct program *program, uint64_t now)
{
    pid_t group = 0;
    if (program->owned || !program->on_terminal)
        return;
    if (program->owner_due == 0)
        program->owner_due = now + OWNER_MS;
    program->owned = (ioctl(program->master, TIOCGPGRP, &group) == 0 && group > 0) || now >= program->owner_due;
}

int program_wants_input(const struct program *program)
{
    const struct input *input = &program->input;
    if (!has_input(input) || program_awaits_owner(program))
        return -1;
    return program->on_terminal ? program->master : program->in;
}

static void write_input(struct program *program, int fd)
{
    struct input *input = &program->input;
    while (input->start < input->end) {
        ssize_t n = write(fd, input->bytes + input->start, input->end - input->start);
        if (n > 0) {
            input->start += (size_t)n;
            input->line_open = input->bytes[input->start - 1] != '\n';
        } else if (n < 0 && errno == EAGAIN) {
            return;
        } else if (n < 0 && errno != EINTR) {
            input->start = input->end; /* the program has closed its end: nobody will read this */
        }
    }
}

/* On a terminal the end is a control character; behind an unfinished line the first only hands that line over. */
static void end_input(struct program *program)
{
    struct input *input = &program->input;
    const char ends[2] = {END_OF_FILE, END_OF_FILE};
    if (!program->on_terminal)
        shut(&program->in);
    else if (write(program->master, ends, input->line_open ? 2 : 1) < 0 && errno == EAGAIN)
        return;
    input->ended = true;
}

size_t program_feed(struct program *program)
{
    struct input *input = &program->input;
    int fd = program_wants_input(program);
    size_t before = input->start;
    if (program_awaits_owner(program))
        return 0;
    if (fd >= 0)
        write_input(program, fd);
    else
        input->start = input->end;
    size_t written = input->start - before;
    if (input->start == input->end && input->end_wanted && !input->ended)
        end_input(program);
    return written;
}

void program_signal(const struct program *program, int signal)
{
    pid_t group = 0;
    if (program->pid <= 0)
        return;
    if (program->on_terminal && ioctl(program->master, TIOCGPGRP, &group) == 0 && group > 0)
        kill(-group, signal);
    else
        kill(-program->pid, signal);
}
