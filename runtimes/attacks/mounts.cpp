// Rearranges the file system by the old calls and by the new ones, and leaves it through chroot, pivot_root and open handles.
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void attempt(const char* name, long result) { std::printf("%s %s\n", name, result < 0 && errno != EFAULT && errno != EBADF ? "refused" : "ALLOWED"); }

int main() {
  mkdir("/work/here", 0755);
  attempt("tmpfs", mount("none", "/work/here", "tmpfs", 0, nullptr));
  attempt("proc", mount("proc", "/work/here", "proc", 0, nullptr));
  attempt("bind", mount("/", "/work/here", nullptr, MS_BIND | MS_REC, nullptr));
  attempt("remount", mount(nullptr, "/", nullptr, MS_REMOUNT | MS_BIND, nullptr));
  attempt("cgroup", mount("none", "/work/here", "cgroup2", 0, nullptr));
  attempt("overlay", mount("none", "/work/here", "overlay", 0, "lowerdir=/,upperdir=/work,workdir=/tmp"));
  attempt("unmount", umount2("/proc", MNT_DETACH));
  attempt("unmount mask", umount2("/proc/kcore", MNT_DETACH));
  attempt("fsopen", syscall(SYS_fsopen, "tmpfs", 0));
  attempt("fspick", syscall(SYS_fspick, AT_FDCWD, "/", 0));
  attempt("open_tree", syscall(SYS_open_tree, AT_FDCWD, "/", 1));
  attempt("move_mount", syscall(SYS_move_mount, AT_FDCWD, "/", AT_FDCWD, "/work/here", 0));
  attempt("mount_setattr", syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, nullptr, 0));
  attempt("pivot_root", syscall(SYS_pivot_root, "/work", "/work/here"));
  attempt("chroot", chroot("/work"));
  attempt("chroot of 1", chroot("/proc/1/root"));
  attempt("root of 1", open("/proc/1/root/etc/passwd", O_RDONLY));
  attempt("cwd of 1", open("/proc/1/cwd/", O_RDONLY));
  char handle[128] = {8};
  attempt("open_by_handle_at", syscall(SYS_open_by_handle_at, AT_FDCWD, handle, O_RDONLY));
  attempt("name_to_handle_at", syscall(SYS_name_to_handle_at, AT_FDCWD, "/", handle, handle, 0));
  attempt("swapon", syscall(SYS_swapon, "/work/here", 0));
}
