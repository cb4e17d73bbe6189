# Writes to the kernel's own files: the ones by which containers have been left before, and the masked ones.
files=(/proc/sysrq-trigger /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sys/kernel/hostname /proc/sys/vm/panic_on_oom
  /proc/sys/fs/binfmt_misc/register /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/ns_last_pid /proc/self/oom_score_adj_max
  /proc/1/oom_score_adj /proc/self/attr/current /proc/irq/0/smp_affinity /proc/bus/pci/00/00.0 /proc/acpi/wakeup
  /sys/fs/cgroup/release_agent /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory/release_agent /sys/fs/cgroup/cgroup.procs
  /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/memory.max /sys/fs/cgroup/devices/devices.allow /sys/kernel/uevent_helper /sys/power/state
  /sys/kernel/debug/x /sys/firmware/efi/vars /sys/module/apparmor/parameters/mode /sys/kernel/mm/transparent_hugepage/enabled
  /dev/kmsg /dev/mem /dev/port /dev/sda /dev/vda /dev/loop-control /dev/cpu/0/msr)
for file in "${files[@]}"; do
  { echo 1 >"$file"; } 2>/dev/null && echo "WRITTEN $file"
done
mkdir /sys/fs/cgroup/mine /sys/fs/cgroup/memory/mine 2>/dev/null && echo "MADE a control group"
for file in /proc/kcore /proc/kmsg /proc/keys /proc/timer_list /proc/sched_debug /proc/scsi/scsi /sys/firmware/dmi/tables/DMI /proc/latency_stats; do
  [[ -n $(head -c 1 "$file" 2>/dev/null | tr -d '\0') ]] && echo "READ $file"
done
echo "kernel addresses $(cut -d' ' -f1 /proc/kallsyms 2>/dev/null | sort -u | head -3 | grep -vc '^0*$')"
echo tried ${#files[@]}
