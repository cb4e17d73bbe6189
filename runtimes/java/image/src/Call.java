import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The call of a program's main method. Defined anew as a hidden class, for the JVM shows no frame of such in a trace; a
 * proxy of the library would do that too, but makes its class only then.
 */
final class Call implements Runnable {
  private static final Path CODE = Path.of("/box/Call.class");

  private final MethodHandle main;
  private final String[] arguments;

  /** Arguments are null for a main method that takes none. */
  Call(MethodHandle main, String[] arguments) {
    this.main = main;
    this.arguments = arguments;
  }

  static Runnable hidden(MethodHandle main, String[] arguments) throws IOException, ReflectiveOperationException {
    var call = MethodHandles.lookup().defineHiddenClass(Files.readAllBytes(CODE), false).lookupClass();
    return (Runnable) call.getDeclaredConstructor(MethodHandle.class, String[].class).newInstance(main, arguments);
  }

  @Override
  public void run() {
    try {
      if (arguments == null) {
        main.invokeExact();
      } else {
        main.invokeExact(arguments);
      }
    } catch (Throwable e) {
      throw Call.<RuntimeException>unchecked(e);
    }
  }

  /** Whatever the program threw goes on as it is. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
