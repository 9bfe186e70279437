import { writeSync } from 'node:fs';
import { withFileLock } from '../src/file/lock/file-lock.js';

// Takes the lock of a path, says so, and keeps it until it is killed.
await withFileLock(process.argv[2] ?? '', () => {
  writeSync(1, 'held\n');
  return new Promise(() => setInterval(() => {}, 1000));
});
