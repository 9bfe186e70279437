// Measures one file of `bench` in a process of its own, and sends what it says of itself and its rows to run.mjs.
const { about, rows } = await import(new URL(`../${process.argv[2]}.mjs`, import.meta.url));
process.send({ about, rows }, () => process.exit());
