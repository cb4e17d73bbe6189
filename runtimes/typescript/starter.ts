import { createInterface } from 'node:readline/promises';

function greet(name: string): string {
  return `Hello, ${name}!`;
}

const terminal = createInterface({ input: process.stdin, output: process.stdout });
const name = await terminal.question('Your name: ');
console.log(greet(name || 'world'));
terminal.close();
