export declare function failuresPage(kinds: object, exitCodes: object): string;
