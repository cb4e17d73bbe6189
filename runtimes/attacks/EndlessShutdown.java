// Returns from main at once, but not from its shutdown hooks: the end of a program is not always the end of its process.
public class EndlessShutdown {
  public static void main(String[] args) {
    for (int i = 0; i < 4; i++) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        while (true) {
          Thread.onSpinWait();
        }
      }));
    }
    System.out.println("done");
  }
}
