using System;
using System.Globalization;

class Program
{
    static void Main()
    {
        Console.WriteLine("żółw 🐢 日本語");
        Console.WriteLine(new StringInfo("żółw 🐢").LengthInTextElements);
    }
}
