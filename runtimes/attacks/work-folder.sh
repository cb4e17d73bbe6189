# Takes its own working folder away: removes it, hides it, fills it with what cannot be listed. The report comes all the same.
cd /
rm -rf /work /tmp 2>/dev/null
mkdir -p /work/a/b/c
chmod 000 /work/a
ln -s /work/a /work/b
mkfifo /work/pipe
mknod /work/device b 8 0 2>/dev/null && echo DEVICE
touch -d '1969-01-01' /work/old
chmod 000 /work
cd /work 2>/dev/null && echo ENTERED
exit 8
