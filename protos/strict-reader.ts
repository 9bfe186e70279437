import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/**
 * Reads a message's bytes and refuses what no encoder writes. The generated decoders read with it (generate.mjs
 * puts it there), since ts-proto's own would let such bytes pass: half a message would be taken for a whole one.
 */
export class StrictReader extends BinaryReader {
  /** The next field's tag. */
  fieldTag(): number {
    const [fieldNo, wireType] = this.tag();
    return ((fieldNo << 3) | wireType) >>> 0;
  }

  override string(): string {
    return super.string(true);
  }

  override skip(wireType: WireType, fieldNo?: number, recursionLimit?: number): Uint8Array {
    if (wireType === WireType.Varint) this.refuseLongVarint();
    return super.skip(wireType, fieldNo, recursionLimit);
  }

  /** The library's own way over an unknown varint takes one of any length; reading a number stops at ten bytes. */
  private refuseLongVarint(): void {
    const start = this.pos;
    this.uint32();
    this.pos = start;
  }

  /** Refuses a field that is known, but was sent as another wire type than the .proto gives it. */
  refuseWireType(tag: number, wanted: number): never {
    throw new Error(`field ${tag >>> 3} has wire type ${tag & 7} instead of ${wanted & 7}`);
  }

  /** Refuses a field that ran on behind the end of its message. */
  assertEnd(end: number): void {
    if (this.pos !== end) throw new RangeError('a field is longer than its message');
  }
}
