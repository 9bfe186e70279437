export declare function completeChangelog(text: string): string;
