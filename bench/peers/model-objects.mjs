const typeUrl = Buffer.from('\n\x60\n*type.googleapis.com/dlubal.api.rfem.structure_core.Node');

/** Encoded objects as a model has them, of at least so many bytes: a repeated type name, and coordinates that do not repeat. */
export function modelObjects(bytes) {
  const one = typeUrl.length + 20;
  return Buffer.concat(
    Array.from({ length: Math.ceil(bytes / one) }, (_, no) => {
      const fields = Buffer.alloc(20);
      fields.writeDoubleLE(Math.random() * 100, 0);
      fields.writeDoubleLE(Math.random() * 10, 8);
      fields.writeInt32LE(no, 16);
      return Buffer.concat([typeUrl, fields]);
    }),
  );
}
