# Run with sh -eu.
chmod 0755 *.sh
