// Grows a WebAssembly memory to its four gigabytes, which lie outside V8's heap, and touches every page.
const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
console.log('growing');
for (;;) {
  try {
    memory.grow(256);
  } catch {
    console.log('refused');
    break;
  }
  new Uint8Array(memory.buffer).fill(1, memory.buffer.byteLength - 256 * 65536);
}
