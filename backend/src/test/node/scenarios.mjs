// The scenarios that a standard client must master over one choice of transports.
// Usage: node scenarios.mjs <url> <transport,...>. Exits with 1 when one fails.
import assert from "node:assert/strict";
import { io } from "socket.io-client";

const [url, transports] = process.argv.slice(2);
const PATIENCE = 10_000;

function connect(options = {}) {
  return io(url, { transports: transports.split(","), forceNew: true, ...options });
}

function once(socket, event) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event}`)), PATIENCE);
    socket.once(event, (...args) => {
      clearTimeout(timer);
      resolve(args);
    });
  });
}

async function connected(options) {
  const socket = connect(options);
  await once(socket, "connect");
  return socket;
}

async function upgraded(socket) {
  if (transports === "polling,websocket" && socket.io.engine.transport.name !== "websocket") {
    await new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
  }
}

function collect(socket, event, count) {
  return new Promise((resolve, reject) => {
    const values = [];
    const timer = setTimeout(() => reject(new Error(`${values.length} of ${count}`)), PATIENCE);
    socket.on(event, (value) => {
      values.push(value);
      if (values.length === count) {
        clearTimeout(timer);
        resolve(values);
      }
    });
  });
}

const numbers = (count) => Array.from({ length: count }, (_, i) => i);

const scenarios = {
  async "echoes JSON"() {
    const socket = await connected();
    const back = once(socket, "message-back");
    socket.emit("message", 1, "zwölf 😀 \u2028", { deep: [null, true, 1.5] });
    assert.deepEqual(await back, [1, "zwölf 😀 \u2028", { deep: [null, true, 1.5] }]);
    return [socket];
  },

  async "uses the transport that was asked for"() {
    const socket = await connected();
    await upgraded(socket);
    assert.equal(socket.io.engine.transport.name, transports.split(",").at(-1));
    return [socket];
  },

  async "keeps the browser's key when told to keep cookies"() {
    const socket = await connected({ withCredentials: true });
    await upgraded(socket);
    const text = "after the upgrade";
    assert.equal(await socket.timeout(PATIENCE).emitWithAck("message-with-ack", text), text);
    return [socket];
  },

  async "acknowledges"() {
    const socket = await connected();
    assert.deepEqual(await socket.timeout(PATIENCE).emitWithAck("message-with-ack", { a: 1 }), {
      a: 1,
    });
    assert.equal(await socket.timeout(PATIENCE).emitWithAck("something else"), "unknown");
    return [socket];
  },

  async "carries binary both ways"() {
    const socket = await connected();
    const bytes = Buffer.from([0, 1, 0x30, 0x3a, 0xff]);
    const back = once(socket, "message-back");
    socket.emit("message", bytes, { inside: [Buffer.alloc(0), Buffer.alloc(70_000, 7)] });
    const [first, second] = await back;
    assert.deepEqual(first, bytes);
    assert.equal(second.inside[0].length, 0);
    assert.deepEqual(second.inside[1], Buffer.alloc(70_000, 7));
    assert.deepEqual(
      await socket.timeout(PATIENCE).emitWithAck("message-with-ack", bytes),
      bytes,
    );
    return [socket];
  },

  async "carries a megabyte both ways"() {
    const socket = await connected();
    const text = "x".repeat(1_000_000);
    assert.equal(await socket.timeout(PATIENCE).emitWithAck("message-with-ack", text), text);
    const big = once(socket, "text");
    socket.emit("text", 3_000_000);
    assert.equal((await big)[0].length, 3_000_000);
    return [socket];
  },

  async "keeps the order of a thousand messages down"() {
    const socket = await connected();
    const values = collect(socket, "number", 1000);
    socket.emit("count", 1000);
    assert.deepEqual(await values, numbers(1000));
    return [socket];
  },

  async "keeps the order of a thousand messages up, across an upgrade"() {
    const socket = await connected();
    const values = collect(socket, "message-back", 1000);
    for (const n of numbers(1000)) {
      socket.emit("message", n);
      if (n % 100 === 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    assert.deepEqual(await values, numbers(1000));
    return [socket];
  },

  async "gives every receiver of a broadcast the same bytes"() {
    const sockets = [await connected(), await connected(), await connected()];
    const news = sockets.map((socket) => once(socket, "news"));
    sockets[0].emit("broadcast", Buffer.from([1, 2, 3]), "and text");
    for (const each of await Promise.all(news)) {
      assert.deepEqual(each, [Buffer.from([1, 2, 3]), "and text"]);
    }
    return sockets;
  },

  async "shows its auth payload"() {
    const socket = connect({ auth: { token: "right" } });
    assert.deepEqual(await once(socket, "auth"), [{ token: "right" }]);
    return [socket];
  },

  async "explains a refusal and lets nobody in"() {
    const socket = connect({ auth: { token: "wrong" } });
    const [error] = await once(socket, "connect_error");
    assert.equal(error.message, "not welcome");
    assert.deepEqual(error.data, { code: "forbidden" });
    assert.equal(socket.connected, false);
    socket.auth = { token: "right" };
    socket.connect();
    await once(socket, "connect");
    return [socket];
  },

  async "explains an unknown namespace"() {
    const socket = io(`${url}/nowhere`, { transports: transports.split(","), forceNew: true });
    const [error] = await once(socket, "connect_error");
    assert.equal(error.message, "Invalid namespace");
    return [socket];
  },

  async "throws out for good"() {
    const socket = await connected();
    const end = once(socket, "disconnect");
    socket.emit("kick");
    assert.equal((await end)[0], "io server disconnect");
    return [socket];
  },

  async "comes back after a fault of the server's"() {
    const socket = await connected({ reconnectionDelay: 50 });
    const firstId = socket.id;
    const end = once(socket, "disconnect");
    const again = end.then(() => once(socket, "connect"));
    socket.emit("fail");
    assert.match((await end)[0], /^transport/);
    await again;
    assert.notEqual(socket.id, firstId);
    return [socket];
  },

  async "leaves and returns"() {
    const socket = await connected();
    socket.disconnect();
    socket.connect();
    await once(socket, "connect");
    assert.equal(await socket.timeout(PATIENCE).emitWithAck("message-with-ack", 5), 5);
    return [socket];
  },
};

let failures = 0;
for (const [name, scenario] of Object.entries(scenarios)) {
  try {
    const sockets = await scenario();
    sockets.forEach((socket) => socket.disconnect());
    console.log(`ok ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAILED ${name}: ${error.stack}`);
  }
}
process.exit(failures === 0 ? 0 : 1);
