/**
 * What changesets writes into a package's CHANGELOG.md: the sentences of the changesets that name the package, and no
 * "Updated dependencies" for the others, which are released together anyway. A package without a sentence gets one of
 * its own from complete-changelogs.mjs.
 */
const getReleaseLine = async ({ summary }) => {
  const [first, ...rest] = summary.trim().split('\n');
  return [`- ${first}`, ...rest.map((line) => `  ${line}`.trimEnd())].join('\n');
};

module.exports = { getReleaseLine, getDependencyReleaseLine: async () => '' };
