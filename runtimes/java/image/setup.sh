# Run with sh -eu. Compiles the warm child, then runs it once so that the JVM can archive the classes (and code profiles) it loaded.
cd /box
javac --release 25 -Xlint:all,-restricted -Werror -d classes src/*.java
printf 'Main-Class: Warm\nAdd-Opens: java.base/java.io\nEnable-Native-Access: ALL-UNNAMED\n' >manifest
jar --create --file warm.jar --manifest manifest -C classes .
java @/box/options -XX:AOTCacheOutput=/box/warm.aot -jar /box/warm.jar training
rm -rf classes manifest src
