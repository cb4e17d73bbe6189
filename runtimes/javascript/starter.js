const readline = require('readline/promises');

function greet(name) {
  return `Hello, ${name}!`;
}

async function main() {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  const name = await terminal.question('Your name: ');
  console.log(greet(name || 'world'));
  terminal.close();
}

main();
