// Starts worker after worker: each is a JavaScript engine of its own with several threads and a heap.
const { Worker } = require('worker_threads');

let started = 0;
const next = () => {
  if (started > 500) return;
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  worker.on('online', () => { started++; next(); });
  worker.on('error', () => { console.log('refused', started < 64); process.exit(0); });
};
next();
