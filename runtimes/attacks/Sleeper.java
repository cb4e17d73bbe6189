// Waits for a lock that it holds itself, on a thread that is no daemon and swallows every interruption.
public class Sleeper {
  public static void main(String[] args) {
    Object lock = new Object();
    while (true) {
      try {
        synchronized (lock) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        System.out.println("INTERRUPTED");
      }
    }
  }
}
