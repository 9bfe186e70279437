import type { GitObject, ObjectSink } from '../../../git/object-reader.js';
import type { FoundKey, KeyLocation } from '../report/found-key.js';
import { pathText } from '../report/path-text.js';
import { ContentSearch } from '../search/content-search.js';
import type { KeyInContent } from '../search/key-in-content.js';
import { KEY_SIGNS, mayHoldKey } from '../search/may-hold-key.js';

/** Looks for keys in the content of a file. */
export function blobSearch(name: string, onKeys: (keys: readonly KeyInContent[]) => void): ObjectSink {
  const content = new ContentSearch(name);
  return {
    push: (chunk) => content.push(chunk),
    end: () => {
      const keys = content.end();
      if (keys.length > 0) onKeys(keys);
    },
  };
}

/** Hands over the content of an object as a whole. */
function whole(take: (content: Buffer) => void): ObjectSink {
  const chunks: Buffer[] = [];
  return {
    push: (chunk) => void chunks.push(chunk),
    end: () => take(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
  };
}

/** Looks for keys in the message of a commit or a tag, and in its names of people. */
export function messageSearch({ id, type, rest }: GitObject, onKey: (found: FoundKey) => void): ObjectSink {
  const of = type === 'tag' ? `of tag ${pathText(rest) || id.slice(0, 12)}` : undefined;
  const at = (what: string): KeyLocation =>
    of === undefined ? { path: `commit ${what}`, commit: id } : { path: `${what} ${of}` };
  return whole((content) => {
    const keys = keysIn(content);
    if (keys.length === 0) return;
    const message = content.indexOf('\n\n');
    const lines = content.toString('latin1', 0, message < 0 ? content.length : message).split('\n');
    for (const key of keys) {
      const { line = 1 } = key;
      if (line > lines.length) onKey({ ...key, ...at('message'), line: line - lines.length - 1 });
      else onKey({ key: key.key, allowed: false, ...at(fieldOf(lines, line)) });
    }
  });
}

function keysIn(content: Buffer): KeyInContent[] {
  const search = new ContentSearch('');
  search.push(content);
  return search.end();
}

/** The field that a line of the header belongs to; further lines of a field begin with a space. */
function fieldOf(lines: readonly string[], line: number): string {
  const first = lines.slice(0, line).findLast((text) => !text.startsWith(' ')) ?? '';
  return first.split(' ', 1)[0] || 'header';
}

const SUBMODULE = '160000 ';

/** Objects without any of these have nothing to report. */
export const OBJECT_SIGNS = new RegExp(`${KEY_SIGNS}|${SUBMODULE}`);

/** Looks for keys in the names of a folder, and for other repositories in it. */
export function treeSearch({ rest }: GitObject, idBytes: number, report: FolderReport): ObjectSink {
  return whole((content) => {
    const bytes = content.toString('latin1');
    const hasSubmodule = bytes.includes(SUBMODULE);
    if (!hasSubmodule && !mayHoldKey(bytes)) return;
    for (const { mode, name } of entriesOf(bytes, idBytes)) {
      const path = rest === '' ? name : `${rest}/${name}`;
      report.onName(name, path);
      if (mode === SUBMODULE.trim()) report.onSubmodule(path);
    }
  });
}

export interface FolderReport {
  readonly onName: (name: string, path: string) => void;
  readonly onSubmodule: (path: string) => void;
}

/** `mode name NUL id`, one after another. */
function* entriesOf(bytes: string, idBytes: number): Iterable<{ mode: string; name: string }> {
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(' ', at);
    const nul = bytes.indexOf('\0', space);
    if (space < 0 || nul < 0) return;
    yield { mode: bytes.slice(at, space), name: bytes.slice(space + 1, nul) };
    at = nul + 1 + idBytes;
  }
}
