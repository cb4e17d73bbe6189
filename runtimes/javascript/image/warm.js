// A Node that is already up: it waits on descriptor 3 for its work and then is `node main.js`. Where the program is what a
// compiler makes of the sources, the folder that has it is this program's argument. Where somebody waits for it already,
// the word `cold` comes before, and nothing is got ready that this one program may not need.
//
// The program must not be able to tell: the module loader starts it from a fresh turn of the event loop, so no stack
// trace shows a frame of ours; process.stdin and process.stdout are not touched before, because they remember what kind
// of stream they found.
'use strict';

const fs = require('fs');
const Module = require('module');

const CONTROL = 3;
const TERMINAL = 4;
const COLD = process.argv[2] === 'cold';
const MADE = process.argv[COLD ? 3 : 2];

// What programs are likely to ask for.
function load() {
  for (const name of [
    'assert', 'buffer', 'child_process', 'crypto', 'events', 'fs/promises', 'os', 'path', 'perf_hooks', 'readline',
    'readline/promises', 'stream', 'string_decoder', 'timers/promises', 'tty', 'url', 'util', 'worker_threads', 'zlib',
  ]) {
    require(name);
  }
}

// The first line that a process prints makes it build a stream and read much of itself. That is done here ahead, on
// another descriptor of the terminal and without writing anything. Where that cannot be had, it is done later.
function printNothing(then) {
  const { Console } = require('console');
  const tty = require('tty');
  const { O_RDWR, O_NOCTTY } = fs.constants;
  let terminal;
  try {
    terminal = new tty.WriteStream(fs.openSync(`/proc/self/fd/${TERMINAL}`, O_RDWR | O_NOCTTY));
  } catch {
    then();
    return;
  }
  terminal._write = (chunk, encoding, done) => done();
  const console = new Console({ stdout: terminal, stderr: terminal });
  console.log('%s %o', 'text', { number: 1 });
  terminal.on('close', then).destroy();
}

function readExactly(count) {
  const bytes = Buffer.alloc(count);
  let at = 0;
  while (at < count) {
    const n = fs.readSync(CONTROL, bytes, at, count - at);
    if (n === 0) process.reallyExit(0);
    at += n;
  }
  return bytes;
}

// Records of type(1) length(4) value: arguments, variables, and whether there is a terminal.
function readRequest() {
  const bytes = readExactly(readExactly(4).readUInt32BE(0));
  const request = { words: [], terminal: false };
  for (let at = 0; at < bytes.length; ) {
    const kind = String.fromCharCode(bytes[at]);
    const end = at + 5 + bytes.readUInt32BE(at + 1);
    const value = bytes.toString('utf8', at + 5, end);
    at = end;
    if (kind === 'A') request.words.push(value);
    else if (kind === 'T') request.terminal = value.startsWith('0');
    else if (kind === 'V') {
      const equals = value.indexOf('=');
      process.env[value.slice(0, equals)] = value.slice(equals + 1);
    }
  }
  return request;
}

function takeTerminal() {
  try {
    process.dlopen({ exports: {} }, '/box/tty.so');
  } catch {
    // It is no addon, and need not be: its constructor has done the work.
  }
}

function wait() {
  fs.writeSync(CONTROL, 'K');
  const request = readRequest();
  if (request.terminal) takeTerminal();
  else fs.closeSync(TERMINAL);
  fs.closeSync(CONTROL);

  const [, file, ...words] = request.words;
  const program = MADE === undefined ? `/work/${file}` : `${MADE}/${file.replace(/\.[^.]*$/, '.mjs')}`;
  if (MADE !== undefined) process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, program, ...words];
  process.mainModule = undefined;
  delete require.cache[__filename];
  setImmediate(Module.runMain);
}

if (COLD) {
  wait();
} else {
  load();
  printNothing(wait);
}
