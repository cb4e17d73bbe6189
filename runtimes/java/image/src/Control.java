import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.access.SharedSecrets;

/** Descriptors 3 and 4: box's side of a warm child, see PROTOCOL.md. */
final class Control {
  private static final int CONTROL = 3;
  private static final int TERMINAL = 4;

  private final FileInputStream in;
  private final FileOutputStream out;

  /** What to run: the words of the run command behind the first are file and arguments. */
  record Request(List<String> words, boolean terminal) {
    String file() {
      return words.get(1);
    }

    String[] arguments() {
      return words.subList(2, words.size()).toArray(String[]::new);
    }
  }

  Control() {
    in = new FileInputStream(descriptor(CONTROL));
    out = new FileOutputStream(descriptor(CONTROL));
  }

  /** By the JDK's own way in: reflection would have to make classes for it first. */
  private static FileDescriptor descriptor(int number) {
    var descriptor = new FileDescriptor();
    SharedSecrets.getJavaIOFileDescriptorAccess().set(descriptor, number);
    return descriptor;
  }

  void say(char word) throws IOException {
    out.write(word);
  }

  void awaitGo() throws IOException {
    readExactly(1);
  }

  Request read() throws IOException {
    var records = readExactly(readExactly(4).getInt());
    var words = new ArrayList<String>();
    boolean terminal = false;
    while (records.hasRemaining()) {
      byte kind = records.get();
      var value = new byte[records.getInt()];
      records.get(value);
      if (kind == 'A') {
        words.add(new String(value, StandardCharsets.UTF_8));
      } else if (kind == 'T') {
        terminal = value[0] == '0';
      }
    }
    return new Request(words, terminal);
  }

  private ByteBuffer readExactly(int count) throws IOException {
    var bytes = new byte[count];
    for (int at = 0; at < count; ) {
      int n = in.read(bytes, at, count - at);
      if (n < 0) {
        Runtime.getRuntime().halt(0);
      }
      at += n;
    }
    return ByteBuffer.wrap(bytes);
  }

  /** Takes the terminal, or lets go of it: Java cannot do the former, loading this library does. */
  void close(boolean terminal) throws IOException {
    if (terminal) {
      System.load("/box/tty.so");
    } else {
      new FileOutputStream(descriptor(TERMINAL)).close();
    }
    in.close();
  }
}
