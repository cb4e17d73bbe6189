# Run with sh -eu. What the JVM learns while it runs a usual program here is kept for every sandbox; it keeps nothing where
# the class path has a folder.
mkdir lib
mv artifacts.d/*.jar lib/
chmod 0755 *.sh
echo /box/lib/*.jar | tr ' ' ':' >libraries
java -XX:AOTCacheOutput=/box/run.aot @/box/jvm -Xmx320m -cp "$(cat libraries)" clojure.main sample.clj </dev/null
ls -l run.aot
rm sample.clj
