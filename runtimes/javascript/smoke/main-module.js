console.log(require.main === module, require('path').basename(__filename), process.argv.length);
