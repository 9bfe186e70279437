// A Windows DLL without code: all it has is names, each forwarded to a function of another DLL.
//
// Wine 8 (Debian 12) lacks bcryptprimitives.dll, and every add-on that Rust built since 2023 asks it for random bytes
// (rolldown, lightningcss, @napi-rs/keyring). Newer Wine has it; then this file can go.
// Layout: https://learn.microsoft.com/windows/win32/debug/pe-format

/** Where things are in the file, in bytes; one section keeps it at two blocks of 512. */
const BLOCK = 0x200;
const PE_HEADER = 0x40;
const OPTIONAL_HEADER = PE_HEADER + 24;
const OPTIONAL_HEADER_SIZE = 240;
const SECTION_HEADER = OPTIONAL_HEADER + OPTIONAL_HEADER_SIZE;
/** Where the section is once loaded, relative to the start of the image. */
const SECTION_ADDRESS = 0x1000;
const EXPORT_DIRECTORY_SIZE = 40;

/**
 * The bytes of a DLL for x64.
 *
 * @param {string} name its own file name
 * @param {string} exported the function that it exports
 * @param {string} target DLL and function that do the work, for example `advapi32.SystemFunction036`
 */
export function forwardingDll(name, exported, target) {
  const file = Buffer.alloc(2 * BLOCK);
  writeHeaders(file);
  writeSectionHeader(file);
  writeExports(file.subarray(BLOCK), name, exported, target);
  return file;
}

/** @param {Buffer} file */
function writeHeaders(file) {
  file.write('MZ', 0);
  file.writeUInt32LE(PE_HEADER, 0x3c);
  file.write('PE\0\0', PE_HEADER);
  file.writeUInt16LE(0x8664, PE_HEADER + 4); // machine: x64
  file.writeUInt16LE(1, PE_HEADER + 6); // sections
  file.writeUInt16LE(OPTIONAL_HEADER_SIZE, PE_HEADER + 20);
  file.writeUInt16LE(0x2022, PE_HEADER + 22); // executable, large addresses, DLL
  const optional = file.subarray(OPTIONAL_HEADER);
  optional.writeUInt16LE(0x20b, 0); // 64 bit
  optional.writeUInt32LE(BLOCK, 8); // size of initialized data
  optional.writeUInt32LE(SECTION_ADDRESS, 20);
  optional.writeBigUInt64LE(0x1_8000_0000n, 24); // preferred address
  optional.writeUInt32LE(0x1000, 32); // alignment in memory
  optional.writeUInt32LE(BLOCK, 36); // alignment in the file
  optional.writeUInt16LE(6, 40); // Windows Vista or later
  optional.writeUInt16LE(6, 48);
  optional.writeUInt32LE(2 * SECTION_ADDRESS, 56); // size of the image
  optional.writeUInt32LE(BLOCK, 60); // size of the headers
  optional.writeUInt16LE(2, 68); // subsystem
  optional.writeUInt16LE(0x140, 70); // may be loaded anywhere, has no executable data
  optional.writeUInt32LE(16, 108); // directories, of which the first lists the exports
  optional.writeUInt32LE(SECTION_ADDRESS, 112);
  optional.writeUInt32LE(BLOCK, 116);
}

/** @param {Buffer} file */
function writeSectionHeader(file) {
  const header = file.subarray(SECTION_HEADER);
  header.write('.rdata', 0);
  header.writeUInt32LE(BLOCK, 8);
  header.writeUInt32LE(SECTION_ADDRESS, 12);
  header.writeUInt32LE(BLOCK, 16);
  header.writeUInt32LE(BLOCK, 20);
  header.writeUInt32LE(0x4000_0040, 36); // initialized data, readable
}

/**
 * The directory, its three tables of one row each, then the texts. An address inside the directory counts as a text
 * that names the function to forward to.
 *
 * @param {Buffer} section
 * @param {string} name
 * @param {string} exported
 * @param {string} target
 */
function writeExports(section, name, exported, target) {
  const functions = EXPORT_DIRECTORY_SIZE;
  const names = functions + 4;
  const ordinals = names + 4;
  let free = ordinals + 4;
  const text = (/** @type {string} */ value) => {
    const at = free;
    free += section.write(`${value}\0`, at, 'latin1');
    return SECTION_ADDRESS + at;
  };
  section.writeUInt32LE(text(name), 12);
  section.writeUInt32LE(1, 16); // first ordinal
  section.writeUInt32LE(1, 20); // functions
  section.writeUInt32LE(1, 24); // names
  section.writeUInt32LE(SECTION_ADDRESS + functions, 28);
  section.writeUInt32LE(SECTION_ADDRESS + names, 32);
  section.writeUInt32LE(SECTION_ADDRESS + ordinals, 36);
  section.writeUInt32LE(text(target), functions);
  section.writeUInt32LE(text(exported), names);
}
