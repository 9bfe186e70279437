/** The package ships no types; this is the part that is used. */
declare module 'fs-native-extensions' {
  /** Takes an exclusive lock on a whole open file; false when another descriptor holds one. */
  export function tryLock(fd: number): boolean;
}
