/**
 * Where a test called one of our functions, as `path/to/file.test.ts:12`.
 *
 * @param calledFunction our function; what it calls is left out.
 */
export function declaredAt(calledFunction: (...args: never[]) => unknown): string {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, calledFunction);
  const frame = holder.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  const place = /\(?((?:file:\/\/)?[^()\s]+:\d+):\d+\)?$/.exec(frame ?? '')?.[1];
  return place?.replace('file://', '') ?? 'unknown place';
}
