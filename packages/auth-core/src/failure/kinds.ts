/** Filled in by its owner; the vocabulary of failures. */
export type FailureKind = string;
