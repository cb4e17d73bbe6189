import std.stdio;

void fail() {
    throw new Exception("broken");
}

void main() {
    writeln("before");
    fail();
}
