import { win32 } from 'node:path';

/** Devices, whatever extension follows: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?: *\.|$)/i;
/** A colon would name a second stream of a file. */
const FORBIDDEN = /[<>:"|?*\x00-\x1f]/;

/**
 * Whether Windows programs cannot open a file by this path: a device such as `NUL` or `aux.ini`, a name that ends with a
 * dot or a space, a character that is not allowed. Node would create it all the same, and Explorer could not remove it.
 */
export function isUnusableName(path: string, platform: string = process.platform): boolean {
  if (platform !== 'win32') return false;
  // A path such as \\?\C:\… or \\.\pipe\x says itself that the rules do not apply.
  const { root } = win32.parse(path);
  if (/^\\\\[?.]\\/.test(path)) return false;
  return path
    .slice(root.length)
    .split(/[\\/]/)
    .some(
      (name) =>
        name !== '.' && name !== '..' && (DEVICE.test(name) || /[. ]$/.test(name) || FORBIDDEN.test(name)),
    );
}
