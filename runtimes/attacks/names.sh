# Asks every place that names things who and where it is: the names must be nobody's, the same for all or random.
hostname
cat /etc/hostname
id -un
grep -v -e localhost -e ip6- /etc/hosts
printf 'domain %s\n' "$(cat /proc/sys/kernel/domainname)"
env | cut -d= -f1 | sort | tr '\n' ' '
echo
tr '\0' ' ' </proc/1/cmdline
echo
grep -hiE 'room|session|interview|candidate' /proc/self/cgroup /proc/self/mountinfo /proc/self/environ || echo anonymous
