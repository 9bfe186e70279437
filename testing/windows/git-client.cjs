// git.exe of the tests with Node for Windows: the real git works outside of Wine (see git-bridge.mjs), this passes on.
const { writeSync } = require('node:fs');
const { connect } = require('node:net');

const [port, token] = (process.env.TEST_GIT_BRIDGE ?? '').split('/');
const socket = connect(Number(port), '127.0.0.1');
const args = process.argv.slice(2);
socket.write(`${JSON.stringify({ token, args, cwd: process.cwd(), env: process.env })}\n`);
process.stdin.pipe(socket);

/** Frames: whose output it is (1, 2, or 3 for the exit code), four bytes of length, then so many bytes. */
let rest = Buffer.alloc(0);
socket.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
    const end = 5 + rest.readUInt32BE(1);
    const content = rest.subarray(5, end);
    if (rest[0] === 3) process.exit(Number(content.toString()));
    writeAll(rest[0], content);
    rest = rest.subarray(end);
  }
});
socket.on('error', () => process.exit(70));
socket.on('close', () => process.exit(70));

/** @param {number} fd @param {Buffer} content */
function writeAll(fd, content) {
  for (let at = 0; at < content.length; ) at += writeSync(fd, content, at);
}
