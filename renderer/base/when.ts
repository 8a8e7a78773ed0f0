/** `刚刚` `5分钟前` `今天 14:05` `昨天 09:30` `11月20日` `2025年3月1日`, in the machine's own time zone. */
export function whenText(iso: string, now: Date): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes >= 0 && minutes < 1) return '刚刚';
  if (minutes >= 1 && minutes < 60) return `${minutes}分钟前`;
  const clock = `${pad(then.getHours())}:${pad(then.getMinutes())}`;
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  const date = `${then.getMonth() + 1}月${then.getDate()}日`;
  return then.getFullYear() === now.getFullYear() ? date : `${then.getFullYear()}年${date}`;
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
