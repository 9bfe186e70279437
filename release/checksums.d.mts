export function sha256Of(path: string): string;
