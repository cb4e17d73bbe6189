import std.range : walkLength;
import std.stdio;

void main() {
    writeln("żółw 🐢 日本語");
    writeln("żółw 🐢".walkLength);
}
