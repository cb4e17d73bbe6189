#!/bin/sh
# Loads the file as a script: an error ends the program with its words and exit code 1, without a debugger.
exec sbcl --script "$@"
