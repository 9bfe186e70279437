/**
 * Changes to ts-proto's output, in order, with their reasons. HERE stands for the path back to this folder.
 * A required patch that matches nothing stops the generator, so that another version of ts-proto cannot drop one unnoticed.
 */
const patches = [
  // Names: a message's type and its codec have one name in ts-proto, so that the published types of a message would
  // bring the codec's with them, and an import of @bufbuild/protobuf.
  {
    why: 'codecs have their own name',
    find: /export const (\w+): MessageFns</g,
    put: 'export const $1Codec: MessageFns<',
  },
  {
    why: 'codecs call each other by it',
    find: /\b(\w+)\.(encode|decode|fromPartial)\(/g,
    put: '$1Codec.$2(',
  },
  {
    why: 'and import each other by it',
    find: /^import \{ (\w+) \} from "\.(.*)";$/gm,
    put: 'import { type $1, $1Codec } from ".$2";',
    mayMiss: true,
  },

  // Decoders: strict-reader.ts refuses what ts-proto's let pass.
  {
    why: 'text that is not UTF-8 and endless varints are refused',
    find: /import \{ BinaryReader, BinaryWriter \} from "@bufbuild\/protobuf\/wire";/,
    put: 'import { BinaryWriter } from "@bufbuild/protobuf/wire";\nimport { StrictReader } from "HEREstrict-reader.js";',
  },
  { why: 'decoders read with it', find: /\bBinaryReader\b/g, put: 'StrictReader' },
  {
    why: 'field number 0 and tags above 32 bits are refused',
    find: /const tag = reader\.uint32\(\);/g,
    put: 'const tag = reader.fieldTag();',
  },
  {
    why: 'the end of a group that never began, or of another group, is refused',
    find: /if \(\(tag & 7\) === 4 \|\| tag === 0\) \{\s+break;\s+\}\s+reader\.skip\(tag & 7\);/g,
    put: 'reader.skip(tag & 7, tag >>> 3);',
  },
  {
    why: 'a field that is longer than its message is refused',
    find: /( +)return message;\s+\} finally \{/g,
    put: '$1reader.assertEnd(end);\n$&',
  },
  {
    why: 'a known field of another wire type is refused',
    find: /if \(tag !== (\d+)\) \{(\s+)break;/g,
    put: 'if (tag !== $1) {$2reader.refuseWireType(tag, $1);',
    mayMiss: true, // Empty has no field
  },
];

/**
 * @param {string} source what ts-proto wrote
 * @param {string} toHere relative path from that file to this folder, ending in a slash
 */
export function patchCodecs(source, toHere) {
  return patches.reduce((text, { why, find, put, mayMiss }) => {
    if (!mayMiss && text.search(find) === -1) {
      throw new Error(
        `This version of ts-proto writes its codecs differently: ${find} is not found. It is there so that ${why}.`,
      );
    }
    return text.replace(find, put.replace('HERE', toHere));
  }, source);
}
