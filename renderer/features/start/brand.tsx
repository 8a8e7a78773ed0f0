/** The mark: a page under a red head. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg className="brand-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="6" fill="var(--brand)" />
      <path d="M9 6.5h14M9 11h14" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <path
        d="M9 16h14M9 20.5h14M9 25h8.5"
        stroke="#fff"
        strokeWidth="1.5"
        strokeLinecap="round"
        opacity=".75"
      />
    </svg>
  );
}

export function Brand() {
  return (
    <div className="brand">
      <BrandMark />
      <strong>年述</strong>
    </div>
  );
}
