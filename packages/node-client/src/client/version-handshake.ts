/** The messages of this package are those of the official client's package of this version (docs/facts/wire.md, Services). */
export const API_VERSION = '2.10.1';

const [, OUR_MAJOR, OUR_MINOR] = API_VERSION.split('.').map(Number);

/**
 * Compares versions as the official client does: of the server's `6.10.0002`, the second part is the major version of the API and
 * the third its minor one (docs/facts/wire.md, On connect).
 *
 * @param version What `get_application_info` gave.
 * @returns what to tell the user, or undefined when the versions agree.
 */
export function versionWarning(version: string): string | undefined {
  const parts = /^\d+\.(\d{1,6})\.(\d{1,6})(?:\.|$)/.exec(version);
  if (parts === null) {
    return `The server does not give its version as in "6.10.0001", so it cannot be compared with this client (API ${API_VERSION}).`;
  }
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  if (major === OUR_MAJOR && minor === OUR_MINOR) return undefined;
  const risk =
    major === OUR_MAJOR
      ? 'Fields that are newer than the older of the two are left out of messages.'
      : 'Calls may fail or leave out fields.';
  return `The server speaks API 2.${major}.${minor}, this client was written for ${API_VERSION}. ${risk} Set checkVersion: false when this is known to work.`;
}
