using System;
using System.Linq;

class Program
{
    static void Main()
    {
        var name = Console.ReadLine();
        var sum = Console.ReadLine().Split(' ').Select(int.Parse).Sum();
        Console.WriteLine($"Hi {name}, {sum}");
    }
}
