/** A scalar's name, or the full name of a message or an enum. */
export type FieldKind = string;

/** A message's fields by their name in TypeScript; a repeated field's kind is in an array. */
export type MessageFields = Readonly<Record<string, FieldKind | readonly [FieldKind]>>;
