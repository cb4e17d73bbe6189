import java.util.Scanner;

public class Main {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    String name = in.nextLine();
    System.out.printf("Hi %s, %d%n", name, in.nextInt() + in.nextInt());
  }
}
