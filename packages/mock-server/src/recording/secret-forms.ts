/** A very short text is not a secret, and covering it would cover much else. */
const LEAST = 8;

/** The forms in which a key that a call carried can be inside of data, the longest first: a key of any form, not only `ak-…`. */
export function formsOf(secret: string): string[] {
  if (secret.length < LEAST) return [];
  const utf16 = Buffer.from(secret, 'utf16le');
  const forms = [
    secret,
    encodeURIComponent(secret),
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    utf16.toString('latin1'),
    Buffer.from(utf16).swap16().toString('latin1'),
    ...base64Forms(Buffer.from(secret)),
    ...base64Forms(utf16),
  ];
  const all = forms.flatMap((form) => [form, form.toUpperCase(), form.toLowerCase()]);
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

/** Base64 at each of the three places where a group of it can begin, without what is shared with its neighbours. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    const inner = text.slice(before === 0 ? 0 : before + 1, end);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
