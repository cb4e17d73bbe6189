// Catches every signal it may and keeps itself busy: neither asking nor insisting helps, only the end of its container.
for (let number = 1; number < 65; number++) {
  try {
    process.on(Object.keys(require('os').constants.signals)[number], () => {});
  } catch {
    // Two may not be caught, which is what ends this program.
  }
}
console.log('deaf');
setInterval(() => {}, 1000);
for (;;);
