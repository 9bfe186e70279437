import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** File systems of other machines, by the number that Linux gives them (statfs(2)). Other systems give other numbers. */
const NETWORK_DISKS: Readonly<Record<number, string>> = {
  26985: 'NFS', // 0x6969
  4283649346: 'SMB', // 0xff534d42, mounted as cifs
  4266872130: 'SMB', // 0xfe534d42, mounted as smb3
  20859: 'SMB', // 0x517b
  1397113167: 'AFS', // 0x5346414f
  12805120: 'Ceph', // 0x00c36400
  198183888: 'Lustre', // 0x0bd00bd0
  1702057286: 'FUSE', // 0x65735546, sshfs for example
};

/**
 * Which network file system a folder is on; undefined on a local disk, and where the system does not say.
 *
 * @param typeOf Asks the system.
 */
export function networkDisk(
  folder: string,
  platform: string = process.platform,
  typeOf: (folder: string) => number = (path) => statfsSync(path).type,
): string | undefined {
  if (platform !== 'linux') return undefined;
  try {
    return NETWORK_DISKS[typeOf(folder) >>> 0];
  } catch {
    // The folder is not there yet, and will be on the disk of the one that has it.
    const parent = dirname(folder);
    return parent === folder ? undefined : networkDisk(parent, platform, typeOf);
  }
}
