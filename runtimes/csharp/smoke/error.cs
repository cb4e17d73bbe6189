using System;

class Program
{
    static void Fail() => throw new InvalidOperationException("broken");

    static void Main()
    {
        Console.WriteLine("before");
        Fail();
    }
}
