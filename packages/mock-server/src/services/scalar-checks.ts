import { ScalarType } from '@bufbuild/protobuf';
import { isBytes } from '../wire/bytes.js';

/** What a scalar field can have: in words, and as a question. */
export interface ScalarCheck {
  readonly wanted: string;
  readonly holds: (value: unknown) => boolean;
}

/** `String.prototype.isWellFormed`: every Node.js that we support has it, the types of ES2023 do not. */
const isWellFormed = (text: string & { isWellFormed?(): boolean }): boolean => text.isWellFormed?.() ?? true;

const TEXT: ScalarCheck = {
  wanted: 'a string of whole characters',
  holds: (value) => typeof value === 'string' && isWellFormed(value),
};

/** Whole numbers from `least` to `most`, or their digits: the form in which JSON has those of 64 bits. */
function whole(bits: number, signed: boolean): ScalarCheck {
  const [least, most] = signed
    ? [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]
    : [0n, 2n ** BigInt(bits) - 1n];
  return {
    wanted: `a whole number from ${least} to ${most}`,
    holds: (value) => {
      const number = wholeNumber(value);
      return number !== undefined && number >= least && number <= most;
    },
  };
}

function wholeNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

const LARGEST_FLOAT = 3.4028234663852886e38;

/** Numbers, or the words that JSON has for those that it lacks. */
const real = (largest: number): ScalarCheck => ({
  wanted: largest === LARGEST_FLOAT ? 'a number that 32 bits can have' : 'a number',
  holds: (value) =>
    ['NaN', 'Infinity', '-Infinity'].includes(String(value)) ||
    (typeof value === 'number' && Math.abs(value) <= largest),
});

const BYTES: ScalarCheck = {
  wanted: 'a Uint8Array, or base64',
  holds: (value) =>
    isBytes(value) || (typeof value === 'string' && /^(?:[\w+/-]{4})*(?:[\w+/-]{2,3}={0,2})?$/.test(value)),
};

const [INT32, UINT32, INT64, UINT64] = [whole(32, true), whole(32, false), whole(64, true), whole(64, false)];

/** One check per scalar type of protobuf. */
export const SCALAR_CHECKS: Readonly<Record<ScalarType, ScalarCheck>> = {
  [ScalarType.STRING]: TEXT,
  [ScalarType.BOOL]: { wanted: 'true or false', holds: (value) => typeof value === 'boolean' },
  [ScalarType.BYTES]: BYTES,
  [ScalarType.DOUBLE]: real(Number.MAX_VALUE),
  [ScalarType.FLOAT]: real(LARGEST_FLOAT),
  [ScalarType.INT32]: INT32,
  [ScalarType.SINT32]: INT32,
  [ScalarType.SFIXED32]: INT32,
  [ScalarType.UINT32]: UINT32,
  [ScalarType.FIXED32]: UINT32,
  [ScalarType.INT64]: INT64,
  [ScalarType.SINT64]: INT64,
  [ScalarType.SFIXED64]: INT64,
  [ScalarType.UINT64]: UINT64,
  [ScalarType.FIXED64]: UINT64,
};
