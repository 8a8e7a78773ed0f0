/** No column is set narrower than a character of a table with its margins, in twips. */
const NARROWEST = 400;

/**
 * Widths of a table's columns in twips: those that are given in points, and for the others equal shares of the room
 * that is left. A table is never wider than its room; where nothing is given it takes all of it.
 * @param widths null for a column of which none is given
 */
export function columnWidths(
  widths: readonly (number | null)[] | undefined,
  columns: number,
  room: number,
): number[] {
  const given = Array.from({ length: columns }, (_, at) => widths?.[at] ?? null);
  const open = given.filter((width) => width === null).length;
  const least = Math.min(NARROWEST, Math.floor(room / columns));
  const wanted = given.reduce<number>((sum, width) => sum + (width === null ? 0 : width * 20), 0);
  const most = room - open * least;
  const scale = wanted > most ? most / wanted : 1;
  const share = open === 0 ? 0 : Math.floor((room - wanted * scale) / open);
  return given.map((width) =>
    width === null
      ? share
      : Math.max(1, scale === 1 ? Math.round(width * 20) : Math.floor(width * 20 * scale)),
  );
}
