import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Peer, PeerAnswer } from './peer.js';

/** A program that reads the key, then a call a line, and prints an answer a line. The key is in no argument. */
export function linePeer(program: string, args: readonly string[], key: string): Peer {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-4_000);
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${key}\n`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = new Promise((resolve) => child.once('close', resolve));
  return {
    async ask({ path, timeoutMs, fresh = false }) {
      child.stdin.write(`${path} ${timeoutMs} ${fresh ? 1 : 0}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`The client ended: ${errors}`);
      return JSON.parse(value) as PeerAnswer;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
