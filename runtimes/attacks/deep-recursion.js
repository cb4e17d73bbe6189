// Recurses without end, and again in the handler of the error that this is.
function deep(n) {
  try {
    return deep(n + 1) + 1;
  } catch (e) {
    if (e instanceof RangeError) throw e;
    return deep(n);
  }
}
try {
  deep(0);
} catch (e) {
  console.log(e instanceof RangeError ? 'range' : 'other');
}
let nested = '[]';
for (let i = 0; i < 22; i++) nested = '[' + nested.repeat(2).slice(0, 1 << 20);
try {
  JSON.parse('['.repeat(1 << 22));
} catch (e) {
  console.log(e.name);
}
