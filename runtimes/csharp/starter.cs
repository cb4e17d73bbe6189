using System;

static class Program
{
    static string Greet(string name) => $"Hello, {name}!";

    static void Main()
    {
        Console.Write("Your name: ");
        var name = Console.ReadLine();
        Console.WriteLine(Greet(string.IsNullOrWhiteSpace(name) ? "world" : name));
    }
}
