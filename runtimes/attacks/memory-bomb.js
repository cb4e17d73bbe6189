// Fills the heap with objects. The heap ends where the sandbox ends: the verdict has to say memory.
const blocks = [];
for (;;) blocks.push(new Array(100000).fill({ a: 1 }).map((x, i) => ({ i })));
