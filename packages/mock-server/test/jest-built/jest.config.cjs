// Run by ../jest-built.test.ts, with the built package, as a user's CommonJS project has it.
module.exports = { testEnvironment: 'node', testMatch: ['**/*.jest.cjs'], transform: {}, rootDir: __dirname };
