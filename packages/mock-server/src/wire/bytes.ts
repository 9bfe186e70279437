/** Whether a thing is bytes. By its tag: those of another realm are not an instance of this one's `Uint8Array`. */
export function isBytes(thing: unknown): thing is Uint8Array {
  return Object.prototype.toString.call(thing) === '[object Uint8Array]';
}
