public class Main {
  static void fail() {
    throw new IllegalStateException("broken");
  }

  public static void main(String[] args) {
    System.out.println("before");
    fail();
  }
}
