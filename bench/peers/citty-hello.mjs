import { defineCommand, runMain } from 'citty';

const greet = defineCommand({
  args: {
    name: { type: 'positional', required: true },
    loud: { type: 'boolean', description: 'shout' },
  },
  run: ({ args: { name, loud } }) => console.log(loud ? `HELLO ${name}` : `hello ${name}`),
});
runMain(defineCommand({ meta: { name: 'hello', version: '1.0.0' }, subCommands: { greet } }));
