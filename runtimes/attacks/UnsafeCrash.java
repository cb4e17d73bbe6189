// Writes to an address that is nobody's: the JVM itself crashes and would leave its report and a core behind.
import java.lang.reflect.Field;

public class UnsafeCrash {
  public static void main(String[] args) throws Exception {
    Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    System.out.println("crashing");
    unsafe.getClass().getMethod("putLong", long.class, long.class).invoke(unsafe, 8L, 42L);
  }
}
