# Run with sh -eu. Compiles the warm child, then runs it once so that the JVM can archive the classes (and code profiles) it loaded.
cd /box
javac --release 25 -Xlint:all,-restricted -Werror -d classes src/*.java
printf 'Main-Class: Warm\nAdd-Opens: java.base/java.io\nEnable-Native-Access: ALL-UNNAMED\n' >manifest
jar --create --file warm.jar --manifest manifest -C classes .
java @/box/options -XX:AOTCacheOutput=/box/warm.aot -jar /box/warm.jar training
rm -rf classes manifest src

# The same for programs run without it: what starts them is the launcher of source files, compiler and all.
mkdir /tmp/cold
cat >/tmp/cold/Main.java <<'JAVA'
import java.util.*;

public class Main {
    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(List.of("a", "b"));
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        System.out.println(counts);
        System.out.printf("%d %s%n", new Scanner("1").nextInt(), String.join(",", words));
    }
}
JAVA
java @/box/options -XX:AOTCacheOutput=/box/cold.aot /tmp/cold/Main.java
rm -r /tmp/cold
chmod 0755 /box/cold
