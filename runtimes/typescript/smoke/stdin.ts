import { readFileSync } from 'node:fs';

interface Sum {
  readonly name: string;
  readonly total: number;
}

function read(text: string): Sum {
  const [name = '', numbers = ''] = text.split('\n');
  return { name, total: numbers.split(' ').map(Number).reduce((a, b) => a + b) };
}

const { name, total } = read(readFileSync(0, 'utf8'));
console.log(`Hi ${name}, ${total}`);
