#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool path_is_plain(const char *path)
{
    if (strlen(path) > PATH_LIMIT)
        return false;
    for (const char *name = path;;) {
        size_t length = strcspn(name, "/");
        if (length == 0 || length > NAME_LIMIT)
            return false;
        if (name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.')))
            return false;
        if (name[length] == 0)
            return true;
        name += length + 1;
    }
}

static int write_all(int fd, struct bytes content)
{
    while (content.length > 0) {
        ssize_t n = write(fd, content.at, content.length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        content.at += n;
        content.length -= (size_t)n;
    }
    return 0;
}

/* Opens the folder a path's last name lies in, making what is missing. Returns a descriptor or -1. */
static int open_parent(int folder, char *path, const char **last)
{
    int at = dup(folder);
    char *name = path;
    for (char *slash; at >= 0 && (slash = strchr(name, '/')) != NULL; name = slash + 1) {
        *slash = 0;
        int next = -1;
        if (mkdirat(at, name, 0755) == 0 || errno == EEXIST)
            next = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int saved = errno;
        *slash = '/';
        close(at);
        errno = saved;
        at = next;
    }
    *last = name;
    return at;
}

int file_write(int folder, const struct file *file)
{
    if (!path_is_plain(file->path))
        return EINVAL;
    const char *name;
    int parent = open_parent(folder, file->path, &name);
    if (parent < 0)
        return errno;
    int fd = openat(parent, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    int error = fd < 0 ? errno : write_all(fd, file->content);
    if (fd >= 0)
        close(fd);
    close(parent);
    return error;
}
