// Fills the heap: an error the program sees. Then threads until refused, and recursion until the stack ends.
import java.util.ArrayList;
import java.util.List;

public class MemoryBomb {
  static int deep(int n) {
    return deep(n + 1) + 1;
  }

  public static void main(String[] args) {
    List<byte[]> blocks = new ArrayList<>();
    try {
      while (true) {
        blocks.add(new byte[1 << 20]);
      }
    } catch (OutOfMemoryError e) {
      int size = blocks.size();
      blocks = null;
      System.out.println("heap " + (size < 400));
    }
    try {
      deep(0);
    } catch (StackOverflowError e) {
      System.out.println("stack");
    }
    int threads = 0;
    try {
      while (threads < 10000) {
        Thread.ofPlatform().daemon().start(() -> { try { Thread.sleep(60000); } catch (InterruptedException e) { return; } });
        threads++;
      }
    } catch (OutOfMemoryError e) {
      System.out.println("threads " + (threads < 128));
    }
  }
}
