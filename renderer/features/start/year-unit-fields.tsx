import { Problem } from './problem.tsx';

type Props = {
  year: string;
  unit: string;
  yearWrong: boolean;
  unitWrong: boolean;
  onYear: (year: string) => void;
  onUnit: (unit: string) => void;
};

export function YearUnitFields({ year, unit, yearWrong, unitWrong, onYear, onUnit }: Props) {
  return (
    <>
      <div className="new-report-row">
        <label className="ui-label">
          <span>年度</span>
          <input
            className="ui-input tabular"
            inputMode="numeric"
            value={year}
            aria-invalid={yearWrong}
            onChange={(event) => onYear(event.target.value)}
          />
        </label>
        <label className="ui-label">
          <span>单位名称</span>
          <input
            className="ui-input"
            value={unit}
            maxLength={500}
            placeholder="如：青禾镇"
            aria-invalid={unitWrong}
            onChange={(event) => onUnit(event.target.value)}
          />
        </label>
      </div>
      {yearWrong && <Problem text="年度请写四位数字，如 2025。" />}
      {unitWrong && <Problem text="请写单位名称，标题和落款要用。" />}
    </>
  );
}
