function fail(): never {
  throw new Error('broken');
}

console.log('before');
fail();
