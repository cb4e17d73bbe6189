# Run with sh -eu.
chmod 0755 run.sh
