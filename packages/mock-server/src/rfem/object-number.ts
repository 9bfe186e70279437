/**
 * The number of an RFEM object, read from its bytes: field 1, a varint. That the messages of all object types keep
 * their number there is not confirmed [?]. 0 when there is none.
 */
export function objectNumber(value: Uint8Array): number {
  let found = 0;
  let at = 0;
  while (at < value.length) {
    const tag = varint(value, at);
    if (tag === undefined) return found;
    const field = tag.value >>> 3;
    const end = skip(value, tag.next, tag.value & 7);
    if (end === undefined) return found;
    if (field === 1 && (tag.value & 7) === 0) found = varint(value, tag.next)?.value ?? found;
    at = end;
  }
  return found;
}

/** The same object under another number: the last value of a field is the one that counts in protobuf. */
export function withObjectNumber(value: Uint8Array, no: number): Uint8Array {
  const field = [0x08];
  for (let rest = no; ; rest >>>= 7) {
    if (rest < 0x80) {
      field.push(rest);
      break;
    }
    field.push((rest & 0x7f) | 0x80);
  }
  return Uint8Array.from([...value, ...field]);
}

function varint(bytes: Uint8Array, from: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10; i += 1) {
    const byte = bytes[from + i];
    if (byte === undefined) return undefined;
    if (i < 5) value |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80) return { value: value >>> 0, next: from + i + 1 };
  }
  return undefined;
}

function skip(bytes: Uint8Array, from: number, wireType: number): number | undefined {
  if (wireType === 0) return varint(bytes, from)?.next;
  if (wireType === 1) return from + 8;
  if (wireType === 5) return from + 4;
  if (wireType !== 2) return undefined;
  const length = varint(bytes, from);
  return length === undefined ? undefined : length.next + length.value;
}
