/** npm's bill of what is installed (CycloneDX), with what npm cannot see and without what only this machine has. */

const refOf = ({ name, version }) => `${name}@${version}`;

/** A package whose code is inside another, as npm writes those that are installed. */
const component = ({ name, version, license }) => ({
  'bom-ref': refOf({ name, version }),
  type: 'library',
  name,
  version,
  scope: 'required',
  purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  licenses: [
    /\s/.test(license) ? { expression: license.replace(/^\((.*)\)$/, '$1') } : { license: { id: license } },
  ],
});

/** The bill names each tarball by its path, which nobody else has. */
function withoutPaths({ externalReferences = [], ...rest }) {
  return { ...rest, externalReferences: externalReferences.filter(({ url }) => !url.startsWith('file:')) };
}

/**
 * @param {object} bill of `npm sbom`, of a folder in which our packages are installed
 * @param {Record<string, readonly { name: string, version: string, license: string }[]>} bundled the packages of others
 * inside each of ours, by our package and version
 */
export function completeBill(bill, bundled) {
  const listed = new Set(bill.components.map((one) => one['bom-ref']));
  const added = new Map(
    Object.values(bundled)
      .flat()
      .filter((one) => !listed.has(refOf(one)))
      .map((one) => [refOf(one), component(one)]),
  );
  return {
    ...bill,
    components: [...bill.components.map(withoutPaths), ...added.values()],
    dependencies: [
      ...bill.dependencies.map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: [...new Set([...dependsOn, ...(bundled[ref] ?? []).map(refOf)])],
      })),
      ...[...added.keys()].map((ref) => ({ ref, dependsOn: [] })),
    ],
  };
}
