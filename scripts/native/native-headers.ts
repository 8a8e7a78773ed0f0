/** What a machine must bring so that a native file loads there. */
export type NativeFile = {
  format: 'elf' | 'pe' | 'mach-o';
  /** As Node names it: `x64`, `arm64`, `ia32` …; `universal` for a Mach-O of several. */
  machine: string;
  /** One, or all of a universal Mach-O. */
  machines: readonly string[];
  /** The highest version of each that a symbol asks for, such as `2.28`; null where none is asked for. ELF only. */
  glibc: string | null;
  glibcxx: string | null;
  cxxabi: string | null;
  /** The lowest macOS or Windows that the file says it runs on; null for ELF and where it says nothing. */
  system: string | null;
  /** Libraries that it is linked to, as it names them, in its own order. */
  needed: readonly string[];
};
