/** Path of the one file that is Node and this program together; undefined where Node runs a script. */
export async function executable(): Promise<string | undefined> {
  const { isSea } = await import('node:sea');
  return isSea() ? process.execPath : undefined;
}
