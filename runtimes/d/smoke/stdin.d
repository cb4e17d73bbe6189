import std;

void main() {
    auto name = readln().strip();
    auto sum = readln().split().map!(to!int).sum();
    writefln("Hi %s, %d", name, sum);
}
