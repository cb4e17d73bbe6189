import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.NestingKind;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac inside this process, from and to memory. The file manager is kept: it has the platform's classes open. */
final class MemoryCompiler {
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-implicit:none", "-Xdiags:verbose", "-Xlint:-options", "-classpath", "/box/nothing");

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);

  /** A source file that messages call by the name people see, and whose public class may be called anything. */
  static final class Source extends SimpleJavaFileObject {
    private final String name;
    private final String text;

    Source(String name, String text) {
      super(URI.create("work:///" + name.replaceAll("[^A-Za-z0-9_./-]", "_")), Kind.SOURCE);
      this.name = name;
      this.text = text;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return kind == Kind.SOURCE;
    }

    @Override
    public NestingKind getNestingKind() {
      return null;
    }
  }

  /** Every Java file below a folder, named relative to it. */
  static List<Source> sources(Path folder) throws IOException {
    var sources = new ArrayList<Source>();
    try (var walk = Files.walk(folder)) {
      for (var file : (Iterable<Path>) walk.sorted()::iterator) {
        if (file.toString().endsWith(".java") && Files.isRegularFile(file)) {
          sources.add(new Source(folder.relativize(file).toString(), new String(Files.readAllBytes(file), "UTF-8")));
        }
      }
    }
    return sources;
  }

  /** Compiles, writing what javac has to say. Null if that includes an error. */
  Classes compile(List<Source> sources, Writer messages) {
    var classes = new Classes();
    return javac.getTask(messages, new Output(files, classes), null, OPTIONS, null, sources).call() ? classes : null;
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Classes classes;

    Output(JavaFileManager files, Classes classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject source) {
      var bytes = new ByteArrayOutputStream();
      classes.add(name, source.getName(), bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
