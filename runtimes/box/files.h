/* The program's files, written under the work folder and nowhere else. */
#ifndef FILES_H
#define FILES_H

#include <stdbool.h>

#include "request.h"

enum { NAME_LIMIT = 255, PATH_LIMIT = 1024 };

/* A relative path of plain names: no empty name, no "." or "..", at most PATH_LIMIT bytes. */
bool path_is_plain(const char *path);

/* Writes one file below the folder, making its parents; never follows a link. Returns 0 or an errno value. */
int file_write(int folder, const struct file *file);

#endif
