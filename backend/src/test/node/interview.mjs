// An interview as the plainest client holds it: it knows five events it sends and eight it hears, keeps one string,
// and sends it whole whenever something was typed. Exits with 1 when a line of anybody's is lost or doubled.
// Usage: node interview.mjs <url> <transports or default> <code> <name> <lines> <all names with their lines, a:40,b:40> <seed>
import { io } from "socket.io-client";

const [url, transports, code, name, lines, everybody, seed] = process.argv.slice(2);
const PATIENCE = 60_000;
const expected = everybody.split(",").flatMap((entry) => {
  const [who, count] = entry.split(":");
  return Array.from({ length: Number(count) }, (_, i) => `${who}_${i} = 0`);
});

let state = Number(seed) >>> 0;
/** From 0 to below 1, the same again for the same seed. */
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

let text;
let output = "";
const joined = new Set();
const fail = (why) => {
  console.error(`${name}: ${why}`);
  process.exit(1);
};
const timer = setTimeout(() => fail(`still waiting; missing ${missing()} in ${text}`), PATIENCE);

const socket = io(url, transports === "default" ? {} : { transports: transports.split(",") });
socket.on("connect", () => socket.emit("join_session", { session_code: code, username: name }));
socket.on("disconnect", (reason) => fail(`disconnected: ${reason}`));
socket.on("error", (error) => fail(`error: ${JSON.stringify(error)}`));
socket.on("user_joined", (user) => joined.add(user.username));
socket.on("user_left", (user) => joined.delete(user.username));
socket.on("execution_output", (chunk) => (output += chunk.data));
socket.on("code_updated", (update) => {
  text = update.code;
  look();
});
socket.once("sync_code", (sync) => {
  text = sync.code;
  type(0);
});

/**
 * Lines go in where a line begins, so that nobody types into anybody's line; not at the very end, where somebody's first
 * letter may be on its way. They are Python that does nothing.
 */
function type(n) {
  if (n === Number(lines)) {
    typed = true;
    look();
    return;
  }
  const starts = [0, ...[...text.matchAll(/\n./g)].map((m) => m.index + 1)];
  const at = starts[Math.floor(random() * starts.length)];
  text = `${text.slice(0, at)}${name}_${n} = 0\n${text.slice(at)}`;
  socket.emit("code_change", { code: text });
  setTimeout(() => type(n + 1), random() * 30);
}

function missing() {
  const there = new Set((text ?? "").split("\n"));
  return expected.filter((line) => !there.has(line));
}

let typed = false;
let running = false;
let verdict;

/** Once everybody's lines are here, the program is run: by whoever is the first of all. */
function look() {
  if (!typed || missing().length > 0) return;
  if (verdict) {
    leave();
    return;
  }
  if (running) return;
  running = true;
  const all = text.split("\n").filter((line) => line.endsWith(" = 0"));
  if (all.length !== expected.length) fail(`${all.length} lines instead of ${expected.length}`);
  if (everybody.startsWith(`${name}:`)) socket.emit("language_change", { language: "python" });
}

socket.on("language_updated", ({ language }) => {
  if (language !== "python") fail(`the language is ${language}`);
  if (everybody.startsWith(`${name}:`)) socket.emit("execute_code", {});
});
/** The verdict may overtake a text, which comes ten times a second at most. */
socket.on("execution_finished", (finished) => {
  if (finished.state !== "COMPLETED") fail(`the program ended ${JSON.stringify(finished)}`);
  verdict = finished;
  look();
});

function leave() {
  clearTimeout(timer);
  socket.off();
  console.log(JSON.stringify({ text, output, transport: socket.io.engine.transport.name }));
  socket.disconnect();
}
