// Takes memory outside the heap: direct buffers, which have a limit of their own, and arenas, which have none.
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

public class OffHeap {
  public static void main(String[] args) {
    List<ByteBuffer> buffers = new ArrayList<>();
    try {
      while (true) {
        buffers.add(ByteBuffer.allocateDirect(8 << 20));
      }
    } catch (OutOfMemoryError e) {
      System.out.println("buffers " + (buffers.size() * 8L < 400));
    }
    buffers.clear();
    System.gc();
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < 400; i++) {
        arena.allocate(16 << 20).fill((byte) 1);
      }
      System.out.println("6 GB WRITTEN");
    }
  }
}
