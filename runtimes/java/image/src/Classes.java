import java.io.ByteArrayOutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The compiled program: its classes in the order they were written, and the file each came from. */
final class Classes extends ClassLoader {
  private record Compiled(String file, ByteArrayOutputStream bytes) {}

  private final Map<String, Compiled> compiled = new LinkedHashMap<>();

  Classes() {
    super(ClassLoader.getPlatformClassLoader());
  }

  void add(String name, String file, ByteArrayOutputStream bytes) {
    compiled.put(name, new Compiled(file, bytes));
  }

  /** The classes of one file that are not inside another class. */
  List<String> topLevel(String file) {
    var names = new ArrayList<String>();
    compiled.forEach(
        (name, source) -> {
          if (source.file().equals(file) && name.indexOf('$') < 0) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var found = compiled.get(name);
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    var bytes = found.bytes().toByteArray();
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Files beside the program are its resources. */
  @Override
  protected URL findResource(String name) {
    var file = Path.of("/work", name);
    try {
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
