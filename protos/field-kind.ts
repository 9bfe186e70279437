/** A scalar's name, or a message's full name. */
export type FieldKind = string;

/** A message's fields by their name in TypeScript; a repeated field's kind is in an array. */
export type MessageFields = Readonly<Record<string, FieldKind | readonly [FieldKind]>>;
