import { characterFlaw } from './bad-character.js';
import { keyRun } from './redact.js';

/** A text that should be a key, as the rows below look at it. */
interface Given {
  readonly text: string;
  readonly trimmed: string;
}

interface Flaw {
  readonly applies: (given: Given) => boolean;
  /** What is wrong and what to do, without showing any part of the text. */
  readonly says: string | ((given: Given) => string);
}

/** A row for what the text is, white space around it apart. All patterns take linear time: the text can be any file. */
const kind = (pattern: RegExp, says: string): Flaw => ({
  applies: ({ trimmed }) => pattern.test(trimmed),
  says,
});

/** The same for texts of one short line, where words tell more than in a long one. */
const shortKind = (pattern: RegExp, says: string): Flaw => ({
  applies: ({ trimmed }) => trimmed.length <= 120 && pattern.test(trimmed),
  says,
});

const UNREPLACED =
  'it is the name of a variable, not its value; check the shell, template or CI that should replace it';
const PLACEHOLDER = 'it is a placeholder from an example; replace it with your own key';

/** What people, shells, programs and servers put where a key belongs. */
const KINDS: readonly Flaw[] = [
  shortKind(
    /^["'`]?(?:null|undefined|none|nil|nan|true|false|n\/a|void|-|0|\[object \w+\]|\(null\)|<null>)["'`]?$/i,
    'it is what a program writes where it has no value, such as "null" or "undefined"',
  ),
  shortKind(
    /^["'`]?(?:\$\w+|\$\{[^}]*\}|\$\(.*\)|\$env:\w+|%\w+%|!\w+!|\$?\{\{.*\}\}|<%.*%>|#\{.*\}|@\w+@|(?:secrets|env|vars|process\.env)\.\w+)["'`]?$/i,
    UNREPLACED,
  ),
  shortKind(/^(?:<[^<>]*>|\[[^[\]"]*\]|(?:ak-)?[x0_-]*x{3,}[x_-]*|ak-)$/i, PLACEHOLDER),
  shortKind(/^["'`]?(?!AK_[0-9A-F]{48})[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+["'`]?$/, UNREPLACED),
  shortKind(
    /^["'`]?(?:ApiKey\()?(?:ak)?-?(?:[*\u2022\u25cf\u2026]+|\.{3,}|\u2026)[\w.\u2026-]{0,8}\)?["'`]?$/i,
    'it is masked, as logs and "keys list" show a key; copy the key itself',
  ),
  kind(/-----BEGIN /, 'it is a certificate or a private key (PEM), not an API key'),
  kind(
    /^<(?:!doctype|html|head|body|\?xml|!--|[a-z]+[ >])/i,
    'it is a web page or XML, as a server sends it for a login or an error',
  ),
  kind(
    /^(?:[#;].*\r?\n|\s)*\[\w+\][ \t]*\r?\n/,
    'it is a whole config.ini; paste only what follows the equals sign, or use "keys import"',
  ),
  kind(
    /^(?:\{\s*["}]|\[\s*[{"\]])/,
    'it is JSON; give the value of the key alone, without braces and quotation marks',
  ),
  kind(
    /^(?:curl\b|-H\b|["']?(?:proxy-)?authorization["']?\s?:)/i,
    'it is a whole header or command; give the key alone',
  ),
  kind(
    /^(?:bearer)(?:\s|$)/i,
    'it begins with "Bearer"; give the key alone, the scheme is added at the wire',
  ),
  kind(
    /^(?:(?:export|set|setx|declare -x|-e) )?["']?(?:\$?env:)?[\w.-]+["']?\s?=(?:\s?["'`]?ak\b|[^=])/i,
    'it begins with a name; paste only what follows the equals sign',
  ),
  kind(/^["'`]?[\w.-]+["'`]?\s?:\s?["'`]?ak\b/i, 'it begins with a name; paste only what follows the colon'),
  kind(
    /^(?:(["'`])[\s\S]*\1|["'`\u201c\u201e\u2018\u00ab][\s\S]*["'`\u201c\u201d\u2019\u00bb])$/,
    'it is in quotation marks, which would be part of the key; remove them',
  ),
  kind(/^["'`]ak-/i, 'it begins with a quotation mark, which would be part of the key; remove it'),
  kind(/^eyJ[\w-]+\.[\w-]+\./, 'it is a token of another kind (a JWT)'),
  kind(
    /^(?:sk-|pk_|sk_|gh[opsu]_|github_pat_|glpat-|npm_|xox[abp]-|AKIA|AIza|hvs\.)/,
    'it is a key for another service',
  ),
  kind(/^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i, 'it is a UUID; API keys begin with "ak-"'),
  kind(/^[a-z][a-z0-9+.-]{1,15}:\/\//i, 'it is an address (URL), not an API key'),
  shortKind(
    /^(?:~|\.{1,2})?[\\/][^\s]|^[a-z]:[\\/]|^[\w-]+\.(?:ini|txt|env|key|pem|json|ya?ml)$/i,
    'it is the path of a file; give what the file contains, for example with --stdin < FILE',
  ),
  shortKind(/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/, 'it is an e-mail address'),
  shortKind(
    /^(?!.*ak-[0-9a-f]{48})(?:.*[^a-z])?(?:your|insert|enter|paste|replace|change-?_?me|example|placeholder|dummy|todo|tbd)(?:[^a-z].*)?$/i,
    PLACEHOLDER,
  ),
];

const keysIn = (text: string): number => (text.match(/ak-[0-9a-f]{48}/gi) ?? []).length;
const hexDigits = (text: string): string => text.replace(/^ak-/i, '');
const VISIBLE = /[\x21-\x7e]/;

/** What is there besides one whole key. */
const AROUND: readonly Flaw[] = [
  {
    applies: ({ trimmed }) => keysIn(trimmed) > 1 && /\s/.test(trimmed),
    says: ({ trimmed }) => `there are ${keysIn(trimmed)} keys in it; give one alone`,
  },
  kind(
    /^ak-[0-9a-f]{48}\s*(?:[;#]|\/\/)/i,
    'there is text after the key: config.ini has no comments behind values, so remove it',
  ),
  {
    applies: ({ text }) => {
      const after = /^\s*ak-[0-9a-f]{48}(?![0-9a-f])([\s\S]*)$/i.exec(text)?.[1] ?? '';
      return VISIBLE.test(after) && !after.toLowerCase().startsWith('ak-');
    },
    says: 'there is text after the key; give the key alone',
  },
  {
    applies: ({ text }) =>
      VISIBLE.test(/^([\s\S]*?)ak-[0-9a-f]{48}(?![0-9a-f])/i.exec(text)?.[1] ?? '') && keysIn(text) === 1,
    says: 'there is text before the key; give the key alone',
  },
];

/** What is wrong with the characters of a text that may be meant as a key. */
const CHARACTERS: readonly Flaw[] = [
  {
    applies: ({ text }) => characterFlaw(text) !== undefined,
    says: ({ text }) => characterFlaw(text) ?? '',
  },
  {
    applies: ({ text }) => (text.match(/ak-/gi) ?? []).length > 1,
    says: ({ text }) => `it looks like ${(text.match(/ak-/gi) ?? []).length} keys joined`,
  },
  { applies: ({ text }) => /^[0-9a-f]{48}$/i.test(text), says: 'the prefix "ak-" is missing' },
  { applies: ({ text }) => /^ak%2d/i.test(text), says: 'it is URL-encoded; decode it first' },
  {
    applies: ({ text }) => /^ak.[0-9a-f]{48}$/i.test(text) && text[2] !== '-',
    says: 'character 3 must be "-"',
  },
  {
    applies: ({ text }) => /^[0-9a-f]{8}$/i.test(text),
    says: 'it is a fingerprint, as "keys list" shows it, not the key itself',
  },
  { applies: ({ text }) => !/^ak-/i.test(text) && isBase64(text), says: 'it is base64; decode it first' },
  {
    applies: ({ text }) => !/^ak-/i.test(text),
    says: 'it does not begin with "ak-" (is it the name of a key? give names as the key name)',
  },
  {
    applies: ({ text }) => /[^0-9a-f]/i.test(hexDigits(text)),
    says: ({ text }) => `character ${firstNonHex(text)} is not a hexadecimal digit`,
  },
  {
    applies: ({ text }) => hexDigits(text).length !== 48,
    says: ({ text }) => `it has ${hexDigits(text).length} hexadecimal digits, not 48`,
  },
  {
    applies: ({ text }) => /[A-F]|^A|^.K/.test(text),
    says: 'it has capital letters; keys are written in small letters',
  },
];

const isBase64 = (text: string): boolean =>
  keyRun(text, 0).key !== undefined ||
  (text.length >= 24 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={1,2}$/.test(text));

function firstNonHex(text: string): number {
  const prefix = text.length - hexDigits(text).length;
  return prefix + hexDigits(text).search(/[^0-9a-f]/i) + 1;
}

/** The surest diagnosis first. */
const FLAWS: readonly Flaw[] = [
  { applies: ({ text }) => text === '', says: 'it is empty' },
  { applies: ({ text }) => text.trim() === '', says: 'it is nothing but white space' },
  ...KINDS,
  ...AROUND,
  ...CHARACTERS,
];

/** So much of a text tells what it is: a whole file can be given by mistake. */
const ENOUGH = 10_000;

/** What is wrong with a text that is not a well-formed key, the surest diagnosis first. */
export function flawIn(whole: string): string | undefined {
  const text = whole.slice(0, ENOUGH);
  const given = { text, trimmed: text.trim() };
  const flaw = FLAWS.find(({ applies }) => applies(given));
  return typeof flaw?.says === 'function' ? flaw.says(given) : flaw?.says;
}
