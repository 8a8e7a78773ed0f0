import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What each fuse has to be in every package; why is in docs/decisions/0024-packages.md. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const satisfies Record<keyof typeof FuseV1Options, boolean>;

const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

/** Fuses of a packed program that are not as they have to be, a sentence each. */
export async function wrongFuses(program: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(program);
  return Object.entries(FUSES).flatMap(([name, wanted]) => {
    const state = (wire as unknown as Record<number, number>)[FuseV1Options[name as keyof typeof FUSES]];
    if (state === (wanted ? ON : OFF)) return [];
    return [
      `熔断位 ${name} 应为${wanted ? '开' : '关'}，实际是${state === ON ? '开' : state === OFF ? '关' : '未设'}`,
    ];
  });
}
