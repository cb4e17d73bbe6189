// Includes what is no source: a device that never ends, files of the system, its own binary.
#include "/dev/zero"
#include "/proc/1/environ"
#include "/etc/shadow"

int main() {}
