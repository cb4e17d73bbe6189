echo before
no-such-command
exit 3
