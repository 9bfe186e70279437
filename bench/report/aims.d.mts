/** By file, then by the title of a row. */
export declare const AIMS: Readonly<Record<string, Readonly<Record<string, number>>>>;
