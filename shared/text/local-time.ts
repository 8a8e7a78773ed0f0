const two = (number: number): string => String(number).padStart(2, '0');

/** 2026年3月5日 14:05, by this machine's clock. */
export function localTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '时间不明';
  return `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日 ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** `2026-03-05` as 2026年3月5日; what is no full date stays as it is. */
export function fullDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return year && month && day ? `${year}年${month}月${day}日` : date;
}

/** 2026-03-05, by this machine's clock. */
export function localDay(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '时间不明';
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** 2026-03-05 14:05:09, by this machine's clock. */
export function localSecond(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '时间不明';
  return `${localDay(iso)} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => two(part)).join(':')}`;
}
