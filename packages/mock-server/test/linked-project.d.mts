export function packAll(folder: string): Promise<string[]>;
export function copyFiles(folder: string): void;
export function linkProject(folder: string): Promise<void>;
