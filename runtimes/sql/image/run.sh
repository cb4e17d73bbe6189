#!/bin/sh
# Runs the statements of a file on an empty database in memory, shows what they select as tables, stops at the first error.
exec sqlite3 -batch -bail -box -cmd 'PRAGMA foreign_keys = ON' -cmd '.nullvalue NULL' :memory: ".read $1"
