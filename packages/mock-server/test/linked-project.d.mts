export const PACKAGES: readonly string[];
export function copyFiles(folder: string): void;
export function linkProject(folder: string): Promise<void>;
