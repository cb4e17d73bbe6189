console.log('żółw 🐢 日本語');
console.log([...'żółw 🐢'].length);
