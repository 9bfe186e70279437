// Measures one file of `bench` in a process of its own, and sends its rows to run.mjs.
const { rows } = await import(new URL(`../${process.argv[2]}.mjs`, import.meta.url));
process.send(rows, () => process.exit());
