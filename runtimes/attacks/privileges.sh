# What this process is, and whether anything in the image could make it more.
grep -E '^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs|Seccomp):' /proc/self/status | tr '\t' ' '
id -un
find / -xdev -perm /6000 2>/dev/null | head
for path in /proc/kcore /proc/sysrq-trigger /etc/shadow /sys/firmware/acpi/tables/DSDT /sys/fs/cgroup/release_agent /var/run/docker.sock; do
  [[ -r $path && -s $path ]] && echo "READABLE $path"
  [[ -w $path ]] && echo "WRITABLE $path"
done
ls /sys/class/net 2>/dev/null
hostname
