# Run with sh -eu. The compiler is a large Java program: what the JVM learns of it while it compiles a usual source here
# is kept, so that it need not learn that anew in every sandbox. The same is done for running what the compiler made. The
# JVM keeps nothing of classes in folders, and insists on the class path it learnt with, so the sample stays as a jar.
mkdir lib compiler session
mv artifacts.d/kotlin-stdlib-*.jar artifacts.d/kotlinx-coroutines-*.jar lib/
mv artifacts.d/kotlin-scripting-*.jar session/
mv artifacts.d/*.jar compiler/
chmod 0755 *.sh
path() { echo "$@" | tr ' ' ':'; }
path /box/lib/*.jar >libraries
{ cat jvm; echo -Xmx512m; echo "-cp $(path /box/compiler/*.jar /box/lib/*.jar)"; } >compile.options
{ cat jvm; echo -Xmx512m; echo "-cp $(path /box/compiler/*.jar /box/lib/*.jar /box/session/*.jar)"; } >repl.options
mkdir -p /work
cp sample.kt /work/Main.kt
CACHE=AOTCacheOutput ./compile.sh Main.kt
jar --create --file sample.jar -C /tmp/classes .
path /box/lib/*.jar /box/sample.jar >libraries
printf 'name\n1 2 3\n' | java -XX:AOTCacheOutput=/box/run.aot @/box/jvm -Xmx384m -cp "$(cat libraries)" box.sample.MainKt
printf '"a b".split(" ").map { it.length }.sum()\n:quit\n' | CACHE=AOTCacheOutput ./repl.sh
ls -l compile.aot run.aot repl.aot
rm -r /work/* sample.kt
