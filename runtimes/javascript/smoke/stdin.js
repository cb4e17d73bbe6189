const [name, numbers] = require('fs').readFileSync(0, 'utf8').split('\n');
const [a, b] = numbers.split(' ').map(Number);
console.log(`Hi ${name}, ${a + b}`);
