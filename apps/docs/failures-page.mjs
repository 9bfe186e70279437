/** The page of all failures, from the table that decides their meaning. */
export function failuresPage(kinds, exitCodes) {
  const sections = Object.entries(kinds).map(([kind, row]) =>
    [
      `## ${kind}`,
      '',
      row.happened,
      '',
      `**To do:** ${row.remedy}`,
      '',
      `Exit code ${row.exitCode} (${exitCodes[row.exitCode]}) · from: ${row.origin} · billed: ${row.billed} · a retry of the same call: ${row.retryable ? 'may help, later' : 'does not help'}`,
      ...(row.docs === undefined ? [] : ['', `See ${row.docs}`]),
    ].join('\n'),
  );
  return [
    '# Failures',
    '',
    'Every failure has one kind, which errors, exit codes, matchers and this page share. A finer cause (`failure.reason`) may change the',
    'remedy, and whether a retry helps. This page is made from the table in `packages/auth-core/src/failure`; a test fails when it is out of date.',
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}
