package dev.parley.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A process that is there to be killed. It opens databases, several at once because starting a
 * process costs more than opening one, looks at what the process before it left in each ({@code
 * checked}), and writes into each. Every line it prints begins with the database's number.
 */
final class TypingProcess {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final CountDownLatch failed = new CountDownLatch(1);

  private TypingProcess() {}

  /**
   * Looks, then types until it is killed.
   *
   * @param args a {@link KillOrder} each
   */
  public static void main(String[] args) throws InterruptedException {
    List<KillOrder> orders = Stream.of(args).map(KillOrder::parse).toList();
    TypingProcess process = new TypingProcess();
    List<Thread> threads = new ArrayList<>();
    for (KillOrder order : orders) {
      threads.add(Thread.ofPlatform().daemon().start(() -> process.run(order)));
    }
    if (orders.stream().allMatch(KillOrder::once)) {
      for (Thread thread : threads) {
        thread.join();
      }
      System.exit(process.failed.getCount() == 0 ? 1 : 0);
    }
    process.failed.await();
    System.exit(1);
  }

  private void run(KillOrder order) {
    try (Storage storage = Storage.open(settings(order))) {
      StoreCheck.check(storage, order);
      say(order, "checked");
      if (!order.once()) {
        new TypedStore(storage, order, line -> say(order, line), this::fail).type();
        failed.await();
      }
    } catch (IOException | RuntimeException | AssertionError | InterruptedException e) {
      fail(e);
    }
  }

  /** The usual ones, but for a machine on which everything may take long. */
  private static StorageSettings settings(KillOrder order) {
    StorageSettings usual = StorageSettings.of(order.folder(), order.powerSafe());
    return new StorageSettings(
        usual.folder(),
        usual.powerSafe(),
        usual.groupEntries(),
        usual.queuedEntries(),
        usual.queuedUnits(),
        usual.connections(),
        usual.queuedReads(),
        usual.pageEntries(),
        usual.linger(),
        usual.spare(),
        usual.look(),
        PATIENCE,
        usual.closing());
  }

  private static void say(KillOrder order, String line) {
    System.out.println(order.number() + " " + line);
  }

  private void fail(Throwable failure) {
    failure.printStackTrace();
    failed.countDown();
  }
}
