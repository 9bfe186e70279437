/** How a row is named in the table of aims. */
export const titleOf = ({ name, against }) => (against === undefined ? name : `${name}, against ${against}`);

/** The rows that compare: those that a plot shows. */
export const ratiosIn = (rows) => rows.filter(({ against }) => against !== undefined);

const isMet = ({ of, ours }, aim) => (of === 'speed' ? ours >= aim : ours <= aim);

/** The rows of a file, each with its aim and whether it was met. */
export const judge = (file, rows, aims = {}) =>
  rows.map((row) => {
    const aim = aims[titleOf(row)];
    return aim === undefined ? { file, ...row } : { file, ...row, aim, met: isMet(row, aim) };
  });

/** Aims of a file that nothing was measured for: a peer is not installed, or a row has a new name. */
export const unmeasured = (rows, aims = {}) => {
  const measured = rows.map(titleOf);
  return Object.keys(aims).filter((title) => !measured.includes(title));
};
