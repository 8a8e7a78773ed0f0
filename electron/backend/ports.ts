export type PdfRequest = {
  /** A whole, self-contained HTML document. */
  html: string;
  signal?: AbortSignal;
};

/** Prints HTML to A4 PDF: tagged, with outline, `preferCSSPageSize`, backgrounds on. Throws AppError('no-printer'). */
export type PdfPrinter = {
  print(request: PdfRequest): Promise<Uint8Array>;
  /** Families of this list that the engine can really draw (installed on this machine). */
  installedFonts(families: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
};

export type Logger = {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
};
