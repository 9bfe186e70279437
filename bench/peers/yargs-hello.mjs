import yargs from 'yargs';

yargs(process.argv.slice(2))
  .scriptName('hello')
  .version('1.0.0')
  .command(
    'greet <name>',
    'greet',
    (command) => command.option('loud', { type: 'boolean', describe: 'shout' }),
    ({ name, loud }) => console.log(loud ? `HELLO ${name}` : `hello ${name}`),
  )
  .parse();
