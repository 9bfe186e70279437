/** @throws {Error} in words for a person where the directory was removed */
export function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new Error('The working directory no longer exists. Change to another directory.');
  }
}
