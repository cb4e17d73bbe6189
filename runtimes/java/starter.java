import java.util.Scanner;

public class Main {
  static String greet(String name) {
    return "Hello, " + name + "!";
  }

  public static void main(String[] args) {
    System.out.print("Your name: ");
    Scanner in = new Scanner(System.in);
    String name = in.hasNextLine() ? in.nextLine() : "";
    System.out.println(greet(name.isBlank() ? "world" : name));
  }
}
