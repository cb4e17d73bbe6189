// Takes memory outside the heap, where V8 sees no limit: the kernel does.
const blocks = [];
for (;;) blocks.push(Buffer.alloc(16 << 20, 1));
