// Starts processes through the JVM until refused, and keeps trying: a JVM must not be a way around the limit.
import java.io.IOException;

public class ForkBomb {
  public static void main(String[] args) throws InterruptedException {
    int started = 0;
    int refused = 0;
    while (refused < 50) {
      try {
        new ProcessBuilder("sleep", "60").start();
        started++;
      } catch (IOException | OutOfMemoryError e) {
        refused++;
        Thread.sleep(5);
      }
    }
    System.out.println("refused below 128 " + (started < 128));
    System.exit(0);
  }
}
