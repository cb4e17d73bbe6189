# The shell's own way out: /dev/tcp and /dev/udp, and whatever tool an image might have kept.
for address in tcp/1.1.1.1/80 tcp/169.254.169.254/80 tcp/172.17.0.1/2375 udp/8.8.8.8/53; do
  if (exec 3<>"/dev/$address" && echo x >&3) 2>/dev/null; then echo "$address REACHED"; else echo "$address refused"; fi
done
for tool in curl wget nc ncat socat ssh telnet ip ping dig nslookup iptables tcpdump; do
  command -v "$tool" >/dev/null && echo "TOOL $tool"
done
cat /proc/net/route | wc -l
cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' '
