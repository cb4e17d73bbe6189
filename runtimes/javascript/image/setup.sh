# Run with sh -eu. Unpacks the one program that was fetched.
tar -xzf artifacts.d/node-linux-*.tgz -C /usr/local/bin --strip-components=2 --no-same-owner package/bin/node
