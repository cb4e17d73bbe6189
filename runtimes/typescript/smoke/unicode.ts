const word: string = 'żółw 🐢 日本語';
console.log(word);
console.log([...'żółw 🐢'].length);
