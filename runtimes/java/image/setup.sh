# Run with sh -eu. Compiles the warm child, then has it serve once so that the JVM can archive the classes (and code profiles) it loaded.
cd /box
javac --add-exports java.base/jdk.internal.access=ALL-UNNAMED -Xlint:all,-restricted -Werror -d classes src/*.java
printf 'Main-Class: Warm\nAdd-Exports: java.base/jdk.internal.access\nEnable-Native-Access: ALL-UNNAMED\n' >manifest
jar --create --file warm.jar --manifest manifest -C classes .
cp classes/Call.class /box/Call.class
rm -rf classes manifest src

# In the place of box's socket a file that has its side of the talk: what the child writes goes where it has a dot.
mkdir /work
printf 'class Main { public static void main(String[] arguments) { System.out.println("x"); } }\n' >/work/Main.java
printf '.\0\0\0\041T\0\0\0\0051,0,0A\0\0\0\004javaA\0\0\0\011Main.java.G' >/tmp/talk
(cd /work && java @/box/options -XX:AOTCacheOutput=/box/warm.aot -jar /box/warm.jar 3<>/tmp/talk 4>/dev/null)
rm -r /work /tmp/talk
