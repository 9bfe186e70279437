/**
 * What ts-proto's decoders let pass, as rows: what they say, and what they have to say to refuse it.
 * `StrictReader` (strict-reader.ts) does the refusing.
 */
const patches = [
  {
    refuses: 'text that is not UTF-8, varints of more than ten bytes',
    find: /import \{ BinaryReader, BinaryWriter \} from "@bufbuild\/protobuf\/wire";/,
    put: (toHere) =>
      `import { BinaryWriter } from "@bufbuild/protobuf/wire";\nimport { StrictReader } from "${toHere}strict-reader.js";`,
  },
  { refuses: 'the same', find: /\bBinaryReader\b/g, put: () => 'StrictReader' },
  {
    refuses: 'field number 0, and tags above 32 bits',
    find: /const tag = reader\.uint32\(\);/g,
    put: () => 'const tag = reader.fieldTag();',
  },
  {
    refuses: 'an end of a group that never began, and one with the number of another',
    find: /if \(\(tag & 7\) === 4 \|\| tag === 0\) \{\s+break;\s+\}\s+reader\.skip\(tag & 7\);/g,
    put: () => 'reader.skip(tag & 7, tag >>> 3);',
  },
  {
    refuses: 'a field that is longer than its message',
    find: /return message;\s+\} finally \{/g,
    put: () => 'reader.assertEnd(end);\n      return message;\n    } finally {',
  },
  {
    refuses: 'a known field of another wire type',
    find: /if \(tag !== (\d+)\) \{\s+break;\s+\}/g,
    put: (_toHere, tag) =>
      `if (tag !== ${tag}) {\n              reader.refuseWireType(tag, ${tag});\n            }`,
    mayMiss: true, // a message without fields has none
  },
];

/**
 * @param {string} source what ts-proto wrote
 * @param {string} toHere relative path from that file to this folder, ending in a slash
 * @throws when a patch finds nothing to change: another version of ts-proto must not drop one unseen
 */
export function hardenDecoders(source, toHere) {
  return patches.reduce((text, { refuses, find, put, mayMiss }) => {
    if (!mayMiss && text.search(find) === -1) {
      throw new Error(
        `ts-proto writes its decoders otherwise now: ${find} is not found, which refuses ${refuses}.`,
      );
    }
    return text.replace(find, (_match, group) => put(toHere, group));
  }, source);
}
