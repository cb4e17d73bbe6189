import std.stdio;
import std.string : strip;

string greet(string name) {
    return "Hello, " ~ name ~ "!";
}

void main() {
    write("Your name: ");
    stdout.flush();
    const name = readln().strip();
    writeln(greet(name.length ? name : "world"));
}
