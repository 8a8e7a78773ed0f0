/**
 * Why a driver can't be loaded, as a part of a sentence: from what the loader of Linux, Windows or macOS says, and Node.
 * The words of the loaders are those of glibc, `FormatMessage` and dyld.
 */
export function whyNot(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown } | null)?.code;
  const version = /version [`'](GLIBC(?:XX)?_[\d.]+)' not found/.exec(text)?.[1];
  if (version !== undefined) return `系统太旧，缺少 ${version}`;
  const library = /^([^\s:/]+\.so[.\d]*): cannot open shared object file/.exec(text)?.[1];
  if (library !== undefined) return `系统缺少 ${library}`;
  if (code === 'ERR_UNKNOWN_BUILTIN_MODULE') return '运行环境里没有';
  if (code === 'MODULE_NOT_FOUND') return '安装包里没有适合这种处理器的文件';
  if (
    /invalid ELF header|file too short|wrong ELF class|ELF load command|not a valid Win32|incompatible architecture|mach-o file/.test(
      text,
    )
  )
    return '文件已损坏，或不是给这种处理器用的';
  if (/no such module: fts5|unrecognized option/.test(text)) return '缺少全文检索';
  return '打不开';
}
