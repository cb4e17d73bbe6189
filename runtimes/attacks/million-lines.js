// Prints a million short lines as fast as it can.
for (let i = 0; i < 1000000; i++) process.stdout.write(`line ${i}\n`);
