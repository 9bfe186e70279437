export const HERE: string;
export const TARGETS: readonly { readonly name: string; readonly file: string }[];
