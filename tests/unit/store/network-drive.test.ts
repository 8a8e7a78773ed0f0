import { describe, expect, it } from 'vitest';

import {
  isOnNetworkDrive,
  isUncPath,
  parseMountCommand,
  parseMountInfo,
  typeOf,
} from '../../../electron/backend/store/base/network-drive.ts';
import { tempFolder } from '../../store/folder.ts';

const LINUX = [
  '24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
  String.raw`60 24 0:50 / /mnt/镇里的\040共享 rw,relatime shared:31 - cifs //10.0.0.5/share rw,vers=3.1.1`,
  '61 24 0:51 / /home rw shared:32 - nfs4 server:/home rw',
  '62 61 254:1 / /home/local rw shared:33 - xfs /dev/vdb rw',
  '63 24 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw',
  '',
].join('\n');

const MAC = [
  '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
  '/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)',
  '//zhou@nas/share on /Volumes/share (1) (smbfs, nodev, nosuid, mounted by zhou)',
].join('\n');

describe('the file system that a data folder lies on', () => {
  it.each([
    ['/home/zhou/.local/share/nianshu', 'nfs4'],
    ['/home/local/nianshu', 'xfs'],
    ['/homework/nianshu', 'ext4'],
    ['/mnt/镇里的 共享/nianshu', 'cifs'],
    ['/mnt/镇里的 共享', 'cifs'],
    ['/run/user/1000/gvfs/smb/x', 'fuse.gvfsd-fuse'],
  ])('of %s is %s', (path, type) => {
    expect(typeOf(path, parseMountInfo(LINUX))).toBe(type);
  });

  it('is read from the mount command as well, names with brackets included', () => {
    const mounts = parseMountCommand(MAC);
    expect(typeOf('/Volumes/share (1)/nianshu', mounts)).toBe('smbfs');
    expect(typeOf('/Users/zhou/nianshu', mounts)).toBe('apfs');
  });

  it('is on a server for a share of Windows, and not for a device path or a drive', () => {
    expect(isUncPath(String.raw`\\server\share\nianshu`)).toBe(true);
    expect(isUncPath(String.raw`\\?\C:\nianshu`)).toBe(false);
    expect(isUncPath(String.raw`\\.\C:\nianshu`)).toBe(false);
    expect(isUncPath(String.raw`C:\nianshu`)).toBe(false);
  });

  it('of this machine is no network drive; of nothing neither', () => {
    expect(isOnNetworkDrive(tempFolder())).toBe(false);
    expect(isOnNetworkDrive('/nothing/here')).toBe(false);
    expect(parseMountInfo('rubbish')).toEqual([]);
  });
});
