# Leaves a process of its own session behind that goes on printing. It dies with the program, and the code stays 3.
setsid sh -c 'trap "" HUP TERM; while :; do echo ghost; sleep 0.05; done' &
sleep 0.2
exit 3
