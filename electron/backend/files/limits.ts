/**
 * Limits on what is read of a file that comes from outside, in one place. They are far above any report (a long one has
 * 60,000 characters and 800 paragraphs) and low enough that a file made to do harm ends in a sentence, not in a machine
 * that stands still. Whoever refuses a file for one of them says so with a `FileError`.
 */
export const LIMITS = {
  /** Bytes of a Word file as it lies on the disk: pictures make it large, and only those it shows are unpacked, one by one. */
  wordFile: 512 * 1024 * 1024,
  /** Bytes of any other file: a PDF to be verified, a text. */
  otherFile: 64 * 1024 * 1024,
  /** Bytes and pixels of an image: a browser holds four bytes for each pixel. */
  image: 20 * 1024 * 1024,
  pixels: 100_000_000,
  /** Images of one Word file, and bytes of all of them. */
  images: 300,
  allImages: 64 * 1024 * 1024,
  /** Entries of the zip that a Word file is. */
  entries: 5000,
  /** Unpacked bytes of one part of a Word file, and of all parts that are read. */
  part: 48 * 1024 * 1024,
  parts: 96 * 1024 * 1024,
  /** XML elements of one part, and how deep they may lie in one another: whoever walks the tree uses the stack. */
  elements: 1_000_000,
  depth: 256,
  /** Paragraphs, tables and lines of a file: a hundred times a report's. */
  paragraphs: 20_000,
  /** The same with empty ones and those in cells, counted while a part is taken apart. */
  anyParagraphs: 75_000,
  /** Characters of one paragraph or cell, and of the whole text. */
  paragraph: 100_000,
  text: 2_000_000,
  /** Columns of a table (Word itself ends at 63), and cells of one table and of all, each row filled up to the widest. */
  columns: 200,
  cells: 20_000,
  allCells: 50_000,
  /** Items (一是、二是…) and figures of one paragraph, and of the whole text. */
  nodes: 5000,
  allNodes: 100_000,
  /** Characters of a number that Word counts itself: its pattern may be as long as a file makes it. */
  label: 40,
  /** Comments of a returned copy, and its stretches of text that are marked alike. */
  comments: 5000,
  runs: 200_000,
  /** As many times the text and the paragraphs of what was sent for review may come back, and this much beside. */
  returned: { times: 4, text: 200_000, paragraphs: 2000 },
  /** Pages of a PDF. */
  pages: 2000,
  /**
   * What a PDF is made of: objects in all its tables, savings of the file, how deep values may lie in one another, how
   * many there are in all objects and in what all pages draw, and unpacked bytes of one stream and of all.
   */
  pdf: {
    objects: 500_000,
    revisions: 200,
    depth: 200,
    values: 1_000_000,
    drawn: 3_000_000,
    stream: 128 * 1024 * 1024,
    streams: 512 * 1024 * 1024,
  },
} as const;

/** Limits on the process that reads, whatever the file says. */
export const PROCESS_LIMITS = {
  /** V8's own heap, in MB. What lies outside of it (buffers) only the resident memory shows. */
  heap: 384,
  /** Resident memory, in bytes. */
  resident: 500 * 1024 * 1024,
  /** Milliseconds that a file may take, from when the process begins with it. */
  deadline: 60_000,
  /** Milliseconds that a process may take to start, on a slow machine that has much else to do. */
  start: 60_000,
  /** Milliseconds between two looks at the resident memory. */
  look: 40,
  /** Milliseconds after which a file has to give way to everything else: few take as long. */
  patience: 2000,
  /** Milliseconds after which a process that has nothing to do is ended. */
  idle: 30_000,
  /** A process that has grown to this many bytes is replaced before the next file. */
  grown: 250 * 1024 * 1024,
  /** Processes at once: a file that takes its time holds up no other window's. */
  processes: 2,
} as const;
