import { useLayoutEffect, useRef, useState } from 'react';

/** Sheets beyond which the page is shown in one piece: nobody leafs through them, and each costs the layout a little. */
const MOST_SHEETS = 120;

/**
 * The breaks between the sheets of the page view. Each is a float as wide as the text with another of a sheet's height
 * before it: the text of the page, which knows nothing of them, flows around them line by line, as it will be printed.
 * The measures are those of resources/print/official.css: 22 lines to a sheet.
 */
export function Sheets() {
  const first = useRef<HTMLDivElement>(null);
  const [breaks, setBreaks] = useState(0);

  useLayoutEffect(() => {
    const paper = first.current?.parentElement;
    const page = paper?.querySelector<HTMLElement>('.page');
    if (!paper || !page) return undefined;
    const measure = () => {
      const sheet = first.current?.offsetHeight ?? 0;
      const gap = paper.querySelector<HTMLElement>('.sheet-gap')?.offsetHeight ?? 0;
      if (sheet === 0) return;
      const lines = page.offsetHeight;
      setBreaks((old) => {
        // While there is no gap to measure, one is put in to be measured.
        const needed = gap === 0 ? (lines > sheet ? 1 : 0) : Math.ceil((lines + gap) / (sheet + gap)) - 1;
        return needed === old ? old : Math.min(MOST_SHEETS, Math.max(0, needed));
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(page);
    return () => observer.disconnect();
  }, []);

  return (
    <>
      <div ref={first} className="sheet" aria-hidden />
      {Array.from({ length: breaks }, (_, at) => (
        // Breaks are alike and never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <Break key={at} number={at + 1} />
      ))}
    </>
  );
}

function Break({ number }: { number: number }) {
  return (
    <>
      <div className="sheet-gap" aria-hidden>
        <span>— {number} —</span>
      </div>
      <div className="sheet" aria-hidden />
    </>
  );
}
