function fail() {
  throw new Error('broken');
}

console.log('before');
fail();
