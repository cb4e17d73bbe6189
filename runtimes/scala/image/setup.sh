# Run with sh -eu. The compiler is a large Java program: what the JVM learns of it while it compiles a usual source here
# is kept, so that it need not learn that anew in every sandbox. The same is done for running what the compiler made. The
# JVM keeps nothing of classes in folders, and insists on the class path it learnt with, so the sample stays as a jar.
mkdir lib compiler session
mv artifacts.d/scala-library-*.jar lib/
for jar in scala3-repl jline pprint fansi sourcecode interface slf4j using_directives; do mv artifacts.d/$jar[-_]*.jar session/; done
mv artifacts.d/*.jar compiler/
chmod 0755 *.sh
path() { echo "$@" | tr ' ' ':'; }
path /box/lib/*.jar >libraries
{ cat jvm; echo -Xmx512m; echo "-cp $(path /box/compiler/*.jar /box/lib/*.jar)"; } >compile.options
{ cat jvm; echo -Xmx512m --enable-native-access=ALL-UNNAMED; echo "-cp $(path /box/compiler/*.jar /box/lib/*.jar /box/session/*.jar)"; } >repl.options
mkdir -p /work
cp sample.scala /work/Main.scala
CACHE=AOTCacheOutput ./compile.sh
jar --create --file sample.jar -C /tmp/classes .
path /box/lib/*.jar /box/sample.jar >libraries
printf 'name\n1 2 3\n' | java -XX:AOTCacheOutput=/box/run.aot @/box/jvm -Xmx384m -cp "$(cat libraries)" box.sample.sample
printf '"a b".split(" ").map(_.length).sum\n:quit\n' | CACHE=AOTCacheOutput ./repl.sh
ls -l compile.aot run.aot repl.aot
rm -r /work/* sample.scala
