const fine = 1;
const count: number = 'three';
console.log(fine + count);
