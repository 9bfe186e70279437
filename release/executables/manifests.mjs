import { stringify } from 'yaml';

/** What package managers of Windows read to install `dlubal-auth.exe`. */

const HOMEPAGE = 'https://github.com/dlubal-kit/dlubal-kit';
const SUMMARY = 'Check, resolve and explain Dlubal API keys, and test against a mock server';
const ID = 'DlubalKit.DlubalAuth';

/** Where a file of a release is downloaded. */
export const downloadOf = (version, file) => `${HOMEPAGE}/releases/download/v${version}/${file}`;

/** For Scoop: one JSON file, which its updater keeps up to date by `autoupdate`. */
export function scoopManifest({ version, file, sha256 }) {
  const manifest = {
    version,
    description: SUMMARY,
    homepage: HOMEPAGE,
    license: 'MIT',
    architecture: { '64bit': { url: downloadOf(version, file), hash: sha256 } },
    bin: 'dlubal-auth.exe',
    checkver: 'github',
    autoupdate: {
      architecture: { '64bit': { url: downloadOf('$version', file.replace(version, '$version')) } },
      hash: { url: '$baseurl/SHA256SUMS' },
    },
  };
  return { 'scoop/dlubal-auth.json': `${JSON.stringify(manifest, undefined, 2)}\n` };
}

/** For winget: three YAML files, in its folder layout. */
export function wingetManifests({ version, file, sha256 }) {
  const common = { PackageIdentifier: ID, PackageVersion: version };
  const parts = {
    '': { ...common, DefaultLocale: 'en-US', ManifestType: 'version' },
    '.installer': {
      ...common,
      InstallerType: 'zip',
      NestedInstallerType: 'portable',
      NestedInstallerFiles: [{ RelativeFilePath: 'dlubal-auth.exe', PortableCommandAlias: 'dlubal-auth' }],
      Installers: [
        {
          Architecture: 'x64',
          InstallerUrl: downloadOf(version, file),
          InstallerSha256: sha256.toUpperCase(),
        },
      ],
      ManifestType: 'installer',
    },
    '.locale.en-US': {
      ...common,
      PackageLocale: 'en-US',
      Publisher: 'dlubal-kit',
      PackageName: 'dlubal-auth',
      PackageUrl: HOMEPAGE,
      License: 'MIT',
      ShortDescription: SUMMARY,
      ManifestType: 'defaultLocale',
    },
  };
  const files = Object.entries(parts).map(([part, fields]) => [
    `winget/${ID}${part}.yaml`,
    stringify({ ...fields, ManifestVersion: '1.6.0' }),
  ]);
  return Object.fromEntries(files);
}
