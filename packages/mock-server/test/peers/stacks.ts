import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import * as grpcJs from '@grpc/grpc-js';
import { linePeer } from './line-peer.js';
import { connectPeer, grpcJs18Peer, grpcJsPeer, niceGrpcPeer } from './node-peers.js';
import type { Stack } from './peer.js';

const programNamed = (name: string): string => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
/** Why a stack is not there: its program, or what else it is made of. */
const needs = (program: string, there: () => boolean, what: string): string | undefined =>
  whyNoLinuxProgram(program) ?? (there() ? undefined : `${what} is not installed`);
const inNode = (): undefined => undefined;

const GO_SOURCES = '/usr/share/gocode';
const JAVA_JARS = '/usr/share/java';

let goProgram: string | undefined;

/** Compiles the Go client once a run, from the sources that Debian's packages have: nothing is fetched. */
function buildGo(): string {
  if (goProgram !== undefined) return goProgram;
  const folder = mkdtempSync(join(tmpdir(), 'go-peer-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'peer');
  const env = { ...process.env, GOPATH: GO_SOURCES, GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off' };
  const built = spawnSync('/usr/bin/go', ['build', '-o', out, programNamed('peer.go')], {
    encoding: 'utf8',
    env,
  });
  if (built.status !== 0) throw new Error(`The Go client was not built: ${built.stderr}`);
  goProgram = out;
  return out;
}

function javaJars(): string {
  const wanted = /^(grpc-(api|context|core|netty|stub)|netty-|guava|failureaccess|perfmark|opencensus-api)/;
  const jars = readdirSync(JAVA_JARS).filter((name) => wanted.test(name) && name.endsWith('.jar'));
  return jars.map((name) => join(JAVA_JARS, name)).join(':');
}

/** The gRPC stacks that the tests call the mock server with; .ci/run installs those that are Debian packages. */
export const STACKS: readonly Stack[] = [
  {
    name: 'grpcio',
    missing: () =>
      needs('/usr/bin/python3', () => existsSync('/usr/lib/python3/dist-packages/grpc'), 'python3-grpcio'),
    start: (address, key) => linePeer('/usr/bin/python3', [programNamed('peer.py'), address], key),
  },
  {
    name: 'Ruby',
    missing: () =>
      needs(
        '/usr/bin/ruby',
        () => spawnSync('/usr/bin/ruby', ['-e', 'require "grpc"']).status === 0,
        'ruby-grpc',
      ),
    start: (address, key) => linePeer('/usr/bin/ruby', [programNamed('peer.rb'), address], key),
  },
  {
    name: 'Go',
    missing: () =>
      needs(
        '/usr/bin/go',
        () => existsSync(join(GO_SOURCES, 'src/google.golang.org/grpc')),
        'golang-google-grpc-dev',
      ),
    start: (address, key) => linePeer(buildGo(), [address], key),
  },
  {
    name: 'Java',
    missing: () =>
      needs(
        '/usr/bin/javac',
        () => ['grpc-netty.jar', 'netty-transport.jar'].every((jar) => existsSync(join(JAVA_JARS, jar))),
        'libgrpc-java or libnetty-java',
      ),
    start: (address, key) =>
      linePeer('/usr/bin/java', ['-cp', javaJars(), programNamed('Peer.java'), address], key),
  },
  {
    name: 'grpc-js',
    missing: inNode,
    start: (address, key) => grpcJsPeer(grpcJs, address, key),
  },
  { name: 'grpc-js 1.8', missing: inNode, start: grpcJs18Peer },
  { name: 'nice-grpc', missing: inNode, start: niceGrpcPeer },
  { name: 'connect', missing: inNode, start: connectPeer },
];
