import './keys.css';

/** A fingerprint in its six groups: as wide digits as two people need who read it to each other. */
export function Fingerprint({ value }: { value: string }) {
  return <span className="fingerprint">{value}</span>;
}
