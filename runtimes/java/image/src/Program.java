import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The main method of a compiled program, by the rules of the {@code java} command: static or not, with arguments or not. */
final class Program {
  private final Class<?> owner;
  private final Method main;

  private Program(Class<?> owner, Method main) {
    this.owner = owner;
    this.main = main;
  }

  /** The class called like the file if it has a main method, else the first in the file that has one. */
  static Program find(Classes classes, String file) throws IOException {
    var names = classes.topLevel(file);
    var stem = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
    names.sort((a, b) -> Boolean.compare(simple(b).equals(stem), simple(a).equals(stem)));
    for (var name : names) {
      try {
        var owner = Class.forName(name, false, classes);
        var main = mainOf(owner);
        if (main != null) {
          return new Program(owner, main);
        }
      } catch (ClassNotFoundException | LinkageError e) {
        throw new IOException("cannot load " + name + ": " + e, e);
      }
    }
    throw new IOException("no class in " + file + " has a main method");
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Method mainOf(Class<?> owner) {
    for (var parameters : new Class<?>[][] {{String[].class}, {}}) {
      for (Class<?> at = owner; at != null && at != Object.class; at = at.getSuperclass()) {
        try {
          var main = at.getDeclaredMethod("main", parameters);
          if (!Modifier.isPrivate(main.getModifiers()) && main.getReturnType() == void.class) {
            main.setAccessible(true);
            return main;
          }
        } catch (NoSuchMethodException e) {
          continue;
        }
      }
    }
    return null;
  }

  private Runnable call(String[] arguments) throws IOException, ReflectiveOperationException {
    var lookup = MethodHandles.lookup();
    var handle = lookup.unreflect(main);
    if (!Modifier.isStatic(main.getModifiers())) {
      Constructor<?> constructor = owner.getDeclaredConstructor();
      constructor.setAccessible(true);
      handle = MethodHandles.foldArguments(handle, lookup.unreflectConstructor(constructor).asType(MethodType.methodType(main.getDeclaringClass())));
    }
    return Call.hidden(handle, main.getParameterCount() == 0 ? null : arguments);
  }

  /** Runs it on this thread. */
  void rehearse() throws IOException, ReflectiveOperationException {
    call(new String[0]).run();
  }

  /** Runs it on a thread called main. False if an exception ended it. */
  boolean run(String[] arguments) throws IOException, ReflectiveOperationException, InterruptedException {
    var call = call(arguments);
    var launcher = Thread.currentThread();
    launcher.setName("launcher");
    var failed = new boolean[1];
    var thread = new Thread(null, call, "main") {
      @Override
      public UncaughtExceptionHandler getUncaughtExceptionHandler() {
        return (self, thrown) -> {
          failed[0] = true;
          trim(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
          super.getUncaughtExceptionHandler().uncaughtException(self, thrown);
        };
      }
    };
    thread.setContextClassLoader(owner.getClassLoader());
    thread.start();
    thread.join();
    return !failed[0];
  }

  /** Cuts the frames below main off a trace, and off those of its causes. */
  private static void trim(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    var trace = thrown.getStackTrace();
    int end = trace.length;
    while (end > 0 && below(trace[end - 1].getClassName())) {
      end--;
    }
    if (end > 0 && end < trace.length) {
      thrown.setStackTrace(Arrays.copyOf(trace, end));
    }
    trim(thrown.getCause(), seen);
    for (var suppressed : thrown.getSuppressed()) {
      trim(suppressed, seen);
    }
  }

  private static boolean below(String frame) {
    return frame.equals("java.lang.Thread") || frame.startsWith("java.lang.invoke.") || frame.startsWith("jdk.internal.");
  }
}
