const two = (n: number): string => String(n).padStart(2, '0');

/** `2025-12-20`, by the wall clock. */
export function dateWords(time: Date): string {
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** `2025-12-20 09:05`, by the wall clock. */
export function whenWords(at: string): string {
  const time = new Date(at);
  return `${dateWords(time)} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
