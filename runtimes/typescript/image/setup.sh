# Run with sh -eu. Unpacks what was fetched: the compiler, which is one program and its libraries' types, and Node's types.
unpack() {
    mkdir -p "$2"
    tar -xzf "$1" -C "$2" --strip-components=1
}
unpack artifacts.d/typescript-typescript-linux-*.tgz typescript
unpack artifacts.d/types-node-*.tgz node_modules/@types/node
unpack artifacts.d/undici-types-*.tgz node_modules/undici-types
chmod 0755 *.sh
chown -R root:root typescript node_modules
