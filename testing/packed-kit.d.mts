export function packAll(folder: string, names: readonly string[]): Promise<string[]>;
export function installPacked(folder: string, names: readonly string[]): Promise<void>;
