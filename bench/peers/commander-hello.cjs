const { program } = require('commander');

program.name('hello').version('1.0.0');
program
  .command('greet')
  .argument('<name>')
  .option('--loud', 'shout')
  .action((name, { loud }) => console.log(loud ? `HELLO ${name}` : `hello ${name}`));
program.parse();
