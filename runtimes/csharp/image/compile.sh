#!/bin/bash
# Compiles every C# source below the work folder into one program.
set -euo pipefail
shopt -s globstar nullglob
cd /work
exec mcs -langversion:latest -debug -nologo -r:System.Core.dll -r:System.Numerics.dll -out:/tmp/program.exe **/*.cs
